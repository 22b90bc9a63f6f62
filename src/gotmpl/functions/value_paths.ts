// Values by dotted path: Helmfile's get, getOrNil and setValueAtPath.
import { formatValue } from "../../go/format.ts";
import { kindName, typeName } from "../../go/type_name.ts";
import { GoTime, isMap, mapType, Struct, type Value, type ValueMap } from "../../go/value.ts";
import type { FunctionMap } from "../template.ts";
import { asMap, setKey } from "./dicts.ts";

/** Helmfile pkg/tmpl/get_or_nil.go, context_funcs.go SetValueAtPath. */
export const valuePathFunctions: FunctionMap = {
  get: { params: ["string", "...any"], call: ([path, ...args]) => getWithDefault(path as string, args) },
  getOrNil: { params: ["string", "any"], call: ([path, from]) => getOrNil(path as string, from!) },
  setValueAtPath: {
    params: ["string", "any", "map"],
    call: ([path, value, map]) => setValueAtPath(asMap(map), { path: path as string, value: value! }),
  },
};

/** There is nothing at the path, which getOrNil puts up with. */
class NoValue extends Error {}

function getWithDefault(path: string, args: readonly Value[]): Value {
  if (args.length === 1) return getValue(args[0]!, { path });
  if (args.length === 2) return getValue(args[1]!, { path, fallback: args[0]! });
  throw new Error(
    "unexpected number of args passed to the template function get(path, [def, ]obj): expected 1 or 2, " +
      `got ${args.length}, args was ${formatValue([...args])}`,
  );
}

function getOrNil(path: string, from: Value): Value {
  try {
    return getValue(from, { path });
  } catch (error) {
    if (error instanceof NoValue) return null;
    throw error;
  }
}

/** The fallback stands in for a missing key only; a step into what is neither map nor struct fails all the same. */
function getValue(from: Value, { path, fallback }: { path: string; fallback?: Value }): Value {
  let current = from;
  for (let rest = path; rest !== "";) {
    const key = rest.split(".", 1)[0]!;
    const found = step(current, { key, mayMiss: fallback !== undefined });
    if (found === undefined) return fallback!;
    if (isMap(current) && mapType(current) === "map[string]string") return found;
    current = found;
    rest = rest.slice(key.length + 1);
  }
  return current;
}

/** The value of one key, undefined if it is missing and that may be. */
function step(from: Value, { key, mayMiss }: { key: string; mayMiss: boolean }): Value | undefined {
  const fields = isMap(from) ? from : fieldsOf(from, key);
  if (Object.hasOwn(fields, key)) return fields[key]!;
  if (mayMiss) return undefined;
  throw new NoValue(
    isMap(from)
      ? `no value exist for key "${key}" in ${formatValue(from)}`
      : `no field named "${key}" exist in ${formatValue(from)}`,
  );
}

function fieldsOf(from: Value, key: string): Readonly<Record<string, Value>> {
  if (from instanceof GoTime) return timeFields(key);
  if (from instanceof Struct && kindName(from) === "struct") return from.fields;
  throw new NoValue(
    `unexpected type(${
      typeName(from)
    }) of value for key "${key}": it must be either map[string]any or any struct`,
  );
}

/** A time's fields are there, but not exported. */
function timeFields(key: string): Readonly<Record<string, Value>> {
  if (["wall", "ext", "loc"].includes(key)) {
    throw new Error("reflect.Value.Interface: cannot return value obtained from unexported field or method");
  }
  return {};
}

/** Changes the map itself; every map on the way must exist. */
function setValueAtPath(map: ValueMap, { path, value }: { path: string; value: Value }): Value {
  const keys = path.split("."), last = keys.pop()!;
  let current = map;
  for (const key of keys) {
    if (!Object.hasOwn(current, key)) {
      throw new Error(`failed to set value at path "${path}": value for key "${key}" does not exist`);
    }
    const next = current[key]!;
    if (!isMap(next) || mapType(next) === "map[string]string") {
      throw new Error(`failed to set value at path "${path}": value for key "${key}" was not a map`);
    }
    current = next;
  }
  setKey(current, { key: last, value });
  return map;
}
