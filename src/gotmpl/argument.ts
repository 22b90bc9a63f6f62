// Arguments against the types a function declares, by the rules and in the words of Go's reflection
// (Go package text/template, exec.go): nothing is converted but constants.
import {
  elementType,
  GoNumber,
  GoTime,
  isMap,
  mapType,
  newMap,
  NilPointer,
  TYPED_NIL,
  typedMap,
  typedSlice,
  type Value,
} from "../go/value.ts";
import { typeName } from "../go/type_name.ts";
import { formatOperand } from "./format_node.ts";
import type { NumberLiteral } from "./number_literal.ts";
import type { Result } from "./run.ts";
import type { OperandOf } from "./syntax.ts";
import type { BaseParamType, ParamType } from "./template.ts";

/** A constant as it stands in a template. */
export type Constant = OperandOf<"bool" | "number" | "string">;

/** Those of our names for parameter types that are not Go's own. */
const goNames = {
  any: "interface {}",
  rune: "int32",
  map: "map[string]interface {}",
  slice: "[]interface {}",
  strings: "[]string",
  time: "time.Time",
  duration: "time.Duration",
  value: "reflect.Value",
};

/** Go's name of a parameter type. */
function goTypeName(type: BaseParamType): string {
  return (goNames as Readonly<Record<string, string>>)[type] ?? type;
}

/** Whether the last parameter takes any number of arguments. */
export function isVariadic(params: readonly ParamType[]): boolean {
  return params.at(-1)?.startsWith("...") ?? false;
}

/** The type that the argument at `index` must have. */
export function paramAt(params: readonly ParamType[], index: number): BaseParamType {
  const param = params[Math.min(index, params.length - 1)]!;
  return (param.startsWith("...") ? param.slice(3) : param) as BaseParamType;
}

const nilable: ReadonlySet<string> = new Set<BaseParamType>(["any", "value", "map", "slice", "strings"]);

/** Pointers, which only methods take, are nilable too. */
function isNilable(type: string): boolean {
  return nilable.has(type) || type.startsWith("*");
}

/** What `nil` becomes as an argument. Throws for a type that cannot be nil. */
export function nilArgument(type: BaseParamType): Result {
  if (!isNilable(type)) throw new TypeError(`cannot assign nil to ${goTypeName(type)}`);
  return zeroOf(type);
}

function zeroOf(type: BaseParamType): Result {
  if (type === "map") return typedMap(newMap(), goNames.map, true);
  if (type === "slice" || type === "strings") return typedSlice([], goNames[type].slice(2), true);
  return type === "value" ? undefined : null;
}

/** Checks an evaluated argument; gives it as the function may have it. Throws TypeError in Go's words. */
export function checkArgument(value: Result, type: BaseParamType): Result {
  if (value === TYPED_NIL) return nilArgument(type);
  if (type === "any") return value ?? null;
  if (type === "value") return value;
  if (value === undefined) {
    if (isNilable(type)) return zeroOf(type);
    throw new TypeError(`invalid value; expected ${goTypeName(type)}`);
  }
  if (isAssignable(value, type)) return value;
  if (value instanceof NilPointer && value.element === goTypeName(type)) {
    throw new TypeError(`dereference of nil pointer of type ${value.element}`);
  }
  const got = value === null ? "interface {}" : typeName(value);
  throw new TypeError(`wrong type for value; expected ${goTypeName(type)}; got ${got}`);
}

function isAssignable(value: Value, type: BaseParamType): boolean {
  switch (type) {
    case "string":
      return typeof value === "string";
    case "bool":
      return typeof value === "boolean";
    case "int":
      return typeof value === "bigint";
    case "float64":
      return typeof value === "number";
    case "map":
      return isMap(value) && mapType(value) === goNames.map;
    case "slice":
      return Array.isArray(value) && elementType(value) === "interface {}";
    case "strings":
      return Array.isArray(value) && elementType(value) === "string";
    case "time":
      return value instanceof GoTime;
  }
  if (value instanceof GoNumber) return value.kind === goTypeName(type);
  return value !== null && typeName(value) === type;
}

/** A constant as an argument of some type. Throws TypeError in Go's words. */
export function constantArgument(constant: Constant, type: BaseParamType): Value {
  switch (type) {
    case "any":
    case "value":
      return constantValue(constant);
    case "bool":
      return constant.kind === "bool" ? constant.value : refuse("bool", constant);
    case "string":
      return constant.kind === "string" ? constant.text : refuse("string", constant);
    case "float64":
      return literal(constant)?.float ?? refuse("float", constant);
    case "int":
      return literal(constant)?.int ?? refuse("integer", constant);
    case "int64":
      return new GoNumber("int64", literal(constant)?.int ?? refuse("integer", constant));
    case "int32":
    case "rune":
      return new GoNumber("int32", BigInt.asIntN(32, literal(constant)?.int ?? refuse("integer", constant)));
    case "duration":
      return new GoNumber("time.Duration", literal(constant)?.int ?? refuse("integer", constant));
    case "uint8":
    case "uint32": {
      const whole = literal(constant)?.uint ?? refuse("unsigned integer", constant);
      return new GoNumber(type, BigInt.asUintN(type === "uint8" ? 8 : 32, whole));
    }
    default:
      throw new TypeError(`can't handle ${formatOperand(constant)} for arg of type ${goTypeName(type)}`);
  }
}

function literal(constant: Constant): NumberLiteral | undefined {
  return constant.kind === "number" ? constant.number : undefined;
}

function refuse(wanted: string, constant: Constant): never {
  throw new TypeError(`expected ${wanted}; found ${formatOperand(constant)}`);
}

/** A constant where no type asks for one: 1 is an int, 1.0 and 1e3 are floats, 'a' is an int. */
export function constantValue(constant: Constant): Value {
  if (constant.kind === "bool") return constant.value;
  if (constant.kind === "string") return constant.text;
  const { text, number } = constant;
  if (number.complex) return number.complex;
  const isHexInt = /^0[xX]/.test(text) && text.length > 2 && !/[pP]/.test(text);
  if (number.float !== undefined && !isHexInt && !text.startsWith("'") && /[.eEpP]/.test(text)) {
    return number.float;
  }
  if (number.int !== undefined) return number.int;
  throw new TypeError(`${text} overflows int`);
}
