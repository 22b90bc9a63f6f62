// The assertions tests use, over node:assert/strict: whole values, and failures of the user's world by code.
import assert from "node:assert/strict";
import { type DiagnosticCode, Failure } from "../../src/diagnostics/diagnostic.ts";

/** Compares whole values, prototypes included. */
export function assertEquals<T>(actual: T, expected: T, message?: string): void {
  assert.deepStrictEqual(actual, expected, message);
}

/** Claims that a condition holds. */
export function assertTrue(condition: boolean, message?: string): asserts condition {
  assert.ok(condition, message);
}

/** Claims that a text matches a pattern. */
export function assertMatch(text: string, pattern: RegExp): void {
  assert.match(text, pattern);
}

/** Claims that a call throws an Error, and gives it. */
export function assertThrows(call: () => unknown, pattern?: RegExp): Error {
  try {
    call();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (pattern) assert.match(error.message, pattern);
    return error;
  }
  throw new assert.AssertionError({ message: "Expected a throw" });
}

/** Claims that a call fails with exactly these diagnostic codes, and gives the Failure. */
export function assertFails(call: () => unknown, codes: readonly DiagnosticCode[]): Failure {
  const error = assertThrows(call);
  if (!(error instanceof Failure)) throw error;
  assert.deepStrictEqual(error.diagnostics.map((d) => d.code), codes);
  return error;
}

/** Claims that a promise rejects with exactly these diagnostic codes, and gives the Failure. */
export async function assertRejects(
  call: () => Promise<unknown>,
  codes: readonly DiagnosticCode[],
): Promise<Failure> {
  try {
    await call();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    assert.deepStrictEqual(error.diagnostics.map((d) => d.code), codes);
    return error;
  }
  throw new assert.AssertionError({ message: `Expected a failure with ${codes.join(", ")}` });
}
