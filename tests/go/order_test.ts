import { compareStrings, sortedEntries } from "../../src/go/order.ts";
import { keyedMap, newMap } from "../../src/go/value.ts";
import { assertEquals } from "../support/assert.ts";

Deno.test("compareStrings() sorts by code point, not by UTF-16 unit", () => {
  const sorted = ["", "A", "a", "é", "\uffff", "🚀"];
  assertEquals([...sorted].reverse().sort(compareStrings), sorted);
});

Deno.test("sortedEntries() sorts keys by their values", () => {
  const map = keyedMap([[10n, "x"], [-1n, "y"], [2n, "z"]]);
  assertEquals(sortedEntries(map).map(([key]) => key), [-1n, 2n, 10n]);
  assertEquals(sortedEntries(newMap([["b", 1n], ["a10", 2n], ["a2", 3n]])).map(([key]) => key), [
    "a10",
    "a2",
    "b",
  ]);
});
