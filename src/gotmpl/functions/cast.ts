// Loose conversions between types: what sprig does to every number and text it is given, without ever failing.
import { fromBytes } from "../../go/bytes.ts";
import { parseFloat } from "../../go/float.ts";
import { formatValue } from "../../go/format.ts";
import { floatNumber, wholeNumber } from "../../go/type_name.ts";
import { elementType, GoNumber, typedSlice, type Value } from "../../go/value.ts";

const MIN_INT = -(2n ** 63n);
const MAX_INT = 2n ** 63n - 1n;

/** spf13/cast ToInt64 (and ToInt): 0 for what is no number. */
export function toInt64(value: Value): bigint {
  if (value === null || typeof value === "boolean") return value ? 1n : 0n;
  if (typeof value === "string") return parseInt64(trimZeroDecimal(value), { base: 0 }) ?? 0n;
  const float = floatNumber(value);
  if (float !== undefined) return truncate(float);
  return isDuration(value) ? 0n : BigInt.asIntN(64, wholeNumber(value) ?? 0n);
}

/** spf13/cast ToFloat64: 0 for what is no number, or too large for one. */
export function toFloat64(value: Value): number {
  if (value === null || typeof value === "boolean") return value ? 1 : 0;
  if (typeof value === "string") return parseFiniteFloat(value);
  return floatNumber(value) ?? (isDuration(value) ? 0 : Number(wholeNumber(value) ?? 0n));
}

/**
 * strconv.ParseInt to 64 bits; undefined if it fails. Base 0 reads Go's prefixes and underscores. A number out of
 * range fails too, unless `clamp` asks for the nearest one, as strconv gives beside its error.
 */
export function parseInt64(
  text: string,
  { base, clamp = false }: { base: 0 | 8 | 10; clamp?: boolean },
): bigint | undefined {
  const [, sign = "", body = ""] = /^([+-]?)(.*)$/s.exec(text)!;
  const size = base === 0 ? parseGoInteger(body) : parseDigits(body, base);
  if (size === undefined) return undefined;
  const value = sign === "-" ? -size : size;
  if (value >= MIN_INT && value <= MAX_INT) return value;
  if (!clamp) return undefined;
  return value < 0n ? MIN_INT : MAX_INT;
}

/** sprig strval: a string as it is, everything else as `%v` prints it. */
export function toText(value: Value): string {
  if (typeof value === "string") return value;
  if (Array.isArray(value) && elementType(value) === "uint8") {
    return fromBytes(Uint8Array.from(value, (byte) => Number(toInt64(byte))));
  }
  return formatValue(value);
}

/** sprig strslice: the texts of a list's items without the nils; a []string is handed on itself. */
export function toTexts(value: Value): Value[] {
  if (value === null) return typedSlice([], "string");
  if (!Array.isArray(value)) return typedSlice([toText(value)], "string");
  if (elementType(value) === "string") return value;
  return typedSlice(value.filter((item) => item !== null).map(toText), "string");
}

function isDuration(value: Value): boolean {
  return value instanceof GoNumber && value.kind === "time.Duration";
}

/** Go's conversion on amd64: what does not fit, NaN included, is the smallest int64. */
function truncate(value: number): bigint {
  if (!(value >= -(2 ** 63) && value < 2 ** 63)) return MIN_INT;
  return BigInt(Math.trunc(value));
}

function parseFiniteFloat(text: string): number {
  const value = parseFloat(text) ?? 0;
  return Number.isFinite(value) || !/\d/.test(text) ? value : 0;
}

/** spf13/cast trimZeroDecimal: "5.00" is "5", but "5." and "5.50" stay. */
function trimZeroDecimal(text: string): string {
  return text.replace(/\.0+$/, "");
}

function parseGoInteger(body: string): bigint | undefined {
  const prefixed = /^0(?:[xX]((?:_?[0-9a-fA-F])+)|[bB]((?:_?[01])+)|[oO]?((?:_?[0-7])+))$/.exec(body);
  if (prefixed) {
    const [, hex, binary, octal] = prefixed;
    const prefix = hex ? "0x" : binary ? "0b" : "0o";
    return BigInt(prefix + (hex ?? binary ?? octal)!.replaceAll("_", ""));
  }
  return /^(?:0|[1-9](?:_?[0-9])*)$/.test(body) ? BigInt(body.replaceAll("_", "")) : undefined;
}

function parseDigits(body: string, base: 8 | 10): bigint | undefined {
  const pattern = base === 8 ? /^[0-7]+$/ : /^[0-9]+$/;
  if (!pattern.test(body)) return undefined;
  return BigInt(base === 8 ? `0o${body}` : body);
}
