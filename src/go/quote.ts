// Go's quoted strings and characters, written and read as strconv does.
import { fromBytes, toBytes } from "./bytes.ts";

const named: Readonly<Record<string, string>> = {
  "\x07": "\\a",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\v": "\\v",
  "\\": "\\\\",
};
const byLetter: Readonly<Record<string, string>> = {
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  "\\": "\\",
};

/** strconv.IsPrint: letters, marks, numbers, punctuation, symbols and the ASCII space. */
export function isPrintable(char: string): boolean {
  return char === " " || /^[\p{L}\p{M}\p{N}\p{P}\p{S}]$/u.test(char);
}

/** strconv.Quote, or strconv.QuoteToASCII with `ascii`. */
export function quote(text: string, options: { ascii?: boolean } = {}): string {
  if (!options.ascii && /^[ !#-[\]-~]*$/.test(text)) return `"${text}"`;
  let out = '"';
  for (const char of text) out += char === '"' ? '\\"' : escapeChar(char, options.ascii ?? false);
  return out + '"';
}

/** strconv.QuoteRune of a code point, or QuoteRuneToASCII with `ascii`. */
export function quoteRune(code: number, options: { ascii?: boolean } = {}): string {
  const isValid = code >= 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  const char = isValid ? String.fromCodePoint(code) : "\ufffd";
  return `'${char === "'" ? "\\'" : escapeChar(char, options.ascii ?? false)}'`;
}

/** strconv.CanBackquote: whether a raw string can hold the text. */
export function canBackquote(text: string): boolean {
  return !/[\x00-\x08\x0a-\x1f\x7f`\ufeff\udc80-\udcff]/.test(
    text.replace(/[\ud800-\udbff][\udc00-\udfff]/g, ""),
  );
}

function escapeChar(char: string, ascii: boolean): string {
  const code = char.codePointAt(0)!;
  if (named[char]) return named[char];
  if (code >= 0xdc80 && code <= 0xdcff) return `\\x${(code - 0xdc00).toString(16)}`;
  if (code < 0x80 ? isPrintable(char) : !ascii && isPrintable(char)) return char;
  if (code < 0x20 || code === 0x7f) return `\\x${code.toString(16).padStart(2, "0")}`;
  if (code < 0x10000) return `\\u${code.toString(16).padStart(4, "0")}`;
  return `\\U${code.toString(16).padStart(8, "0")}`;
}

/** strconv.Unquote of a text in `"` or backquotes; undefined for invalid syntax. */
export function unquote(quoted: string): string | undefined {
  const mark = quoted[0];
  if (quoted.length < 2 || quoted.at(-1) !== mark) return undefined;
  const body = quoted.slice(1, -1);
  if (mark === "`") return body.includes("`") ? undefined : body.replaceAll("\r", "");
  if (mark !== '"' || body.includes("\n")) return undefined;
  return body.includes("\\") ? unescape(body, '"') : body.includes('"') ? undefined : body;
}

/** The code point of a character constant with its quotes; undefined, or the fault, if it is none. */
export function unquoteRune(quoted: string): number | { readonly fault: "syntax" | "length" } {
  const body = quoted.slice(1, -1);
  const first = body[0] === "\\" ? readEscape(body, 0, "'") : { next: 0, code: -1, isByte: false };
  if (first === undefined || body === "" || body[0] === "'") return { fault: "syntax" };
  if (body[0] === "\\") return first.next === body.length ? first.code : { fault: "length" };
  const code = body.codePointAt(0)!;
  return String.fromCodePoint(code).length === body.length ? code : { fault: "length" };
}

function unescape(body: string, mark: string): string | undefined {
  let out = "", hasBytes = false;
  for (let at = 0; at < body.length;) {
    const char = body[at]!;
    if (char === mark) return undefined;
    if (char !== "\\") {
      out += char;
      at++;
      continue;
    }
    const escape = readEscape(body, at, mark);
    if (!escape) return undefined;
    const isRaw = escape.isByte && escape.code > 0x7f;
    hasBytes ||= isRaw;
    out += isRaw ? String.fromCharCode(0xdc00 + escape.code) : String.fromCodePoint(escape.code);
    at = escape.next;
  }
  return hasBytes ? fromBytes(toBytes(out)) : out;
}

interface Escape {
  readonly code: number;
  readonly next: number;
  readonly isByte: boolean;
}

function readEscape(body: string, at: number, mark: string): Escape | undefined {
  const letter = body[at + 1] ?? "";
  if (byLetter[letter]) return { code: byLetter[letter].charCodeAt(0), next: at + 2, isByte: false };
  if (letter === mark) return { code: mark.charCodeAt(0), next: at + 2, isByte: false };
  const width = letter === "x" ? 2 : letter === "u" ? 4 : letter === "U" ? 8 : 0;
  if (width > 0) {
    const digits = body.slice(at + 2, at + 2 + width);
    if (digits.length < width || !/^[0-9a-fA-F]+$/.test(digits)) return undefined;
    const code = parseInt(digits, 16), isSurrogate = code >= 0xd800 && code <= 0xdfff;
    return width > 2 && (code > 0x10ffff || isSurrogate)
      ? undefined
      : { code, next: at + 2 + width, isByte: width === 2 };
  }
  const octal = body.slice(at + 1, at + 4);
  if (!/^[0-7]{3}$/.test(octal) || parseInt(octal, 8) > 255) return undefined;
  return { code: parseInt(octal, 8), next: at + 4, isByte: true };
}
