// Floating-point numbers as Go's strconv writes and reads them. The shortest digits come from JavaScript, which
// finds the same ones; fixed precision is worked out exactly, since Go rounds the exact value half to even.

/** A float's decimal digits and the place of its point: 0.d1d2d3… × 10^point. */
interface Decimal {
  readonly digits: string;
  readonly point: number;
}

/** The verbs of strconv.FormatFloat; "G" and "E" write a capital E. */
export type FloatVerb = "e" | "E" | "f" | "g" | "G" | "b" | "x" | "X";

/** strconv.FormatFloat: a precision of -1 asks for the shortest text that reads back as the same number. */
export function formatFloat(value: number, verb: FloatVerb, precision = -1, bits: 32 | 64 = 64): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "+Inf" : "-Inf";
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  const size = Math.abs(value);
  if (verb === "b") return sign + formatBinary(size, bits);
  if (verb === "x" || verb === "X") return sign + formatHex(size, precision, verb);
  if (verb === "f") return sign + formatPlain(digitsOf(size, precision, verb, bits), precision);
  if (verb === "e" || verb === "E") {
    return sign + formatExponent(digitsOf(size, precision, verb, bits), precision, verb);
  }
  return sign + formatGeneral(digitsOf(size, precision, verb, bits), precision, verb);
}

/** A float as `%v` prints it: the shortest digits, with an exponent below 1e-4 and from 1e6 on. */
export function printFloat(value: number, bits: 32 | 64 = 64): string {
  if (Number.isInteger(value) && value !== 0 && Math.abs(value) < 1e6) return String(value);
  return formatFloat(value, "g", -1, bits);
}

/** The number of a Go float text (decimal or hex, `_` between digits, inf, nan); undefined if it is none. */
export function parseFloat(text: string): number | undefined {
  const special = /^([+-]?)(?:inf|infinity)$/i.exec(text);
  if (special) return special[1] === "-" ? -Infinity : Infinity;
  if (/^nan$/i.test(text)) return NaN;
  const hex =
    /^([+-]?)0[xX]((?:_?[0-9a-fA-F])*)(?:\.((?:[0-9a-fA-F](?:_?[0-9a-fA-F])*)?))?[pP]([+-]?[0-9]+(?:_[0-9]+)*)$/
      .exec(text);
  if (hex) return parseHex(hex);
  const plain =
    /^[+-]?(?:[0-9]+(?:_[0-9]+)*\.?(?:[0-9]+(?:_[0-9]+)*)?|\.[0-9]+(?:_[0-9]+)*)(?:[eE][+-]?[0-9]+(?:_[0-9]+)*)?$/;
  return plain.test(text) ? Number(text.replaceAll("_", "")) : undefined;
}

function parseHex(match: RegExpExecArray): number | undefined {
  const whole = (match[2] ?? "").replaceAll("_", ""), fraction = (match[3] ?? "").replaceAll("_", "");
  if (whole + fraction === "") return undefined;
  const exponent = Number(match[4]!.replaceAll("_", "")) - 4 * fraction.length;
  const mantissa = BigInt(`0x${whole + fraction}`);
  const size = scaleByPowerOfTwo(mantissa, exponent);
  return match[1] === "-" ? -size : size;
}

/** mantissa × 2^exponent, rounded once (half to even), as a chain of multiplications would not. */
function scaleByPowerOfTwo(mantissa: bigint, exponent: number): number {
  if (mantissa === 0n) return 0;
  const bits = mantissa.toString(2).length;
  const spare = Math.max(bits - 53, -1074 - exponent);
  if (spare <= 0) return Number(mantissa) * 2 ** exponent;
  if (spare > bits + 1) return 0;
  const shift = BigInt(spare),
    kept = mantissa >> shift,
    rest = mantissa - (kept << shift),
    half = 1n << (shift - 1n);
  const up = rest > half || rest === half && (kept & 1n) === 1n;
  return Number(kept + (up ? 1n : 0n)) * 2 ** (exponent + spare);
}

function digitsOf(size: number, precision: number, verb: FloatVerb, bits: 32 | 64): Decimal {
  if (size === 0) return { digits: "", point: 0 };
  if (precision < 0) return shortestDigits(size, bits);
  const exact = exactDigits(size);
  if (verb === "f") return roundDigits(exact, exact.point + precision);
  if (verb === "e" || verb === "E") return roundDigits(exact, precision + 1);
  return roundDigits(exact, precision === 0 ? 1 : precision);
}

function shortestDigits(size: number, bits: 32 | 64): Decimal {
  let text = size.toExponential();
  for (let length = 0; bits === 32 && length <= 8; length++) {
    text = size.toExponential(length);
    if (Math.fround(Number(text)) === size) break;
  }
  const [mantissa, exponent] = text.split("e") as [string, string];
  return { digits: mantissa.replace(".", "").replace(/0+$/, ""), point: Number(exponent) + 1 };
}

