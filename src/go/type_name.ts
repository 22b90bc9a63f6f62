// Go's names for the types of our values, as reflect prints them: errors and %T speak of them.
import {
  elementType,
  GoComplex,
  GoError,
  GoFunction,
  GoNumber,
  GoTime,
  isMap,
  mapType,
  NilPointer,
  Struct,
  type Value,
} from "./value.ts";

/** reflect.Type's text of a value's dynamic type; "<nil>" for nil. */
export function typeName(value: Value): string {
  switch (typeof value) {
    case "bigint":
      return "int";
    case "number":
      return "float64";
    case "boolean":
      return "bool";
    case "string":
      return "string";
  }
  if (value === null) return "<nil>";
  if (Array.isArray(value)) return `[]${elementType(value)}`;
  if (isMap(value)) return mapType(value);
  if (value instanceof GoNumber) return value.kind;
  if (value instanceof GoComplex) return "complex128";
  if (value instanceof GoTime) return "time.Time";
  if (value instanceof Struct) return value.typeName;
  if (value instanceof GoError) return "*errors.errorString";
  if (value instanceof NilPointer) return `*${value.element}`;
  return "func()";
}

const namedKinds: Readonly<Record<string, string>> = {
  "time.Duration": "int64",
  "time.Month": "int",
  "time.Weekday": "int",
};

/** reflect.Kind's text of a value ("slice", "struct", "ptr", …); "invalid" for nil. */
export function kindName(value: Value): string {
  if (value === null) return "invalid";
  if (Array.isArray(value)) return "slice";
  if (isMap(value)) return "map";
  if (value instanceof GoTime) return "struct";
  if (value instanceof Struct) return value.typeName.startsWith("*") ? "ptr" : "struct";
  if (value instanceof GoError || value instanceof NilPointer) return "ptr";
  if (value instanceof GoFunction) return "func";
  if (value instanceof GoNumber) return namedKinds[value.kind] ?? value.kind;
  return typeName(value);
}

/** Whether a value's kind is one of Go's signed integers. */
export function isSigned(value: Value): boolean {
  if (typeof value === "bigint") return true;
  return value instanceof GoNumber && !value.kind.startsWith("uint") && value.kind !== "float32";
}

/** Whether a value's kind is one of Go's unsigned integers. */
export function isUnsigned(value: Value): boolean {
  return value instanceof GoNumber && value.kind.startsWith("uint");
}

/** The whole number an integer of any kind holds; undefined for all else. */
export function wholeNumber(value: Value): bigint | undefined {
  if (typeof value === "bigint") return value;
  return value instanceof GoNumber && value.kind !== "float32" ? BigInt(value.value) : undefined;
}

/** The number a float of either size holds; undefined for all else. */
export function floatNumber(value: Value): number | undefined {
  if (typeof value === "number") return value;
  return value instanceof GoNumber && value.kind === "float32" ? Number(value.value) : undefined;
}
