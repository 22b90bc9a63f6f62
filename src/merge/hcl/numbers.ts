// HCL's one kind of number as Go values: whole numbers are ints, the rest floats.
import { GoNumber, type Value } from "../../go/value.ts";

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
