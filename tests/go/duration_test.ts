// Durations as Go reads and prints them.
import assert from "node:assert/strict";
import fc from "fast-check";
import { durationText, parseDuration } from "../../src/go/duration.ts";

Deno.test("parseDuration reads units and fractions", () => {
  const rows = [
    ["0", 0n],
    ["1h2m3s4ms5us6ns", 3_723_004_005_006n],
    ["-1.5h", -5_400_000_000_000n],
    ["+.5s", 500_000_000n],
    ["1.h", 3_600_000_000_000n],
    ["1µs", 1_000n],
    ["9223372036854775807ns", 9_223_372_036_854_775_807n],
    ["-9223372036854775808ns", -9_223_372_036_854_775_808n],
  ] as const;
  for (const [text, expected] of rows) assert.equal(parseDuration(text), expected, text);
});

Deno.test("parseDuration refuses in Go's words", () => {
  const rows = [
    ["", 'time: invalid duration ""'],
    ["xyz", 'time: invalid duration "xyz"'],
    [".h", 'time: invalid duration ".h"'],
    ["9223372036854775808ns", 'time: invalid duration "9223372036854775808ns"'],
    ["10", 'time: missing unit in duration "10"'],
    ["1 hour", 'time: unknown unit " hour" in duration "1 hour"'],
    ["1é", 'time: unknown unit "\\xc3\\xa9" in duration "1\\xc3\\xa9"'],
  ] as const;
  for (const [text, message] of rows) assert.throws(() => parseDuration(text), { message });
});

Deno.test("parseDuration reads back what durationText wrote", () => {
  const days = 90n * 86_400_000_000_000n;
  fc.assert(fc.property(fc.bigInt({ min: -days, max: days }), (span) => {
    assert.equal(parseDuration(durationText(span)), span);
  }));
});
