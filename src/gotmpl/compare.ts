// eq, ne, lt, le, gt and ge: which values compare, and how (Go package text/template, funcs.go).
import { formatValue } from "../go/format.ts";
import { compareStrings } from "../go/order.ts";
import { sprintf } from "../go/printf.ts";
import { floatNumber, isSigned, isUnsigned, typeName, wholeNumber } from "../go/type_name.ts";
import {
  GoComplex,
  GoTime,
  isMap,
  isNilMap,
  isNilSlice,
  NilPointer,
  Struct,
  type Value,
} from "../go/value.ts";

type Kind = "bool" | "complex" | "int" | "uint" | "float" | "string" | "other";

function kindOf(value: Value): Kind {
  if (typeof value === "string") return "string";
  if (typeof value === "boolean") return "bool";
  if (isSigned(value)) return "int";
  if (isUnsigned(value)) return "uint";
  if (value instanceof GoComplex) return "complex";
  return floatNumber(value) === undefined ? "other" : "float";
}

function incompatible(a: Value, b: Value): Error {
  return new Error(`incompatible types for comparison: ${typeName(a)} and ${typeName(b)}`);
}

/** Whether the first value equals any of the others. Throws in Go's words for types that do not compare. */
export function equalsAny(first: Value, others: readonly Value[]): boolean {
  if (others.length === 0) throw new Error("missing argument for comparison");
  return others.some((other) => equals(first, other));
}

function equals(a: Value, b: Value): boolean {
  const kind = kindOf(a), otherKind = kindOf(b);
  if (kind !== otherKind) {
    const areWhole = wholeNumber(a) !== undefined && wholeNumber(b) !== undefined;
    if (!areWhole && a !== null && b !== null) throw incompatible(a, b);
    return areWhole && wholeNumber(a) === wholeNumber(b);
  }
  switch (kind) {
    case "int":
    case "uint":
      return wholeNumber(a) === wholeNumber(b);
    case "float":
      return floatNumber(a) === floatNumber(b);
    case "complex": {
      const [x, y] = [a, b] as [GoComplex, GoComplex];
      return x.real === y.real && x.imaginary === y.imaginary;
    }
    case "other":
      return equalOthers(a, b);
  }
  return a === b;
}

/** Values that are no basic type: nil, lists and maps equal only nil; pointers only themselves. */
function equalOthers(a: Value, b: Value): boolean {
  if (a !== null && b !== null && reflectKind(a) !== reflectKind(b)) {
    throw new Error(
      `non-comparable types ${sprintf("%s", [a])}: ${typeName(a)}, ${typeName(b)}: ${formatValue(b)}`,
    );
  }
  if (isNil(a) || isNil(b)) return isNil(a) === isNil(b);
  if (Array.isArray(b) || isMap(b)) {
    throw new Error(`non-comparable type ${sprintf("%s", [b])}: ${typeName(b)}`);
  }
  if (a instanceof GoTime && b instanceof GoTime) {
    return a.unixNano === b.unixNano && a.zone.name === b.zone.name &&
      a.zone.offsetSeconds === b.zone.offsetSeconds;
  }
  if (a instanceof Struct && b instanceof Struct && !a.typeName.startsWith("*")) return equalStructs(a, b);
  return a === b;
}

function equalStructs(a: Struct, b: Struct): boolean {
  return a.typeName === b.typeName &&
    Object.keys(a.fields).every((name) => equals(a.fields[name]!, b.fields[name] ?? null));
}

function reflectKind(value: Value): string {
  if (Array.isArray(value)) return "slice";
  if (isMap(value)) return "map";
  const isPointer = value instanceof NilPointer || value instanceof Struct && value.typeName.startsWith("*");
  return isPointer ? "pointer" : "struct";
}

function isNil(value: Value): boolean {
  if (value === null || value instanceof NilPointer) return true;
  return Array.isArray(value) ? isNilSlice(value) : isMap(value) && isNilMap(value);
}

/** Whether a is less than b. Throws in Go's words for types without an order. */
export function isLess(a: Value, b: Value): boolean {
  const kind = kindOf(a), otherKind = kindOf(b);
  if (kind === "other" || otherKind === "other") throw new Error("invalid type for comparison");
  const x = wholeNumber(a), y = wholeNumber(b);
  if (x !== undefined && y !== undefined) return x < y;
  if (kind !== otherKind) throw incompatible(a, b);
  if (kind === "string") return compareStrings(a as string, b as string) < 0;
  if (kind === "float") return floatNumber(a)! < floatNumber(b)!;
  throw new Error("invalid type for comparison");
}

/** Whether a is less than b or equals it. */
export function isAtMost(a: Value, b: Value): boolean {
  return isLess(a, b) || equals(a, b);
}
