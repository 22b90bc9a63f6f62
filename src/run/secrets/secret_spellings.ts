// A secret → the texts by which it may show: as it is, line by line, and as programs write it into other texts (base64,
// addresses, JSON, YAML, HTML, a shell's words). Apart from the mask, which only looks for texts.

/** Shorter values ("1", "yes") would blank out half of every log and protect nothing. */
const SHORTEST_SECRET = 4;
/** What anybody would guess: a switch, a port, a count. */
const EVERYDAY = /^(?:true|false|yes|no|on|off|null|none|nil|~|[-+]?[\d.]{1,5})$/i;
/** The lines of a key file are secrets of their own: tools print them one by one. */
const SHORTEST_SECRET_LINE = 8;
/** Less of a base64 text than this says nothing, and is found in texts that have nothing to do with it. */
const SHORTEST_CORE = 8;
/** Where `base64` and PEM break their lines. */
const BASE64_COLUMNS = [76, 64];

/** All texts to look for, each once; none for a value too short or too common to be told from other texts. */
export function secretSpellings(secret: string): readonly string[] {
  const text = secret.trim().toWellFormed();
  if (text.length < SHORTEST_SECRET || EVERYDAY.test(text)) return [];
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const wholeAndLines = lines.length > 1
    ? [text, ...lines.filter((line) => line.length >= SHORTEST_SECRET_LINE)]
    : [text];
  const spellings = wholeAndLines.flatMap((one) => [one, ...escapes(one)]);
  return [...new Set([...spellings, ...base64Spellings(secret, wholeAndLines)])];
}

function escapes(text: string): string[] {
  return [...urlSpellings(text), ...jsonSpellings(text), ...shellSpellings(text), ...markupSpellings(text)];
}

/** For the path and the query, as JavaScript, Go and forms write it, with digits in either case. */
function urlSpellings(text: string): string[] {
  const plain = encodeURIComponent(text);
  const strict = plain.replace(/[!'()*]/g, (sign) => percent(sign));
  const all = [plain, strict, strict.replaceAll("~", "%7E")];
  const forms = all.map((one) => one.replaceAll("%20", "+"));
  return [...all, ...forms].flatMap((one) => [one, one.replace(/%../g, (code) => code.toLowerCase())]);
}

function percent(sign: string): string {
  return `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;
}

/** JSON, which double quotes of YAML and Go's %q share; Go escapes what HTML would take for its own, Python all but ASCII. */
function jsonSpellings(text: string): string[] {
  const plain = inJson(text);
  const unicode = (sign: string) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return [
    plain,
    plain.replace(/[<>&]/g, unicode),
    plain.replace(/[^\x20-\x7e]/g, unicode),
    plain.replaceAll("/", "\\/"),
    inJson(plain),
  ];
}

function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** Single quotes of sh, bash's `printf %q`, `$'…'` and double quotes; single quotes of YAML and SQL. */
function shellSpellings(text: string): string[] {
  return [
    text.replaceAll("'", `'\\''`),
    text.replaceAll("'", `'"'"'`),
    text.replaceAll("'", "''"),
    text.replace(/[^\w@%+=:,./-]/g, "\\$&"),
    text.replace(/[\\$`"]/g, "\\$&"),
    inJson(text).replaceAll('\\"', '"').replaceAll("'", "\\'"),
  ];
}

/** HTML and XML, as Go and as most others write quotes. */
function markupSpellings(text: string): string[] {
  const base = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const quoted = (double: string, single: string) => base.replaceAll('"', double).replaceAll("'", single);
  return [base, quoted("&quot;", "&#39;"), quoted("&#34;", "&#39;"), quoted("&quot;", "&apos;")];
}

/**
 * The secret alone, and its part, or that of a line, of a longer base64 text (`user:secret`, a whole file): what three bytes before it, or
 * one or two, leave of it the same. Long ones also in the lines that tools break them into.
 */
function base64Spellings(secret: string, wholeAndLines: readonly string[]): string[] {
  const [text] = wholeAndLines;
  const alone = [secret, text!, `${text}\n`].map((one) => encode(one));
  const cores = wholeAndLines.flatMap((one) => [0, 1, 2].map((before) => core(one, before)))
    .filter((one) => one.length >= SHORTEST_CORE);
  const broken = alone.flatMap((one) => BASE64_COLUMNS.flatMap((columns) => pieces(one, columns)));
  const all = [...alone, ...alone.map((one) => one.replace(/=+$/, "")), ...cores, ...broken];
  return all.flatMap((one) => [one, one.replaceAll("+", "-").replaceAll("/", "_")]);
}

function encode(text: string): string {
  return new TextEncoder().encode(text).toBase64();
}

/** The characters that hold nothing but bits of the secret when so many bytes stand before it. */
function core(text: string, before: number): string {
  const bytes = new TextEncoder().encode("\0".repeat(before) + text);
  const first = Math.ceil(before * 8 / 6), end = Math.floor(bytes.length * 8 / 6);
  return bytes.toBase64().slice(first, end);
}

function pieces(text: string, columns: number): string[] {
  if (text.length <= columns) return [];
  return (text.match(new RegExp(`.{1,${columns}}`, "g")) ?? []).filter((one) => one.length >= SHORTEST_CORE);
}
