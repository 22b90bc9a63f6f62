// The functions every template has (Go package text/template, funcs.go), but for slice, which sprig replaces.
import { byteLength, toBytes } from "../go/bytes.ts";
import { formatValue } from "../go/format.ts";
import { sprint, sprintf, sprintln } from "../go/printf.ts";
import { typeName, wholeNumber } from "../go/type_name.ts";
import {
  GoComplex,
  GoFunction,
  GoNumber,
  isMap,
  keyProperty,
  mapType,
  NilPointer,
  Struct,
  TYPED_NIL,
  type Value,
  type ValueMap,
} from "../go/value.ts";
import { equalsAny, isAtMost, isLess } from "./compare.ts";
import { escapeHtml, escapeJs, escapeQuery } from "./escape.ts";
import type { Result } from "./run.ts";
import type { ParamType } from "./template.ts";

/** A builtin sees what functions do not: whether nil is an interface's or no value at all. */
export interface Builtin {
  readonly params: readonly ParamType[];
  /** `nameFirst` says how the first argument stands in the template. */
  readonly call: (args: readonly Result[], nameFirst: () => string) => Result;
}

function orNull(values: readonly Result[]): Value[] {
  return values.map((value) => value ?? null);
}

const anything: readonly ParamType[] = ["...any"];
const comparison: readonly ParamType[] = ["value", "value"];

/** Every builtin by name; `and` and `or` are run by the caller, who must not evaluate all their arguments. */
export const builtins: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ["and", { params: ["value", "...value"], call: ([value]) => value }],
  ["or", { params: ["value", "...value"], call: ([value]) => value }],
  ["not", { params: ["value"], call: ([value]) => !isTrue(value) }],
  ["eq", {
    params: ["value", "...value"],
    call: ([first, ...others]) => equalsAny(first ?? null, orNull(others)),
  }],
  ["ne", { params: comparison, call: ([a, b]) => !equalsAny(a ?? null, [b ?? null]) }],
  ["lt", { params: comparison, call: ([a, b]) => isLess(a ?? null, b ?? null) }],
  ["le", { params: comparison, call: ([a, b]) => isAtMost(a ?? null, b ?? null) }],
  ["gt", { params: comparison, call: ([a, b]) => !isAtMost(a ?? null, b ?? null) }],
  ["ge", { params: comparison, call: ([a, b]) => !isLess(a ?? null, b ?? null) }],
  ["index", { params: ["value", "...value"], call: ([item, ...keys]) => index(item ?? null, orNull(keys)) }],
  ["len", { params: ["value"], call: ([value]) => length(value) }],
  ["print", { params: anything, call: (args) => sprint(orNull(args)) }],
  ["println", { params: anything, call: (args) => sprintln(orNull(args)) }],
  ["printf", {
    params: ["string", "...any"],
    call: ([format, ...args]) => sprintf(format as string, orNull(args)),
  }],
  ["html", { params: anything, call: (args) => escapeHtml(joinPrinted(args)) }],
  ["js", { params: anything, call: (args) => escapeJs(joinPrinted(args)) }],
  ["urlquery", { params: anything, call: (args) => escapeQuery(joinPrinted(args)) }],
  ["call", {
    params: ["value", "...value"],
    call: ([callee, ...args], name) => callValue(callee, orNull(args), name()),
  }],
]);

/** Go's truth: everything that is not the zero value or empty; structs always. */
export function isTrue(value: Result): boolean {
  if (value === undefined || value === null || value === TYPED_NIL) return false;
  if (typeof value === "object") {
    if (Array.isArray(value)) return value.length > 0;
    if (isMap(value)) return Object.keys(value).length > 0;
    if (value instanceof GoNumber) return Number(value.value) !== 0;
    if (value instanceof NilPointer) return false;
    return value instanceof GoComplex ? value.real !== 0 || value.imaginary !== 0 : true;
  }
  // NaN is true in Go.
  return typeof value === "number" ? value !== 0 : Boolean(value);
}

/** What an action prints for a value. A pointer prints as what it points to, unless it prints itself. */
export function printedText(value: Result): string {
  return formatValue(printable(value));
}

function printable(value: Result): Value {
  if (value === undefined || value === null) return "<no value>";
  if (!(value instanceof Struct) || !value.typeName.startsWith("*")) return value;
  if (value.methods.String || value.methods.Error) return value;
  return new Struct(value.typeName.slice(1), value.fields, value.methods);
}

function joinPrinted(args: readonly Result[]): string {
  return args.length === 1 && typeof args[0] === "string" ? args[0] : sprint(args.map(printable));
}

function length(value: Result): bigint {
  if (value === undefined) throw new Error("reflect: call of reflect.Value.Type on zero Value");
  if (value === null) throw new Error("len of nil pointer");
  if (typeof value === "string") return BigInt(byteLength(value));
  if (Array.isArray(value)) return BigInt(value.length);
  if (isMap(value)) return BigInt(Object.keys(value).length);
  throw new Error(`len of type ${dereferenced(value)}`);
}

/** The type's name, a pointer's target for a pointer. */
function dereferenced(value: Value): string {
  return typeName(value).replace(/^\*/, "");
}

function index(item: Value, keys: readonly Value[]): Value {
  let value = item;
  if (value === null) throw new Error("index of untyped nil");
  for (const key of keys) {
    if (value === null) throw new Error("index of nil pointer");
    if (typeof value === "string") value = byteAt(value, key);
    else if (Array.isArray(value)) value = elementAt(value, key);
    else if (isMap(value)) value = entryOf(value, key);
    else throw new Error(`can't index item of type ${dereferenced(value)}`);
  }
  return value;
}

function byteAt(text: string, key: Value): Value {
  const bytes = toBytes(text), at = position(key, bytes.length);
  if (at === bytes.length) throw new Error("reflect: string index out of range");
  return new GoNumber("uint8", BigInt(bytes[at]!));
}

function elementAt(items: readonly Value[], key: Value): Value {
  const at = position(key, items.length);
  if (at === items.length) throw new Error("reflect: slice index out of range");
  return items[at]!;
}

/** A good index; one that equals the length passes here, as it does in Go. */
function position(key: Value, length: number): number {
  if (key === null) throw new Error("cannot index slice/array with nil");
  const at = wholeNumber(key);
  if (at === undefined) throw new Error(`cannot index slice/array with type ${typeName(key)}`);
  if (at < 0n || at > BigInt(length)) throw new Error(`index out of range: ${at}`);
  return Number(at);
}

function entryOf(map: ValueMap, key: Value): Value {
  const [, keyType, valueType] = /^map\[([^\]]*)\](.*)$/.exec(mapType(map)) ?? ["", "string", "interface {}"];
  if (keyType === "string" && typeof key !== "string") {
    const problem = key === null
      ? "value is nil; should be of type string"
      : `value has type ${typeName(key)}; should be string`;
    throw new Error(problem);
  }
  if (Array.isArray(key) || isMap(key)) {
    throw new Error(`runtime error: hash of unhashable type ${typeName(key)}`);
  }
  return map[keyProperty(key)] ?? (valueType === "string" ? "" : null);
}

function callValue(callee: Result, args: Value[], name: string): Result {
  if (callee === undefined || callee === null) throw new Error("call of nil");
  if (!(callee instanceof GoFunction)) throw new Error(`non-function ${name} of type ${typeName(callee)}`);
  const wanted = callee.params?.length ?? args.length;
  if (args.length !== wanted) {
    throw new Error(`wrong number of args for ${name}: got ${args.length} want ${wanted}`);
  }
  return callee.call(args);
}
