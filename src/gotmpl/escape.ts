// The escapes of html, js and urlquery (Go package text/template, funcs.go; net/url QueryEscape).
import { toBytes } from "../go/bytes.ts";
import { isPrintable } from "../go/quote.ts";

const htmlEscapes: Readonly<Record<string, string>> = {
  "\0": "\ufffd",
  '"': "&#34;",
  "'": "&#39;",
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
};

/** Text fit for HTML. */
export function escapeHtml(text: string): string {
  return text.replace(/[\0"'&<>]/g, (char) => htmlEscapes[char]!);
}

/** Text fit for a JavaScript string. */
export function escapeJs(text: string): string {
  return text.replace(/[\\'"<>&=\x00-\x1f]|[^\x00-\x7f]/gu, (char) => {
    if (char === "\\" || char === "'" || char === '"') return `\\${char}`;
    const code = char.codePointAt(0)!;
    if (code < 0x80) return `\\u${hex(code)}`;
    if (code >= 0xd800 && code <= 0xdfff) return "\ufffd";
    return isPrintable(char) ? char : `\\u${hex(code)}`;
  });
}

function hex(code: number): string {
  return code.toString(16).toUpperCase().padStart(4, "0");
}

/** Text fit for the query of a URL. */
export function escapeQuery(text: string): string {
  let out = "";
  for (const byte of toBytes(text)) {
    const char = String.fromCharCode(byte);
    if (/[A-Za-z0-9\-_.~]/.test(char)) out += char;
    else out += char === " " ? "+" : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }
  return out;
}
