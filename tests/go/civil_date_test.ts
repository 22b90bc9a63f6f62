// The calendar, against JavaScript's own.
import assert from "node:assert/strict";
import fc from "fast-check";
import { dateOf, dayOfYear, daysInMonth, daysOf } from "../../src/go/civil_date.ts";

Deno.test("dateOf and daysOf agree with the proleptic Gregorian calendar", () => {
  fc.assert(fc.property(fc.integer({ min: -90_000_000, max: 90_000_000 }), (days) => {
    const date = dateOf(days), reference = new Date(days * 86_400_000);
    assert.deepEqual(date, {
      year: reference.getUTCFullYear(),
      month: reference.getUTCMonth() + 1,
      day: reference.getUTCDate(),
    });
    assert.equal(daysOf(date), days);
  }));
});

Deno.test("daysOf carries months and days over", () => {
  assert.equal(daysOf({ year: 2024, month: 14, day: 0 }), daysOf({ year: 2025, month: 1, day: 31 }));
  assert.equal(daysOf({ year: 2024, month: -1, day: 1 }), daysOf({ year: 2023, month: 11, day: 1 }));
});

Deno.test("months and years have their lengths", () => {
  assert.deepEqual([2, 4, 12].map((month) => daysInMonth(2024, month)), [29, 30, 31]);
  assert.equal(daysInMonth(1900, 2), 28);
  assert.equal(dayOfYear({ year: 2024, month: 12, day: 31 }), 366);
});
