// The order in which Go sorts strings and in which fmt and range walk the keys of a map.
import { floatNumber, typeName, wholeNumber } from "./type_name.ts";
import { GoTime, mapEntries, type Value, type ValueMap } from "./value.ts";

/** Compares strings by their bytes, as Go does: code point order, which UTF-16 order is not. */
export function compareStrings(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i), y = b.charCodeAt(i);
    if (x !== y) return rank(a, i, x) - rank(b, i, y);
  }
  return a.length - b.length;
}

/** Lifts surrogates above the rest of the BMP, and puts a raw byte where its bare value would stand. */
function rank(text: string, at: number, unit: number): number {
  if (unit < 0xd800) return unit < 0x80 ? unit : unit + 0x100;
  if (unit > 0xdfff) return unit + 0x100;
  const followsHigh = at > 0 && text.charCodeAt(at - 1) >= 0xd800 && text.charCodeAt(at - 1) < 0xdc00;
  const isRaw = unit >= 0xdc80 && unit <= 0xdcff && !followsHigh;
  return isRaw ? leadRank(unit - 0xdc00) : unit + 0x10000;
}

/** The rank of the first character that a lead byte above or equal to this one can start. */
function leadRank(byte: number): number {
  if (byte < 0xc2) return 0x80;
  if (byte < 0xe0) return ((byte & 0x1f) << 6) + 0xff;
  if (byte < 0xf0) return ((byte & 0x0f) << 12) + 0xff;
  return 0x20000;
}

/** A map's entries with their true keys, in internal/fmtsort's order. */
export function sortedEntries(map: ValueMap): (readonly [Value, Value])[] {
  return mapEntries(map).sort(([a], [b]) => compareKeys(a, b));
}

function compareKeys(a: Value, b: Value): number {
  if (typeof a === "string" && typeof b === "string") return compareStrings(a, b);
  const rank = typeRank(a) - typeRank(b);
  if (rank !== 0) return rank;
  const x = sortNumber(a), y = sortNumber(b);
  return x < y ? -1 : x > y ? 1 : 0;
}

function sortNumber(key: Value): bigint | number {
  if (typeof key === "boolean") return key ? 1 : 0;
  if (key instanceof GoTime) return key.unixNano;
  const number = wholeNumber(key) ?? floatNumber(key) ?? 0;
  return Number.isNaN(number) ? -Infinity : number;
}

/** Go orders keys of different types by where the linker put the types, which is the same in all its programs. */
const TYPE_ORDER = ["<nil>", "string", "int64", "uint64", "int", "float64", "bool", "time.Time"];

function typeRank(key: Value): number {
  return TYPE_ORDER.indexOf(typeName(key));
}
