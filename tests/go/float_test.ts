import * as fc from "fast-check";
import { type FloatVerb, formatFloat, parseFloat, printFloat } from "../../src/go/float.ts";
import { assertEquals, assertTrue } from "../support/assert.ts";

// Recorded from Go's strconv.FormatFloat.
const CASES: readonly (readonly [value: number, verb: FloatVerb, precision: number, gives: string])[] = [
  [0, "g", 1, "0"],
  [-0, "g", -1, "-0"],
  [2.5, "f", 0, "2"],
  [3.5, "f", 0, "4"],
  [0.125, "f", 2, "0.12"],
  [1.005, "f", 2, "1.00"],
  [0.1, "f", 20, "0.10000000000000000555"],
  [1e21, "f", -1, "1000000000000000000000"],
  [123456789, "g", -1, "1.23456789e+08"],
  [1234.5678, "g", 3, "1.23e+03"],
  [0.00012345, "e", 2, "1.23e-04"],
  [9.999, "e", 2, "1.00e+01"],
  [5e-324, "g", -1, "5e-324"],
  [Infinity, "f", 2, "+Inf"],
  [NaN, "e", 2, "NaN"],
  [1.5, "x", -1, "0x1.8p+00"],
  [-6755399441055744, "b", -1, "-6755399441055744p+0"],
];

for (const [value, verb, precision, gives] of CASES) {
  Deno.test(`formatFloat() writes ${value} under ${verb} with ${precision}`, () => {
    assertEquals(formatFloat(value, verb, precision), gives);
  });
}

Deno.test("formatFloat() writes float32 with the digits that tell it apart", () => {
  assertEquals(formatFloat(Math.fround(0.1), "g", -1, 32), "0.1");
});

const TEXTS: readonly (readonly [text: string, value: number | undefined])[] = [
  ["1_000.5", 1000.5],
  [".5", 0.5],
  ["1.", 1],
  ["0x1.8p1", 3],
  ["-0x_1p-2", -0.25],
  ["+Inf", Infinity],
  ["0x1.8", undefined],
  ["1__0", undefined],
  ["_1", undefined],
  ["1e", undefined],
  ["", undefined],
];

for (const [text, value] of TEXTS) {
  Deno.test(`parseFloat() reads ${JSON.stringify(text)}`, () => assertEquals(parseFloat(text), value));
}

Deno.test("parseFloat() reads back what printFloat() and formatFloat() write", () => {
  fc.assert(fc.property(fc.double({ noNaN: true }), (value) => {
    for (const text of [printFloat(value), formatFloat(value, "e"), formatFloat(value, "x")]) {
      assertTrue(Object.is(parseFloat(text), value), `${value} became ${text}`);
    }
  }));
});
