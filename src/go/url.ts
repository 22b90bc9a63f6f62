// A URL's text ↔ its parts, as Go's net/url reads and writes them. Escapes are about bytes, so the work is done on
// strings that hold one byte a character.
import { fromByteString, toByteString } from "./byte_string.ts";
import { parseIp } from "./ip.ts";
import { quote } from "./quote.ts";

/** The parts of a URL; what may be absent is "". */
export interface Url {
  readonly scheme: string;
  /** What follows the scheme if that is no path. */
  readonly opaque: string;
  readonly user?: UserInfo;
  /** Host and port. */
  readonly host: string;
  /** The path without escapes, and its own spelling where that is not the usual one. */
  readonly path: string;
  readonly rawPath?: string;
  readonly query: string;
  readonly fragment: string;
}

/** Name and password before the "@". */
export interface UserInfo {
  readonly name: string;
  readonly password?: string;
}

/** What beside letters, digits and -._~ stands unescaped in a part. */
const UNESCAPED = {
  path: "$&+,/:;=@",
  host: "!\"$&'()*+,:;<=>[]",
  zone: "!\"$&'()*+,:;<=>[]",
  user: "$&+,;=",
  fragment: "!$&()*+,/:;=?@",
} as const;
type Part = keyof typeof UNESCAPED;

/** Reads a URL; throws `parse "…": …` (url.Parse). */
export function parseUrl(text: string): Url {
  const bytes = toByteString(text), hash = bytes.indexOf("#");
  const main = hash < 0 ? bytes : bytes.slice(0, hash);
  const url = naming(main, () => parseMain(main));
  if (hash < 0) return url;
  return {
    ...url,
    fragment: naming(bytes, () => fromByteString(unescape(bytes.slice(hash + 1), "fragment"))),
  };
}

/** The text of a URL (URL.String). */
export function formatUrl(url: Url): string {
  const scheme = url.scheme && `${url.scheme}:`;
  const query = url.query && `?${url.query}`;
  const fragment = url.fragment && `#${escape(url.fragment, "fragment")}`;
  if (url.opaque !== "") return scheme + url.opaque + query + fragment;
  return scheme + formatHierarchy(url) + query + fragment;
}

/** Name and password, escaped (Userinfo.String). */
export function formatUserInfo({ name, password }: UserInfo): string {
  return escape(name, "user") + (password === undefined ? "" : `:${escape(password, "user")}`);
}

/** The host without port and brackets (URL.Hostname). */
export function hostName(host: string): string {
  const name = host.replace(/:[0-9]*$/, "");
  return name.startsWith("[") && name.endsWith("]") ? name.slice(1, -1) : name;
}

function formatHierarchy({ scheme, user, host, path, rawPath }: Url): string {
  let out = "";
  if ((scheme || host || user) && (host || path || user)) out += "//";
  if (user) out += `${formatUserInfo(user)}@`;
  out += escape(host, "host");
  if (path !== "" && !path.startsWith("/") && host !== "") out += "/";
  const escaped = rawPath ?? (path === "*" ? "*" : escape(path, "path"));
  // A colon in the first segment would make the text before it a scheme (RFC 3986, section 4.2).
  const mistakable = scheme === "" && out === "" && escaped.split("/", 1)[0]!.includes(":");
  return out + (mistakable ? "./" : "") + escaped;
}

function parseMain(text: string): Url {
  // deno-lint-ignore no-control-regex
  if (/[\x00-\x1f\x7f]/.test(text)) throw new Error("net/url: invalid control character in URL");
  const empty = { scheme: "", opaque: "", host: "", path: "", query: "", fragment: "" };
  if (text === "*") return { ...empty, path: "*" };
  const [scheme, afterScheme] = cutScheme(text);
  const mark = afterScheme.indexOf("?");
  const rest = mark < 0 ? afterScheme : afterScheme.slice(0, mark);
  const query = mark < 0 ? "" : fromByteString(afterScheme.slice(mark + 1));
  if (!rest.startsWith("/")) {
    if (scheme !== "") return { ...empty, scheme, query, opaque: fromByteString(rest) };
    if (rest.split("/", 1)[0]!.includes(":")) {
      throw new Error("first path segment in URL cannot contain colon");
    }
  }
  const hasAuthority = rest.startsWith("//") && (scheme !== "" || !rest.startsWith("///"));
  const authority = hasAuthority ? rest.slice(2).split("/", 1)[0]! : "";
  const from = hasAuthority ? parseAuthority(scheme, authority) : { host: "" };
  const path = unescape(hasAuthority ? rest.slice(2 + authority.length) : rest, "path");
  return { ...empty, ...from, scheme, query, path: fromByteString(path) };
}

