import fc from "fast-check";
import { displayWidth, padTo, printable } from "../../src/show/display_width.ts";
import { formatSeconds } from "../../src/show/summary_tables.ts";
import { formatTable } from "../../src/show/table.ts";
import { assertEquals } from "../support/assert.ts";

const WIDTHS: readonly (readonly [string, number])[] = [
  ["", 0],
  ["plain", 5],
  ["é", 1],
  ["e\u0301", 1],
  ["\u200b", 0],
  ["港", 2],
  ["🚢", 2],
  ["👩‍👩‍👧", 2],
  ["ｆｕｌｌ", 8],
  ["가나", 4],
  ["│", 1],
];
for (const [text, width] of WIDTHS) {
  Deno.test(`displayWidth() of ${JSON.stringify(text)} is ${width}`, () =>
    assertEquals(displayWidth(text), width));
}

Deno.test("padTo() fills up to the columns and never cuts", () => {
  fc.assert(fc.property(fc.string({ unit: "grapheme" }), fc.nat(40), (text, columns) => {
    const padded = padTo(text, columns);
    return padded.startsWith(text) && displayWidth(printable(padded)) >= Math.min(columns, padded.length);
  }));
});

Deno.test("formatTable() aligns cells and leaves no blanks at line ends", () => {
  assertEquals(
    formatTable([["NAME", "港"], ["a", ""], ["long name", "x", "more"]], " | "),
    "NAME      | 港\na         |\nlong name | x  | more\n",
  );
});

const SECONDS = [[0, "0s"], [499, "0s"], [1500, "2s"], [60_000, "1m0s"], [3_605_000, "1h0m5s"]] as const;
for (const [ms, text] of SECONDS) {
  Deno.test(`formatSeconds() of ${ms} ms is ${text}`, () => assertEquals(formatSeconds(ms), text));
}
