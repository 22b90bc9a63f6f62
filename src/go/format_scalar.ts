// Numbers, strings and bytes under one printf verb with its flags, as Go's fmt lays them out.
import { toBytes } from "./bytes.ts";
import { type FloatVerb, formatFloat } from "./float.ts";
import { canBackquote, isPrintable, quote, quoteRune } from "./quote.ts";

/** What stands between `%` and the verb. `plusV` and `sharpV` are `%+v` and `%#v`. */
export interface Flags {
  readonly minus?: boolean;
  readonly plus?: boolean;
  readonly sharp?: boolean;
  readonly space?: boolean;
  readonly zero?: boolean;
  readonly plusV?: boolean;
  readonly sharpV?: boolean;
  readonly width?: number | undefined;
  readonly precision?: number | undefined;
}

/** Fills a text up to the width, counted in runes. */
export function pad(text: string, flags: Flags, fill = flags.zero && !flags.minus ? "0" : " "): string {
  if (!flags.width) return text;
  const missing = flags.width - countRunes(text);
  if (missing <= 0) return text;
  return flags.minus ? text + " ".repeat(missing) : fill.repeat(missing) + text;
}

function countRunes(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

const bases: Readonly<Record<string, number>> = { v: 10, d: 10, b: 2, o: 8, O: 8, x: 16, X: 16 };

/** An integer under a verb; undefined if the verb is not one for integers. */
export function formatInteger(value: bigint, verb: string, flags: Flags): string | undefined {
  if (verb === "c") return pad(runeText(value), flags);
  if (verb === "q") return pad(quoteRune(clampRune(value), { ascii: flags.plus ?? false }), flags);
  if (verb === "U") return pad(formatUnicode(value, flags), flags, " ");
  const base = bases[verb];
  if (base === undefined) return undefined;
  if (flags.precision === 0 && value === 0n) return " ".repeat(flags.width ?? 0);
  const isNegative = value < 0n, sign = isNegative ? "-" : flags.plus ? "+" : flags.space ? " " : "";
  let digits = (isNegative ? -value : value).toString(base);
  const isZeroFilled = flags.precision === undefined && flags.zero && !flags.minus &&
    flags.width !== undefined;
  digits = digits.padStart(isZeroFilled ? flags.width! - sign.length : flags.precision ?? 0, "0");
  const text = sign + integerPrefix(digits, verb, base, flags) + digits;
  return pad(verb === "X" ? text.toUpperCase() : text, flags, " ");
}

function integerPrefix(digits: string, verb: string, base: number, flags: Flags): string {
  const letter = verb === "O" ? "0o" : "";
  if (!flags.sharp || base === 10) return letter;
  if (base === 2) return "0b";
  if (base === 16) return "0x";
  return letter + (digits.startsWith("0") ? "" : "0");
}

/** An unsigned integer as `%#v` prints it. */
export function formatHexLiteral(value: bigint): string {
  return `0x${value.toString(16)}`;
}

function clampRune(value: bigint): number {
  const bits = BigInt.asUintN(64, value);
  return bits > 0x10ffffn ? 0xfffd : Number(bits);
}

function runeText(value: bigint): string {
  const code = clampRune(value);
  return code >= 0xd800 && code <= 0xdfff ? "\ufffd" : String.fromCodePoint(code);
}

function formatUnicode(value: bigint, flags: Flags): string {
  const bits = BigInt.asUintN(64, value);
  const digits = bits.toString(16).toUpperCase().padStart(Math.max(4, flags.precision ?? 0), "0");
  const char = flags.sharp && bits <= 0x10ffffn ? String.fromCodePoint(Number(bits)) : "";
  return `U+${digits}${char && isPrintable(char) ? ` '${char}'` : ""}`;
}

const floatVerbs: Readonly<Record<string, readonly [FloatVerb, number]>> = {
  v: ["g", -1],
  g: ["g", -1],
  G: ["G", -1],
  b: ["b", -1],
  x: ["x", -1],
  X: ["X", -1],
  e: ["e", 6],
  E: ["E", 6],
  f: ["f", 6],
  F: ["f", 6],
};

/** A float under a verb; undefined if the verb is not one for floats. */
export function formatFloatVerb(
  value: number,
  verb: string,
  flags: Flags,
  bits: 32 | 64 = 64,
): string | undefined {
  const known = floatVerbs[verb];
  if (!known) return undefined;
  const precision = flags.precision ?? known[1];
  let text = formatFloat(value, known[0], precision, bits);
  let sign = text.startsWith("-") ? "-" : "+";
  text = text.replace(/^[+-]/, "");
  if (flags.space && sign === "+" && !flags.plus) sign = " ";
  if (!Number.isFinite(value)) {
    const isBare = Number.isNaN(value) ? !flags.space && !flags.plus : sign === "+" && !flags.plus;
    return pad((isBare && Number.isNaN(value) ? "" : sign) + text, flags, " ");
  }
  if (flags.sharp && verb !== "b") text = keepZeros(text, verb, precision);
  if (!flags.plus && sign === "+") return pad(text, flags);
  const isZeroFilled = flags.zero && !flags.minus && flags.width !== undefined;
  return isZeroFilled ? sign + text.padStart(flags.width! - 1, "0") : pad(sign + text, flags);
}

/** `%#g`: the point stays, and so do trailing zeros up to the precision. */
function keepZeros(text: string, verb: string, precision: number): string {
  const isHex = verb === "x" || verb === "X";
  const cut = text.search(isHex ? /[pP]/ : /[eE]/);
  const body = cut < 0 ? text : text.slice(0, cut), tail = cut < 0 ? "" : text.slice(cut);
  const counts = "vgGx".includes(verb) ? (precision === -1 ? 6 : precision) : 0;
  const used = body.replace(/^[0.]+/, "").replace(".", "").length;
  const missing = counts - used - (body === "0" ? 1 : 0);
  return (body.includes(".") ? body : `${body}.`) + "0".repeat(Math.max(0, missing)) + tail;
}

/** A string (or the bytes of one) under a verb; undefined if the verb is not one for strings. */
export function formatString(text: string, verb: string, flags: Flags): string | undefined {
  if (verb === "v") return flags.sharpV ? formatQuoted(text, flags) : pad(truncate(text, flags), flags);
  if (verb === "s") return pad(truncate(text, flags), flags);
  if (verb === "q") return formatQuoted(text, flags);
  return verb === "x" || verb === "X" ? formatStringHex(text, verb, flags) : undefined;
}

function truncate(text: string, flags: Flags): string {
  if (flags.precision === undefined || text.length <= flags.precision) return text;
  return [...text].slice(0, flags.precision).join("");
}

function formatQuoted(text: string, flags: Flags): string {
  const cut = truncate(text, flags);
  const isRaw = flags.sharp && canBackquote(cut);
  return pad(isRaw ? `\`${cut}\`` : quote(cut, { ascii: flags.plus ?? false }), flags);
}

function formatStringHex(text: string, verb: string, flags: Flags): string {
  const bytes = toBytes(text).slice(0, flags.precision ?? Infinity);
  const pairs = [...bytes].map((byte) => byte.toString(16).padStart(2, "0"));
  const lead = flags.sharp && pairs.length > 0 ? "0x" : "";
  const hex = flags.space ? pairs.map((pair) => lead + pair).join(" ") : lead + pairs.join("");
  return pad(verb === "X" ? hex.toUpperCase() : hex, flags);
}
