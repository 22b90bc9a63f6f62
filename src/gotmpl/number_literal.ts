// A number as it stands in a template: one text that can be an int, a float or a complex number, as the place
// it is used in wants it (Go package text/template/parse, NumberNode).
import { parseFloat } from "../go/float.ts";
import { quote, unquoteRune } from "../go/quote.ts";
import { GoComplex } from "../go/value.ts";

/** The ways a literal can be read; what is undefined it cannot be. */
export interface NumberLiteral {
  readonly int?: bigint | undefined;
  readonly uint?: bigint | undefined;
  readonly float?: number | undefined;
  readonly complex?: GoComplex | undefined;
}

const int64Limit = 1n << 63n, uint64Limit = 1n << 64n;

/** Reads a number token; a string is Go's complaint about it. */
export function parseNumber(text: string, kind: "number" | "complex" | "rune"): NumberLiteral | string {
  if (kind === "rune") return parseRune(text);
  if (kind === "complex") return parseComplex(text);
  if (text.endsWith("i")) {
    const imaginary = parseFloat(text.slice(0, -1));
    if (imaginary !== undefined) return simplify(new GoComplex(0, imaginary));
  }
  const whole = parseWhole(text);
  if (whole !== undefined) return whole;
  const float = parseFloat(text);
  if (float === undefined || !Number.isFinite(float)) return `illegal number syntax: ${quote(text)}`;
  if (!/[.eEpP]/.test(text)) return `integer overflow: ${quote(text)}`;
  return withWholes(float);
}

function parseRune(text: string): NumberLiteral | string {
  const code = unquoteRune(text);
  if (typeof code === "object") {
    return code.fault === "syntax" ? "invalid syntax" : `malformed character constant: ${text}`;
  }
  return { int: BigInt(code), uint: BigInt(code), float: code };
}

function parseComplex(text: string): NumberLiteral | string {
  const split = Math.max(...[...text.matchAll(/(?<![eEpP])[+-]/g)].map((match) => match.index));
  const real = parseFloat(text.slice(0, split)), imaginary = parseFloat(text.slice(split, -1));
  if (real === undefined || imaginary === undefined) return "syntax error scanning complex number";
  return simplify(new GoComplex(real, imaginary));
}

function simplify(complex: GoComplex): NumberLiteral {
  return complex.imaginary === 0 ? { ...withWholes(complex.real), complex } : { complex };
}

/** A float that is also the whole numbers it equals. */
function withWholes(float: number): NumberLiteral {
  if (!Number.isInteger(float)) return { float };
  const whole = BigInt(float);
  return {
    float,
    int: whole >= -int64Limit && whole < int64Limit ? whole : undefined,
    uint: whole >= 0n && whole < uint64Limit ? whole : undefined,
  };
}

/** strconv.ParseInt and ParseUint in base 0: prefixes, a leading 0 for octal, `_` between digits. */
function parseWhole(text: string): NumberLiteral | undefined {
  const match = /^([+-]?)(0[xX](?:_?[0-9a-fA-F])+|0[bB](?:_?[01])+|0[oO]?(?:_?[0-7])+|0|[1-9](?:_?[0-9])*)$/
    .exec(text);
  if (!match) return undefined;
  const digits = match[2]!.replaceAll("_", "").replace(/^0(?=[0-7])/, "0o");
  const size = BigInt(digits), value = match[1] === "-" ? -size : size;
  const int = value >= -int64Limit && value < int64Limit ? value : undefined;
  // ParseUint takes no sign, but -0 counts.
  const uint = (match[1] === "" || value === 0n) && value < uint64Limit ? value : undefined;
  return int === undefined && uint === undefined ? undefined : { int, uint, float: Number(int ?? uint) };
}
