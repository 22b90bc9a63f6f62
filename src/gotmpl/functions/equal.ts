// When two values are the same, and when one counts as empty: Go's reflect rules, strict about types.
import { wholeNumber } from "../../go/type_name.ts";
import {
  elementType,
  GoComplex,
  GoError,
  GoFunction,
  GoNumber,
  GoTime,
  isMap,
  isNilMap,
  isNilSlice,
  mapType,
  NilPointer,
  Struct,
  type Value,
  type ValueMap,
} from "../../go/value.ts";

/** reflect.DeepEqual: 1, 1.0 and int64 1 differ, and so do nil and empty lists. */
export function isDeepEqual(a: Value, b: Value): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return areSlicesEqual(a, b);
  if (isMap(a) && isMap(b)) return areMapsEqual(a, b);
  if (a instanceof GoNumber && b instanceof GoNumber) return a.kind === b.kind && a.value === b.value;
  if (a instanceof GoComplex && b instanceof GoComplex) {
    return a.real === b.real && a.imaginary === b.imaginary;
  }
  if (a instanceof GoTime && b instanceof GoTime) return areTimesEqual(a, b);
  if (a instanceof GoError && b instanceof GoError) return a.message === b.message;
  if (a instanceof NilPointer && b instanceof NilPointer) return a.element === b.element;
  if (a instanceof Struct && b instanceof Struct) return areStructsEqual(a, b);
  if (a instanceof GoFunction || b instanceof GoFunction) return false;
  return a === b;
}

/** sprig empty: nil, false, 0, "" and what has no items; structs and times are never empty. */
export function isEmpty(value: Value): boolean {
  if (value === null || value === false || value === "" || value instanceof NilPointer) return true;
  if (Array.isArray(value)) return value.length === 0;
  if (isMap(value)) return Object.keys(value).length === 0;
  if (value instanceof GoComplex) return value.real === 0 && value.imaginary === 0;
  if (value instanceof GoNumber && value.kind === "float32") return value.value === 0;
  return value === 0 || wholeNumber(value) === 0n;
}

function areSlicesEqual(a: Value[], b: Value[]): boolean {
  if (elementType(a) !== elementType(b) || isNilSlice(a) !== isNilSlice(b)) return false;
  return a === b || a.length === b.length && a.every((item, i) => isDeepEqual(item, b[i]!));
}

function areMapsEqual(a: ValueMap, b: ValueMap): boolean {
  if (mapType(a) !== mapType(b) || isNilMap(a) !== isNilMap(b)) return false;
  return a === b || areFieldsEqual(a, b);
}

function areTimesEqual(a: GoTime, b: GoTime): boolean {
  return a.unixNano === b.unixNano && a.zone.name === b.zone.name &&
    a.zone.offsetSeconds === b.zone.offsetSeconds;
}

/** A struct without fields is known by its methods alone, so only it itself is sure to be the same. */
function areStructsEqual(a: Struct, b: Struct): boolean {
  if (a === b) return true;
  return a.typeName === b.typeName && Object.keys(a.fields).length > 0 && areFieldsEqual(a.fields, b.fields);
}

function areFieldsEqual(a: Readonly<Record<string, Value>>, b: Readonly<Record<string, Value>>): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isDeepEqual(a[key]!, b[key]!));
}
