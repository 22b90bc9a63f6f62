// Go strings are bytes. Here they are JavaScript strings in which a byte that is no valid UTF-8 stands as the
// lone surrogate U+DC00 + byte (0x80..0xFF), so that cutting a string in the middle of a character loses nothing.

const encoder = new TextEncoder();

/** Whether every character is one byte. */
function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return false;
  return true;
}

/** The bytes of a Go string. */
export function toBytes(text: string): Uint8Array {
  const plain = encoder.encode(text);
  if (!hasRawByte(text)) return plain;
  const out: number[] = [];
  for (const char of text) {
    const code = char.codePointAt(0)!;
    if (code >= 0xdc80 && code <= 0xdcff) out.push(code - 0xdc00);
    else out.push(...encoder.encode(char));
  }
  return Uint8Array.from(out);
}

/** The Go string of some bytes. */
export function fromBytes(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return decodeLossless(bytes);
  }
}

/** The number of bytes, as Go's `len` counts. */
export function byteLength(text: string): number {
  return isAscii(text) ? text.length : toBytes(text).length;
}

/** The bytes `start` (inclusive) to `end` (exclusive) of a string, as Go's `s[start:end]`. */
export function byteSlice(text: string, start: number, end?: number): string {
  return isAscii(text) ? text.slice(start, end) : fromBytes(toBytes(text).slice(start, end));
}

function hasRawByte(text: string): boolean {
  return /[\udc80-\udcff]/.test(text) && [...text].some((c) => {
    const code = c.codePointAt(0)!;
    return code >= 0xdc80 && code <= 0xdcff;
  });
}

function decodeLossless(bytes: Uint8Array): string {
  const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let out = "";
  for (let i = 0; i < bytes.length;) {
    const width = sequenceWidth(bytes[i]!);
    try {
      if (width === 0 || i + width > bytes.length) throw new RangeError("not UTF-8");
      out += strict.decode(bytes.subarray(i, i + width));
      i += width;
    } catch {
      out += String.fromCharCode(0xdc00 + bytes[i]!);
      i++;
    }
  }
  return out;
}

function sequenceWidth(lead: number): number {
  if (lead < 0x80) return 1;
  if (lead >= 0xc2 && lead < 0xe0) return 2;
  if (lead >= 0xe0 && lead < 0xf0) return 3;
  return lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
}
