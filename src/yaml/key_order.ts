// The order of map keys in go-yaml's output: numbers by size, text naturally (a2 before a10), kinds apart.
import { GoNumber, GoTime, type Value } from "../go/value.ts";

/** go-yaml v3, sorter.go keyList.Less, as a comparison. */
export function compareKeys(a: Value, b: Value): number {
  if (typeof a === "string" && typeof b === "string") return compareNaturally(a, b);
  const left = numberOf(a), right = numberOf(b);
  if (left !== undefined && right !== undefined && left !== right) return left < right ? -1 : 1;
  return kindRank(a) - kindRank(b);
}

function numberOf(key: Value): number | undefined {
  if (typeof key === "number") return key;
  if (typeof key === "boolean" || typeof key === "bigint") return Number(key);
  return key instanceof GoNumber ? Number(key.value) : undefined;
}

/** The order of reflect.Kind: Bool, the integers, the floats, Interface (a nil), String, Struct (a time). */
function kindRank(key: Value): number {
  if (typeof key === "boolean") return 1;
  if (typeof key === "bigint") return 2;
  if (key instanceof GoNumber) return 11;
  if (typeof key === "number") return 14;
  if (key === null) return 20;
  return key instanceof GoTime ? 25 : 24;
}

function compareNaturally(a: string, b: string): number {
  const left = Array.from(a), right = Array.from(b);
  const shorter = Math.min(left.length, right.length);
  let i = 0;
  while (i < shorter && left[i] === right[i]) i++;
  if (i === shorter) return left.length - right.length;
  const isLeftLetter = isLetter(left[i]!), isRightLetter = isLetter(right[i]!);
  if (isLeftLetter && isRightLetter) return codePoint(left[i]!) - codePoint(right[i]!);
  if (isLeftLetter || isRightLetter) {
    // A letter comes after other characters, but before them where a number has just ended.
    const isFirst = i > 0 && isDigit(left[i - 1]!) ? isLeftLetter : isRightLetter;
    return isFirst ? -1 : 1;
  }
  return compareNumbersAt(left, right, i);
}

/** Compares the numbers that run through the first difference, then their lengths, then the characters. */
function compareNumbersAt(left: readonly string[], right: readonly string[], at: number): number {
  const isLater = (left[at] === "0" || right[at] === "0") && hasNonZeroBefore(left, at);
  const a = readNumber(left, at, isLater), b = readNumber(right, at, isLater);
  if (a.value !== b.value) return a.value < b.value ? -1 : 1;
  if (a.end !== b.end) return a.end - b.end;
  return codePoint(left[at]!) - codePoint(right[at]!);
}

function hasNonZeroBefore(chars: readonly string[], at: number): boolean {
  for (let i = at - 1; i >= 0 && isDigit(chars[i]!); i--) if (chars[i] !== "0") return true;
  return false;
}

function readNumber(
  chars: readonly string[],
  from: number,
  isLater: boolean,
): { value: bigint; end: number } {
  let value = isLater ? 1n : 0n, end = from;
  for (; end < chars.length && isDigit(chars[end]!); end++) {
    value = BigInt.asIntN(64, value * 10n + BigInt(codePoint(chars[end]!) - 0x30));
  }
  return { value, end };
}

function isLetter(char: string): boolean {
  return /^\p{L}$/u.test(char);
}

function isDigit(char: string): boolean {
  return /^\p{Nd}$/u.test(char);
}

function codePoint(char: string): number {
  return char.codePointAt(0)!;
}
