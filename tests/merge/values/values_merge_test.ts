import assert from "node:assert/strict";
import type { ValueMap } from "../../../src/go/value.ts";
import { copyValue, fillGaps, mergeEntries, mergeLayers } from "../../../src/merge/values/values_merge.ts";
import { goValue, plain } from "../plain.ts";

const map = (value: unknown) => goValue(value) as ValueMap;

const LAYERS: readonly {
  name: string;
  below: unknown;
  above: unknown;
  expect: unknown;
  byIndex?: unknown;
}[] = [
  {
    name: "goes deep into maps",
    below: { a: { b: 1n, c: 2n } },
    above: { a: { c: 3n } },
    expect: { a: { b: 1n, c: 3n } },
  },
  {
    name: "covers nothing with null, but adds it",
    below: { a: 1n },
    above: { a: null, b: null },
    expect: { a: 1n, b: null },
  },
  {
    name: "covers with false, 0 and texts without letters",
    below: { a: 1n, b: true },
    above: { a: "", b: false },
    expect: { a: "", b: false },
  },
  {
    name: "replaces lists",
    below: { l: [1n, 2n, 3n] },
    above: { l: [9n] },
    expect: { l: [9n] },
    byIndex: { l: [9n, 2n, 3n] },
  },
  { name: "clears lists", below: { l: [1n] }, above: { l: [] }, expect: { l: [] }, byIndex: { l: [1n] } },
  {
    name: "keeps what a null in a list stands over",
    below: { l: [1n, { a: 1n, b: 2n }, 3n] },
    above: { l: [null, { b: 9n }] },
    expect: { l: [1n, { a: 1n, b: 9n }, 3n] },
  },
  {
    name: "lets a list grow past the one below",
    below: { l: [1n] },
    above: { l: [null, null, 3n] },
    expect: { l: [1n, null, 3n] },
  },
  {
    name: "replaces a map by a scalar and a scalar by a map",
    below: { a: {}, b: 1n },
    above: { a: 1n, b: {} },
    expect: { a: 1n, b: {} },
  },
];
for (const { name, below, above, expect, byIndex } of LAYERS) {
  Deno.test(`mergeLayers() ${name}`, () => {
    assert.deepEqual(plain(mergeLayers(map(below), map(above))), expect);
    if (byIndex) assert.deepEqual(plain(mergeLayers(map(below), map(above), "by-index")), byIndex);
  });
}

Deno.test("mergeEntries() lets null, zeros and empty lists cover, but no empty map", () => {
  const below = map({ a: 1n, b: "x", c: true, d: [1n], e: { k: 1n }, f: { k: 1n } });
  const above = map({ a: null, b: "", c: false, d: [], e: {}, f: null });
  assert.deepEqual(plain(mergeEntries(below, above)), {
    a: null,
    b: "",
    c: false,
    d: [],
    e: { k: 1n },
    f: null,
  });
});

Deno.test("mergeEntries() replaces lists that hold a null", () => {
  assert.deepEqual(plain(mergeEntries(map({ l: [1n, 2n] }), map({ l: [null] }))), { l: [null] });
});

Deno.test("fillGaps() keeps what is there, zeros but not nulls included, and goes deep", () => {
  const first = map({ a: false, b: null, c: { x: 0n } }),
    next = map({ a: true, b: 1n, c: { x: 1n, y: 2n }, d: 4n });
  assert.deepEqual(plain(fillGaps(first, next)), { a: false, b: 1n, c: { x: 0n, y: 2n }, d: 4n });
});

Deno.test("merging leaves its arguments alone", () => {
  const below = map({ a: { b: [1n, { c: 1n }] } }), above = map({ a: { b: [null, { d: 2n }] } });
  const before = JSON.stringify([plain(below), plain(above)], (_, v) => typeof v === "bigint" ? `${v}n` : v);
  mergeLayers(below, above);
  mergeEntries(below, above);
  fillGaps(below, above);
  const after = JSON.stringify([plain(below), plain(above)], (_, v) => typeof v === "bigint" ? `${v}n` : v);
  assert.equal(after, before);
});

Deno.test("copyValue() shares no map and no list", () => {
  const value = map({ a: { b: [{ c: 1n }] } }), copy = copyValue(value);
  ((copy["a"] as ValueMap)["b"] as ValueMap[])[0]!["c"] = 2n;
  assert.deepEqual(plain(value), { a: { b: [{ c: 1n }] } });
});
