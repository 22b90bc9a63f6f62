// Go values as ordinary objects, so that whole values can be compared in one assertion.
import { isMap, newMap, type Value } from "../../src/go/value.ts";

/** Maps as ordinary objects, at every depth. */
export function plain(value: Value): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (!isMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
}

/** Ordinary objects and lists as Go values. */
export function goValue(value: unknown): Value {
  if (Array.isArray(value)) return value.map(goValue);
  if (typeof value !== "object" || value === null) return value as Value;
  return newMap(Object.entries(value).map(([key, item]): [string, Value] => [key, goValue(item)]));
}
