// Bytes ↔ base64 and base32 (standard alphabets, padded) as Go's encoding packages write and read them: line breaks
// are skipped, everything else that is wrong is an error that names the byte.
import { toBytes } from "./bytes.ts";

const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const PAD = 0x3d;

/** Go's base64.StdEncoding.EncodeToString. */
export function encodeBase64(bytes: Uint8Array): string {
  return encode(bytes, { alphabet: BASE64, bits: 6, group: 4 });
}

/** Go's base32.StdEncoding.EncodeToString. */
export function encodeBase32(bytes: Uint8Array): string {
  return encode(bytes, { alphabet: BASE32, bits: 5, group: 8 });
}

/** Go's base64.StdEncoding.DecodeString; throws "illegal base64 data at input byte N". */
export function decodeBase64(text: string): Uint8Array {
  const source = toBytes(text), digits: number[] = [];
  for (let at = 0; at < source.length; at++) {
    const byte = source[at]!;
    if (isLineBreak(byte)) continue;
    if (byte === PAD) {
      checkBase64Padding(source, { at, filled: digits.length % 4 });
      return packDigits(digits, 6);
    }
    const digit = BASE64.indexOf(String.fromCharCode(byte));
    if (digit < 0) throw corrupt(64, at);
    digits.push(digit);
  }
  if (digits.length % 4 !== 0) throw corrupt(64, source.length - digits.length % 4);
  return packDigits(digits, 6);
}

/** Go's base32.StdEncoding.DecodeString; throws "illegal base32 data at input byte N". */
export function decodeBase32(text: string): Uint8Array {
  const source = toBytes(text).filter((byte) => !isLineBreak(byte)), digits: number[] = [];
  for (let at = 0; at < source.length; at++) {
    const byte = source[at]!, filled = digits.length % 8;
    if (byte === PAD && filled >= 2 && source.length - at - 1 < 8) {
      checkBase32Padding(source, { at, filled });
      return packDigits(digits, 5);
    }
    const digit = BASE32.indexOf(String.fromCharCode(byte));
    if (digit < 0) throw corrupt(32, at);
    digits.push(digit);
  }
  if (digits.length % 8 !== 0) throw corrupt(32, source.length - digits.length % 8);
  return packDigits(digits, 5);
}

function encode(bytes: Uint8Array, base: { alphabet: string; bits: number; group: number }): string {
  const mask = (1 << base.bits) - 1;
  let out = "", held = 0, count = 0;
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xffff;
    for (count += 8; count >= base.bits; count -= base.bits) {
      out += base.alphabet[(held >> (count - base.bits)) & mask];
    }
  }
  if (count > 0) out += base.alphabet[(held << (base.bits - count)) & mask];
  return out.padEnd(Math.ceil(out.length / base.group) * base.group, "=");
}

/** The whole bytes that some digits hold; left-over bits are dropped. */
function packDigits(digits: readonly number[], bits: number): Uint8Array {
  const out = new Uint8Array(Math.floor(digits.length * bits / 8));
  let held = 0, count = 0, at = 0;
  for (const digit of digits) {
    held = ((held << bits) | digit) & 0xffff;
    count += bits;
    if (count < 8) continue;
    count -= 8;
    out[at++] = (held >> count) & 0xff;
  }
  return out;
}

/** `at` is the first "=", after `filled` digits of its group of four. The offsets of the errors are Go's. */
function checkBase64Padding(source: Uint8Array, { at, filled }: { at: number; filled: number }): void {
  if (filled < 2) throw corrupt(64, at);
  let next = skipLineBreaks(source, at + 1);
  if (filled === 2) {
    if (next === source.length) throw corrupt(64, source.length);
    if (source[next] !== PAD) throw corrupt(64, next - 1);
    next = skipLineBreaks(source, next + 1);
  }
  if (next < source.length) throw corrupt(64, next);
}

/** Five, two or seven "=" never stand at the end of a group: their digits would not fill a byte. */
function checkBase32Padding(source: Uint8Array, { at, filled }: { at: number; filled: number }): void {
  const rest = source.length - at - 1, wanted = 7 - filled;
  if (rest < wanted) throw corrupt(32, source.length);
  for (let k = 0; k < wanted; k++) {
    if (source[at + 1 + k] !== PAD) throw corrupt(32, at + k);
  }
  if (filled === 3 || filled === 6) throw corrupt(32, at);
}

function skipLineBreaks(source: Uint8Array, from: number): number {
  let at = from;
  while (at < source.length && isLineBreak(source[at]!)) at++;
  return at;
}

function isLineBreak(byte: number): boolean {
  return byte === 0x0a || byte === 0x0d;
}

function corrupt(base: 32 | 64, at: number): Error {
  return new Error(`illegal base${base} data at input byte ${at}`);
}