const scratch = new DataView(new ArrayBuffer(8));

/** size = mantissa × 2^exponent, exactly. */
function splitFloat(size: number): { mantissa: bigint; exponent: number } {
  scratch.setFloat64(0, size);
  const raw = scratch.getBigUint64(0),
    fraction = raw & 0xfffffffffffffn,
    biased = Number(raw >> 52n & 0x7ffn);
  return biased === 0
    ? { mantissa: fraction, exponent: -1074 }
    : { mantissa: fraction | 0x10000000000000n, exponent: biased - 1075 };
}

function exactDigits(size: number): Decimal {
  const { mantissa, exponent } = splitFloat(size);
  const whole = exponent >= 0 ? mantissa << BigInt(exponent) : mantissa * 5n ** BigInt(-exponent);
  const digits = whole.toString();
  return { digits, point: digits.length - Math.max(0, -exponent) };
}

/** Keeps `count` digits, rounding half to even. */
function roundDigits({ digits, point }: Decimal, count: number): Decimal {
  if (count >= digits.length) return { digits, point };
  if (count < 0) return { digits: "", point: 0 };
  const kept = digits.slice(0, count), rest = digits.slice(count);
  const isTie = /^50*$/.test(rest), lastIsOdd = count > 0 && Number(kept.at(-1)) % 2 === 1;
  const up = isTie ? lastIsOdd : rest[0]! >= "5";
  if (!up) return { digits: kept, point };
  const raised = (BigInt(kept || "0") + 1n).toString().padStart(count, "0");
  return { digits: raised, point: point + raised.length - count };
}

function formatPlain({ digits, point }: Decimal, precision: number): string {
  const whole = point > 0 ? digits.slice(0, point).padEnd(point, "0") : "0";
  const after = point > 0 ? digits.slice(point) : "0".repeat(digits ? -point : 0) + digits;
  const length = precision < 0 ? after.length : precision;
  return length === 0 ? whole : `${whole}.${after.padEnd(length, "0").slice(0, length)}`;
}

function formatExponent({ digits, point }: Decimal, precision: number, verb: string): string {
  const first = digits[0] ?? "0", length = precision < 0 ? Math.max(digits.length - 1, 0) : precision;
  const after = digits.slice(1).padEnd(length, "0").slice(0, length);
  const exponent = digits === "" ? 0 : point - 1;
  const size = String(Math.abs(exponent)).padStart(2, "0");
  return `${first}${after && `.${after}`}${verb}${exponent < 0 ? "-" : "+"}${size}`;
}

function formatGeneral(decimal: Decimal, precision: number, verb: "g" | "G"): string {
  const digits = decimal.digits.replace(/0+$/, "");
  let limit = precision < 0 ? 6 : precision || 1;
  if (precision > digits.length && digits.length >= decimal.point) limit = digits.length;
  const exponent = decimal.point - 1;
  const trimmed = { digits, point: decimal.point };
  if (exponent < -4 || exponent >= limit) return formatExponent(trimmed, -1, verb === "g" ? "e" : "E");
  return formatPlain(trimmed, -1);
}

function formatBinary(size: number, bits: 32 | 64): string {
  const { mantissa, exponent } = splitFloat(size);
  const power = bits === 64 ? exponent : Math.max(exponent + 29, -149);
  return `${mantissa >> BigInt(power - exponent)}p${power < 0 ? "" : "+"}${power}`;
}

function formatHex(size: number, precision: number, verb: "x" | "X"): string {
  let { mantissa, exponent } = splitFloat(size);
  if (mantissa === 0n) exponent = 0;
  else {
    while (mantissa < 0x10000000000000n) [mantissa, exponent] = [mantissa << 1n, exponent - 1];
    exponent += 52;
  }
  if (precision >= 0 && precision < 13) {
    const shift = BigInt(52 - 4 * precision),
      half = 1n << (shift - 1n),
      rest = mantissa & ((1n << shift) - 1n);
    mantissa >>= shift;
    if (rest > half || rest === half && (mantissa & 1n) === 1n) mantissa++;
    mantissa <<= shift;
    if (mantissa >= 0x20000000000000n) [mantissa, exponent] = [mantissa >> 1n, exponent + 1];
  }
  const all = (mantissa & 0xfffffffffffffn).toString(16).padStart(13, "0");
  const fraction = precision < 0 ? all.replace(/0+$/, "") : all.padEnd(precision, "0").slice(0, precision);
  const power = `${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
  const text = `0x${mantissa >> 52n}${fraction && `.${fraction}`}p${power}`;
  return verb === "X" ? text.toUpperCase() : text;
}
