// HCL's one kind of number as Go values: whole numbers are ints, the rest floats; floats all of them once evaluated.
import { GoNumber, isMap, newMap, type Value } from "../../go/value.ts";

/** The number that a text writes. */
export function newNumber(text: string): bigint | number {
  return /^-?\d+$/.test(text) ? BigInt(text) : settle(Number(text));
}

/** A float that is whole becomes an int. */
export function settle(value: number): bigint | number {
  return Number.isSafeInteger(value) ? BigInt(value) : value;
}

/** A value as a number, texts that write one included, as HCL converts; undefined if it is none. */
export function asNumber(value: Value): bigint | number | undefined {
  if (typeof value === "bigint" || typeof value === "number") return value;
  if (value instanceof GoNumber) return value.value;
  if (typeof value !== "string" || !/^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(value)) return undefined;
  return newNumber(value);
}

/** A value as it leaves HCL: Helmfile takes it through JSON, whose numbers are floats (hcl_loader.go convertToGo). */
export function withFloats(value: Value): Value {
  if (typeof value === "bigint") return Number(value);
  if (value instanceof GoNumber) return Number(value.value);
  if (Array.isArray(value)) return value.map(withFloats);
  if (!isMap(value)) return value;
  return newMap(Object.entries(value).map(([key, item]): [string, Value] => [key, withFloats(item)]));
}
