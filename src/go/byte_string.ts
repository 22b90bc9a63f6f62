// A Go string ↔ a string with one character for each of its bytes, for code that cuts texts at byte offsets.
import { fromBytes, toBytes } from "./bytes.ts";

/** Each byte as the character of the same number. */
export function toByteString(text: string): string {
  let out = "";
  for (const byte of toBytes(text)) out += String.fromCharCode(byte);
  return out;
}

/** The Go string of such a text. */
export function fromByteString(bytes: string): string {
  return fromBytes(Uint8Array.from(bytes, (char) => char.charCodeAt(0)));
}

/** A byte string in quotes as Go's time package shows it: bytes above ASCII and controls as \xNN. */
export function quoteBytes(bytes: string): string {
  // deno-lint-ignore no-control-regex
  const escaped = bytes.replace(/["\\]|[\x00-\x1f\x80-\xff]/g, (char) => {
    if (char === '"' || char === "\\") return `\\${char}`;
    return `\\x${char.charCodeAt(0).toString(16).padStart(2, "0")}`;
  });
  return `"${escaped}"`;
}
