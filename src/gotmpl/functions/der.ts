// DER, the binary form of keys and certificates: values → bytes, and bytes → their outer values. Only what X.509
// needs.

/** A value as it stands in DER. */
export interface DerValue {
  readonly tag: number;
  /** The bytes without tag and length. */
  readonly content: Uint8Array;
  /** The bytes with tag and length. */
  readonly whole: Uint8Array;
}

/** The tags of ASN.1 that keys and certificates use. */
export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  objectId: 0x06,
  utf8String: 0x0c,
  printableString: 0x13,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

/** A value of any tag from its parts, which may already be DER. */
export function der(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const content = joinBytes(parts);
  return joinBytes([Uint8Array.of(tag, ...lengthBytes(content.length)), content]);
}

/** SEQUENCE. */
export function derSequence(...parts: readonly Uint8Array[]): Uint8Array {
  return der(TAG.sequence, ...parts);
}

/** INTEGER of a number that is not negative. */
export function derInteger(value: bigint): Uint8Array {
  const hex = value.toString(16), bytes = hexBytes(hex.padStart(hex.length + hex.length % 2, "0"));
  return der(TAG.integer, bytes[0]! >= 0x80 ? joinBytes([Uint8Array.of(0), bytes]) : bytes);
}

/** OBJECT IDENTIFIER of a dotted text. */
export function derObjectId(text: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = text.split(".").map(Number);
  return der(TAG.objectId, Uint8Array.from([first * 40 + second, ...rest].flatMap(base128)));
}

/** BIT STRING; `unused` bits of the last byte do not count. */
export function derBitString(bytes: Uint8Array, unused = 0): Uint8Array {
  return der(TAG.bitString, Uint8Array.of(unused), bytes);
}

/** The values that stand one after the other; throws `Error` with Go's words if the bytes are no DER. */
export function readDer(bytes: Uint8Array): DerValue[] {
  const values: DerValue[] = [];
  for (let at = 0; at < bytes.length;) {
    const value = readDerValue(bytes.subarray(at));
    values.push(value);
    at += value.whole.length;
  }
  return values;
}

/** The first value of some bytes. */
export function readDerValue(bytes: Uint8Array): DerValue {
  const { length, start } = readLength(bytes, 1), end = start + length;
  if (end > bytes.length) throw new Error("asn1: syntax error: data truncated");
  return { tag: bytes[0]!, content: bytes.subarray(start, end), whole: bytes.subarray(0, end) };
}

/** The number that bytes are in big-endian order; an INTEGER's content, if it is not negative. */
export function unsignedInteger(bytes: Uint8Array): bigint {
  return BigInt(`0x0${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`);
}

/** Bytes laid end to end. */
function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

function lengthBytes(length: number): number[] {
  if (length < 0x80) return [length];
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return [0x80 | bytes.length, ...bytes];
}

function readLength(bytes: Uint8Array, at: number): { length: number; start: number } {
  const first = bytes[at];
  if (first === undefined) throw new Error("asn1: syntax error: truncated tag or length");
  if (first < 0x80) return { length: first, start: at + 1 };
  const count = first & 0x7f;
  if (count === 0) throw new Error("asn1: syntax error: indefinite length found (not DER)");
  if (count > 4) throw new Error("asn1: structure error: length too large");
  if (at + count >= bytes.length) throw new Error("asn1: syntax error: truncated tag or length");
  const length = bytes.subarray(at + 1, at + 1 + count).reduce((sum, byte) => sum * 256 + byte, 0);
  return { length, start: at + 1 + count };
}

function base128(value: number): number[] {
  const bytes = [value % 128];
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) {
    bytes.unshift(rest % 128 | 0x80);
  }
  return bytes;
}

function hexBytes(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}
