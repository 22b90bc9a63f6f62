import fc from "fast-check";
import { displayWidth, padTo, printable, takeLastColumns, truncateTo } from "../../src/show/display_width.ts";
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

const CUT: readonly (readonly [string, number, string])[] = [
  ["short", 5, "short"],
  ["longer", 5, "long…"],
  ["港港港", 5, "港港…"],
  ["港港港", 4, "港…"],
  ["👩‍👩‍👧 and more", 4, "👩‍👩‍👧 …"],
  ["any", 1, "…"],
  ["any", 0, ""],
];
for (const [text, columns, cut] of CUT) {
  Deno.test(`truncateTo() of ${JSON.stringify(text)} to ${columns} columns is ${JSON.stringify(cut)}`, () =>
    assertEquals(truncateTo(text, columns), cut));
}

Deno.test("truncateTo() and takeLastColumns() never give more than the columns", () => {
  fc.assert(fc.property(fc.string({ unit: "grapheme" }), fc.nat(20), (text, columns) => {
    const line = printable(text);
    return displayWidth(truncateTo(line, columns)) <= columns &&
      displayWidth(takeLastColumns(line, columns)) <= columns &&
      line.endsWith(takeLastColumns(line, columns));
  }));
});
