// A scalar's text (and tag) → the value go-yaml v3 decodes into interface{}. Apart because this, not YAML 1.1
// or 1.2, is what every Helm user's files rely on: yes/no stay strings, 0644 is octal, 09 is a float.
import { fromBytes } from "../go/bytes.ts";
import { GoNumber, type Value } from "../go/value.ts";
import { resolveTimestamp } from "./resolve_timestamp.ts";

const WORDS = new Map<string, Value>([
  ...["", "~", "null", "Null", "NULL"].map((word) => [word, null] as const),
  ...["true", "True", "TRUE"].map((word) => [word, true] as const),
  ...["false", "False", "FALSE"].map((word) => [word, false] as const),
  ...[".nan", ".NaN", ".NAN"].map((word) => [word, NaN] as const),
  ...[".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"].map((word) => [word, Infinity] as const),
  ...["-.inf", "-.Inf", "-.INF"].map((word) => [word, -Infinity] as const),
]);
const POINT_FLOAT = /^\.[0-9]+(?:[eE][-+]?[0-9]+)?$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const INTEGER = /^([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|(0|[1-9][0-9]*))$/;
const MAX_INT = 2n ** 63n - 1n, MIN_INT = -(2n ** 63n), MAX_UINT = 2n ** 64n - 1n;

/** The short tag (`!!int`) that a resolved value has in go-yaml. */
function tagOf(value: Value): string {
  if (value === null) return "!!null";
  if (typeof value === "boolean") return "!!bool";
  if (typeof value === "string") return "!!str";
  if (typeof value === "number") return "!!float";
  if (typeof value === "bigint" || value instanceof GoNumber) return "!!int";
  return "!!timestamp";
}

/** The value of an unquoted scalar without a tag; go-yaml v3, resolve.go resolve. */
export function resolvePlain(text: string): Value {
  return resolveUntagged(text, true);
}

/** The value of a scalar with a short tag; throws `Error` with go-yaml's words when the text does not fit it. */
export function resolveTagged(tag: string, text: string): Value {
  switch (tag) {
    case "!!str":
      return text;
    case "!!binary":
      return decodeBase64(text);
    case "!!null":
    case "!!bool":
    case "!!int":
    case "!!float":
    case "!!timestamp":
      return resolveAs(tag, text);
    default:
      return text;
  }
}

function resolveAs(tag: string, text: string): Value {
  const value = resolveUntagged(text, tag === "!!timestamp");
  const found = tagOf(value);
  if (found === tag) return value;
  if (tag === "!!float" && typeof value === "bigint") return Number(value);
  throw new Error(`cannot decode ${found} \`${text}\` as a ${tag}`);
}

function resolveUntagged(text: string, mayBeTime: boolean): Value {
  const first = text.charCodeAt(0);
  const isDigit = first >= 0x30 && first <= 0x39;
  if (isDigit || first === 0x2b || first === 0x2d) return resolveNumber(text, isDigit && mayBeTime);
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  if (first === 0x2e && POINT_FLOAT.test(text)) return finiteOr(text, text);
  return text;
}

function resolveNumber(text: string, mayBeTime: boolean): Value {
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  if (mayBeTime && text.charCodeAt(4) === 0x2d) {
    const time = resolveTimestamp(text);
    if (time !== undefined) return time;
  }
  const plain = text.includes("_") ? text.replaceAll("_", "") : text;
  const integer = resolveInteger(plain);
  if (integer !== undefined) return integer;
  return FLOAT.test(plain) ? finiteOr(plain, text) : text;
}

/** Go's strconv.ParseInt, then ParseUint, with base 0; undefined where both fail. */
function resolveInteger(plain: string): bigint | GoNumber | undefined {
  const match = INTEGER.exec(plain);
  if (!match) return resolveSignedDigits(plain);
  const [, sign, hex, binary, octal, decimal] = match;
  const size = hex
    ? BigInt("0x" + hex)
    : binary
    ? BigInt("0b" + binary)
    : octal
    ? BigInt("0o" + octal)
    : BigInt(decimal!);
  const value = sign === "-" ? -size : size;
  if (value >= MIN_INT && value <= MAX_INT) return value;
  // ParseUint takes no sign at all.
  return sign === "" && value <= MAX_UINT ? new GoNumber("uint64", value) : undefined;
}

/** go-yaml hands what follows "0b" and "0o" to ParseInt again, which takes a sign there: 0o-7 is -7. */
function resolveSignedDigits(plain: string): bigint | undefined {
  const match = /^0(?:b([-+])([01]+)|o([-+])([0-7]+))$/.exec(plain);
  if (!match) return undefined;
  const size = match[2] === undefined ? BigInt("0o" + match[4]) : BigInt("0b" + match[2]);
  const value = (match[1] ?? match[3]) === "-" ? -size : size;
  return value >= MIN_INT && value <= MAX_INT ? value : undefined;
}

/** Go's ParseFloat fails beyond the range of a float64, and then the scalar stays a string. */
function finiteOr(number: string, text: string): Value {
  const value = Number(number);
  return Number.isFinite(value) ? value : text;
}

function decodeBase64(text: string): string {
  const packed = text.replace(/[\r\n]/g, "");
  const isBase64 = packed.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(packed);
  if (!isBase64) throw new Error("!!binary value contains invalid base64 data");
  return fromBytes(Uint8Array.from(atob(packed), (char) => char.charCodeAt(0)));
}