/** The scheme in small letters, and what follows its colon. */
function cutScheme(text: string): [string, string] {
  if (text.startsWith(":")) throw new Error("missing protocol scheme");
  const match = /^([a-zA-Z][a-zA-Z0-9+.-]*):/.exec(text);
  return match ? [match[1]!.toLowerCase(), text.slice(match[0].length)] : ["", text];
}

function parseAuthority(scheme: string, text: string): Pick<Url, "user" | "host"> {
  const at = text.lastIndexOf("@");
  const host = fromByteString(parseHost(scheme, text.slice(at + 1)));
  if (at < 0) return { host };
  const user = text.slice(0, at), colon = user.indexOf(":");
  if (!/^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/.test(user)) throw new Error("net/url: invalid userinfo");
  if (colon < 0) return { host, user: { name: fromByteString(unescape(user, "user")) } };
  const name = fromByteString(unescape(user.slice(0, colon), "user"));
  return { host, user: { name, password: fromByteString(unescape(user.slice(colon + 1), "user")) } };
}

/** Only http and https are strict about colons: other schemes list several hosts with ports. */
function parseHost(scheme: string, text: string): string {
  const bracket = text.lastIndexOf("[");
  if (bracket > 0) throw new Error("invalid IP-literal");
  if (bracket === 0) return parseBracketed(text);
  const isStrict = scheme === "http" || scheme === "https";
  const colon = isStrict ? text.indexOf(":") : text.lastIndexOf(":");
  if (colon >= 0) checkPort(text.slice(colon));
  return unescape(text, "host");
}

/** An IPv6 address in brackets, perhaps with a zone behind "%25", and a port. */
function parseBracketed(text: string): string {
  const close = text.lastIndexOf("]");
  if (close < 0) throw new Error("missing ']' in host");
  const port = text.slice(close + 1), inner = text.slice(1, close), zone = inner.indexOf("%25");
  checkPort(port);
  const name = zone < 0
    ? unescape(inner, "host")
    : unescape(inner.slice(0, zone), "host") + unescape(inner.slice(zone), "zone");
  checkAddress(name);
  return `[${name}]${port}`;
}

function checkAddress(name: string): void {
  const percent = name.indexOf("%"), address = percent < 0 ? name : name.slice(0, percent);
  const failure = (why: string) =>
    new Error(`invalid host: ParseAddr(${quote(fromByteString(name))}): ${why}`);
  if (percent === name.length - 1 && percent >= 0) throw failure("zone must be a non-empty string");
  const bytes = parseIp(address);
  if (!bytes) throw failure(/[.:]/.test(address) ? "invalid IP address" : "unable to parse IP");
  if (!address.includes(":")) throw new Error("invalid IP-literal");
}

function checkPort(text: string): void {
  if (!/^(:[0-9]*)?$/.test(text)) throw new Error(`invalid port ${quote(fromByteString(text))} after host`);
}

/** A host may escape only bytes above ASCII, a zone also what it could write plainly. */
function unescape(text: string, part: Part): string {
  for (let at = 0; at < text.length; at++) {
    const char = text[at]!;
    if (char === "%") {
      checkEscape(text.slice(at, at + 3), part);
      at += 2;
    } else if ((part === "host" || part === "zone") && char < "\x80" && !isUnescaped(char, part)) {
      throw new Error(`invalid character ${quote(char)} in host name`);
    }
  }
  return text.replace(/%(..)/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
}

function checkEscape(escape: string, part: Part): void {
  const invalid = () => new Error(`invalid URL escape ${quote(fromByteString(escape))}`);
  if (!/^%[0-9a-fA-F]{2}$/.test(escape)) throw invalid();
  if (escape === "%25") return;
  const byte = parseInt(escape.slice(1), 16);
  if (part === "host" && byte < 0x80) throw invalid();
  if (part === "zone" && byte !== 0x20 && !isUnescaped(String.fromCharCode(byte), "host")) throw invalid();
}

function escape(text: string, part: Part): string {
  return Array.from(toByteString(text), (char) => {
    if (isUnescaped(char, part)) return char;
    return `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
  }).join("");
}

function isUnescaped(char: string, part: Part): boolean {
  return /^[A-Za-z0-9\-._~]$/.test(char) || UNESCAPED[part].includes(char);
}

function naming<T>(url: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw new Error(`parse ${quote(fromByteString(url))}: ${(error as Error).message}`);
  }
}
