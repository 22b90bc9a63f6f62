// Go's values in TypeScript: what YAML yields, what templates compute with, what the merger lays together.
//
//   nil                     null
//   bool                    boolean
//   string                  string; a byte that is no UTF-8 is the lone surrogate U+DC80..U+DCFF (bytes.ts)
//   int                     bigint, wrapped to 64 bits
//   float64                 number
//   complex128              GoComplex
//   other numeric types     GoNumber (int64, int32, uint8, …), time.Duration included
//   []any                   Value[]; another element type, or a nil slice, is noted with `typedSlice`
//   map[string]any          ValueMap: an object without prototype, made by `newMap`
//   map[any]any             ValueMap made by `keyedMap`; `mapEntries` gives its true keys
//   time.Time               GoTime
//   struct, pointer to it   Struct
//   func                    GoFunction
//   error                   GoError
//   nil pointer             NilPointer

/** Any value a template can meet. */
export type Value =
  | null
  | boolean
  | string
  | bigint
  | number
  | GoNumber
  | GoComplex
  | GoTime
  | Struct
  | GoFunction
  | GoError
  | NilPointer
  | Value[]
  | ValueMap;

/** map[string]any. Always made with `newMap`, so that keys such as `__proto__` are ordinary. */
export interface ValueMap {
  [key: string]: Value;
}

/** A new, empty map. */
export function newMap(entries?: Iterable<readonly [string, Value]>): ValueMap {
  const map: ValueMap = Object.create(null);
  if (entries) { for (const [key, value] of entries) map[key] = value; }
  return map;
}

/** The numeric types of Go that are neither int nor float64. */
export type NumericKind =
  | "int8"
  | "int16"
  | "int32"
  | "int64"
  | "uint"
  | "uint8"
  | "uint16"
  | "uint32"
  | "uint64"
  | "float32"
  | "time.Duration"
  | "time.Month"
  | "time.Weekday";

/** A number whose Go type is neither int nor float64. `value` is a number for float32, else a bigint. */
export class GoNumber {
  constructor(readonly kind: NumericKind, readonly value: bigint | number) {}
}

/** complex128, which only a template's own constants (`2i`) can be. */
export class GoComplex {
  constructor(readonly real: number, readonly imaginary: number) {}
}

/** time.Time: nanoseconds since the epoch and the zone it prints in. */
export class GoTime {
  constructor(readonly unixNano: bigint, readonly zone: Zone) {}
}

/** A time zone: "UTC", "Local", an IANA name, or a fixed offset in seconds east. */
export interface Zone {
  readonly name: string;
  readonly offsetSeconds?: number;
}

/** A Go error as a value (`.Event.Error`): prints its text. */
export class GoError {
  constructor(readonly message: string) {}
}

/** A nil error in a struct's field: false, nil to functions, but printed as "<nil>". */
export const TYPED_NIL = new GoError("<nil>");

/** A nil pointer to a value of type `element`: false and empty, but to functions a value of its own, "<nil>". */
export class NilPointer {
  constructor(readonly element: string) {}
}

/** A Go struct: fields in declaration order; a lookup of an unknown field is an error that names `typeName`. */
export class Struct {
  constructor(
    readonly typeName: string,
    readonly fields: Readonly<Record<string, Value>>,
    readonly methods: Readonly<Record<string, GoFunction>> = {},
  ) {}
}

/**
 * A callable: a template function, or a method. Throws `Error` with Go's words when it fails. `params` are its Go
 * parameter types, for whoever calls it to check the arguments by; not given, they are not checked.
 */
export class GoFunction {
  constructor(
    readonly name: string,
    readonly call: (args: Value[]) => Value,
    readonly params?: readonly string[],
  ) {}
}

const sliceTypes = new WeakMap<Value[], { readonly element: string; readonly isNil: boolean }>();

/** Notes that a slice is not []any (`element` is Go's name, such as "string") or that it is nil. */
export function typedSlice(items: Value[], element: string, isNil = false): Value[] {
  sliceTypes.set(items, { element, isNil });
  return items;
}

/** Go's name of a slice's element type; "interface {}" unless noted otherwise. */
export function elementType(slice: Value[]): string {
  return sliceTypes.get(slice)?.element ?? "interface {}";
}

/** Whether a slice is Go's nil slice (prints as [], is null in JSON). */
export function isNilSlice(slice: Value[]): boolean {
  return sliceTypes.get(slice)?.isNil ?? false;
}

const mapTypes = new WeakMap<ValueMap, { readonly type: string; readonly isNil: boolean }>();

/** Notes that a map is not map[string]any (`type` is Go's whole name) or that it is nil. */
export function typedMap(map: ValueMap, type: string, isNil = false): ValueMap {
  mapTypes.set(map, { type, isNil });
  return map;
}

/** Go's name of a map's type; "map[string]interface {}" unless noted otherwise. */
export function mapType(map: ValueMap): string {
  return mapTypes.get(map)?.type ?? "map[string]interface {}";
}

/** Whether a map is Go's nil map (prints as map[], is null in JSON). */
export function isNilMap(map: ValueMap): boolean {
  return mapTypes.get(map)?.isNil ?? false;
}

const trueKeys = new WeakMap<ValueMap, Map<string, Value>>();

/** map[interface {}]interface {}, as a YAML mapping with a key that is no string becomes; later keys win. */
export function keyedMap(entries: Iterable<readonly [Value, Value]>): ValueMap {
  const map = newMap(), keys = new Map<string, Value>();
  for (const [key, value] of entries) {
    const property = keyProperty(key);
    map[property] = value;
    keys.set(property, key);
  }
  trueKeys.set(map, keys);
  return typedMap(map, "map[interface {}]interface {}");
}

/** The property under which a keyed map holds a key: a string's own text, else a text no string key has. */
export function keyProperty(key: Value): string {
  if (typeof key === "string") return key;
  if (key instanceof GoNumber) return `\u0000${key.kind} ${key.value}`;
  if (key instanceof GoTime) return `\u0000time ${key.unixNano}`;
  return `\u0000${typeof key} ${Object.is(key, -0) ? 0 : key}`;
}

/** Puts a value under its true key, which in a keyed map may be no string. */
export function setEntry(map: ValueMap, key: Value, value: Value): void {
  const property = keyProperty(key);
  map[property] = value;
  trueKeys.get(map)?.set(property, key);
}

/** A map's true keys with their values, in no particular order; the keys are strings unless `keyedMap` made it. */
export function mapEntries(map: ValueMap): (readonly [Value, Value])[] {
  const keys = trueKeys.get(map);
  // A key may be nil, so absence has to be asked for.
  return Object.keys(map).map((property) =>
    [keys?.has(property) ? keys.get(property)! : property, map[property]!] as const
  );
}

/** Whether a value is a map (and no slice, struct or boxed number). */
export function isMap(value: unknown): value is ValueMap {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === null;
}

/** An int, wrapped to 64 bits as Go does. */
export function int(value: bigint | number): bigint {
  return BigInt.asIntN(64, typeof value === "number" ? BigInt(Math.trunc(value)) : value);
}

/** An int64 (what sprig's arithmetic gives), wrapped to 64 bits. */
export function int64(value: bigint | number): GoNumber {
  return new GoNumber("int64", int(value));
}
