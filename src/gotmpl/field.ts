// Fields and methods of a value: `.name` on a map, a struct or a time.
import { quote } from "../go/quote.ts";
import { typeName } from "../go/type_name.ts";
import {
  GoError,
  GoFunction,
  GoNumber,
  GoTime,
  isMap,
  NilPointer,
  Struct,
  TYPED_NIL,
  type Value,
  type ValueMap,
} from "../go/value.ts";
import { blame, deferral, type Result, type Run } from "./run.ts";
import { numberMethod, timeMethod } from "./time_method.ts";

/** How a field is asked for. */
export interface Access {
  readonly name: string;
  /** Whether the receiver's static type is interface{}: then errors name that instead of the true type. */
  readonly isBoxed: boolean;
  /** Whether arguments follow, which only a method may have. */
  readonly hasArguments: boolean;
}

/** What a field holds: a method stands for itself, to be called. */
export function readField(run: Run, receiver: Result, access: Access): Result | GoFunction {
  const { name } = access;
  if (receiver === undefined) throw blame(run, `nil data; no entry for key ${quote(name)}`);
  if (receiver === null || receiver === TYPED_NIL) {
    throw blame(run, `nil pointer evaluating interface {}.${name}`);
  }
  if (receiver instanceof NilPointer) {
    throw blame(run, `nil pointer evaluating ${typeName(receiver)}.${name}`);
  }
  if (isMap(receiver)) return readKey(run, receiver, access);
  const method = methodOf(receiver, name);
  if (method) return method;
  if (receiver instanceof Struct) {
    if (Object.hasOwn(receiver.fields, name)) return readStructField(run, receiver, access);
    if (isDeferred(run, receiver, name)) throw deferral;
  }
  throw blame(
    run,
    `can't evaluate field ${name} in type ${access.isBoxed ? "interface {}" : typeName(receiver)}`,
  );
}

function readKey(run: Run, map: ValueMap, { name, hasArguments }: Access): Result {
  if (hasArguments) throw blame(run, `${name} is not a method but has arguments`);
  const value = map[name];
  if (value !== undefined) return value;
  if (isDeferred(run, map, name)) throw deferral;
  throw blame(run, `map has no entry for key ${quote(name)}`);
}

function readStructField(run: Run, struct: Struct, { name, hasArguments, isBoxed }: Access): Result {
  if (!/^\p{Lu}/u.test(name)) {
    const type = isBoxed ? "interface {}" : struct.typeName;
    throw blame(run, `${name} is an unexported field of struct type ${type}`);
  }
  if (hasArguments) throw blame(run, `${name} has arguments but cannot be invoked as function`);
  const value = struct.fields[name];
  // A field of Go's may be a nil interface, which is still a value of its type.
  return value === null ? TYPED_NIL : value;
}

function isDeferred({ deferral: allowed }: Run, receiver: Value, name: string): boolean {
  return allowed !== undefined && receiver === allowed.root && allowed.fields.has(name);
}

function methodOf(receiver: Value, name: string): GoFunction | undefined {
  if (receiver instanceof Struct) {
    return Object.hasOwn(receiver.methods, name) ? receiver.methods[name] : undefined;
  }
  if (receiver instanceof GoTime) return timeMethod(receiver, name);
  if (receiver instanceof GoNumber) return numberMethod(receiver, name);
  return receiver instanceof GoError && name === "Error"
    ? new GoFunction(name, () => receiver.message, [])
    : undefined;
}
