// time.Duration ↔ text; a duration is a count of nanoseconds that fits 64 bits.
import { quoteBytes, toByteString } from "./byte_string.ts";

/** time.Duration.String: "1h2m3.5s", "1.5ms", "0s". */
export function durationText(nanoseconds: bigint): string {
  const size = nanoseconds < 0n ? -nanoseconds : nanoseconds, sign = nanoseconds < 0n ? "-" : "";
  if (size === 0n) return "0s";
  if (size < 1_000n) return `${sign}${size}ns`;
  if (size < 1_000_000n) return `${sign}${decimal(size, 3)}µs`;
  if (size < 1_000_000_000n) return `${sign}${decimal(size, 6)}ms`;
  const minutes = size / 60_000_000_000n, seconds = `${decimal(size % 60_000_000_000n, 9)}s`;
  if (minutes === 0n) return sign + seconds;
  const hours = minutes / 60n;
  return `${sign}${hours > 0n ? `${hours}h` : ""}${minutes % 60n}m${seconds}`;
}

/** value / 10^places, without trailing zeros. */
function decimal(value: bigint, places: number): string {
  const digits = value.toString().padStart(places + 1, "0");
  const fraction = digits.slice(-places).replace(/0+$/, "");
  return digits.slice(0, -places) + (fraction && `.${fraction}`);
}

const UNITS: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  "\u00b5s": 1_000n,
  "\u03bcs": 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};
const LIMIT = 1n << 63n;

/** The nanoseconds of a text such as "1h30m" or "-1.5s"; throws with Go's words (time.ParseDuration). */
export function parseDuration(text: string): bigint {
  const failure = (why: string) => new Error(`time: ${why} ${quoteBytes(toByteString(text))}`);
  const unsigned = text.replace(/^[+-]/, "");
  if (unsigned === "0") return 0n;
  if (unsigned === "") throw failure("invalid duration");
  let total = 0n;
  for (let rest = unsigned; rest !== "";) {
    const [all, whole = "", fraction = "", unit = ""] = /^([0-9]*)(?:\.([0-9]*))?([^.0-9]*)/.exec(rest)!;
    if (whole === "" && fraction === "" || BigInt(whole) > LIMIT) throw failure("invalid duration");
    if (unit === "") throw failure("missing unit in duration");
    const scale = UNITS[unit];
    if (!scale) throw failure(`unknown unit ${quoteBytes(toByteString(unit))} in duration`);
    total += BigInt(whole) * scale + fractionOf(fraction, scale);
    if (total > LIMIT) throw failure("invalid duration");
    rest = rest.slice(all.length);
  }
  if (text.startsWith("-")) return -total;
  if (total === LIMIT) throw failure("invalid duration");
  return total;
}

/** Go computes in float64, with as many digits as an int64 holds. */
function fractionOf(digits: string, unit: bigint): bigint {
  let value = 0n, scale = 1;
  for (const digit of digits) {
    const next = value * 10n + BigInt(digit);
    if (next > LIMIT || value > (LIMIT - 1n) / 10n) break;
    value = next;
    scale *= 10;
  }
  return BigInt(Math.trunc(Number(value) * (Number(unit) / scale)));
}
