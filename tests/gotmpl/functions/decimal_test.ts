// Exact decimals against whole-number arithmetic.
import assert from "node:assert/strict";
import fc from "fast-check";
import {
  addDecimals,
  divideDecimals,
  multiplyDecimals,
  subtractDecimals,
  toDecimal,
  toNumber,
} from "../../../src/gotmpl/functions/decimal.ts";

const cents = fc.integer({ min: -1_000_000, max: 1_000_000 });

Deno.test("toNumber() undoes toDecimal()", () => {
  fc.assert(fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
    assert.equal(toNumber(toDecimal(number)), number === 0 ? 0 : number);
  }));
});

Deno.test("sums, differences and products of decimals have no rounding error", () => {
  fc.assert(fc.property(cents, cents, (a, b) => {
    const x = toDecimal(a / 100), y = toDecimal(b / 100);
    assert.equal(toNumber(addDecimals(x, y)), (a + b) / 100 || 0);
    assert.equal(toNumber(subtractDecimals(x, y)), (a - b) / 100 || 0);
    assert.equal(toNumber(multiplyDecimals(x, y)), (a * b) / 10_000 || 0);
  }));
});

Deno.test("divideDecimals() is exact to half a unit of the sixteenth place", () => {
  fc.assert(fc.property(cents, cents.filter((b) => b !== 0), (a, b) => {
    const { coefficient, exponent } = divideDecimals(toDecimal(a), toDecimal(b));
    const error = coefficient * BigInt(b) - BigInt(a) * 10n ** 16n;
    assert.equal(exponent, -16);
    assert.ok(2n * (error < 0n ? -error : error) <= BigInt(Math.abs(b)));
  }));
});
