// Arguments of HCL functions, converted as go-cty does: numbers from texts that write one, texts from scalars.
import { isMap, type Value, type ValueMap } from "../../go/value.ts";
import { asNumber } from "./numbers.ts";

/** A function: values in, a value out; throws an Error in plain words. */
export type HclFunction = (...args: Value[]) => Value;

/** A text; numbers and booleans become one. */
export function text(value: Value | undefined): string {
  if (typeof value === "string") return value;
  if (typeof value === "boolean" || typeof value === "bigint" || typeof value === "number") {
    return String(value);
  }
  throw new Error("an argument must be a text");
}

/** A number, for arithmetic. */
export function number(value: Value | undefined): bigint | number {
  const found = asNumber(value ?? null);
  if (found === undefined) throw new Error("an argument must be a number");
  return found;
}

/** A whole number, for counts and indices. */
export function count(value: Value | undefined): number {
  const found = Number(number(value));
  if (!Number.isInteger(found)) throw new Error("an argument must be a whole number");
  return found;
}

/** A list. */
export function list(value: Value | undefined): readonly Value[] {
  if (!Array.isArray(value)) throw new Error("an argument must be a list");
  return value;
}

/** A map. */
export function map(value: Value | undefined): ValueMap {
  if (!isMap(value)) throw new Error("an argument must be a map");
  return value;
}
