// The patches on objects, by tables and by what must hold for any of them.
import fc from "fast-check";
import {
  copyJson,
  isObject,
  isSameJson,
  type Json,
  type JsonObject,
  newObject,
} from "../../src/playground/json.ts";
import { builtInKinds } from "../../src/playground/kinds.ts";
import { patchJson } from "../../src/playground/patch_json.ts";
import { patchMerge } from "../../src/playground/patch_merge.ts";
import { patchStrategic } from "../../src/playground/patch_strategic.ts";
import { typeOfKind } from "../../src/playground/types.ts";
import { assertEquals, assertThrows, assertTrue } from "../support/assert.ts";

const plain = (value: Json) => JSON.parse(JSON.stringify(value));

// RFC 7396, appendix A.
const MERGES: readonly [Json, Json, Json][] = [
  [{ a: "b" }, { a: "c" }, { a: "c" }],
  [{ a: "b" }, { b: "c" }, { a: "b", b: "c" }],
  [{ a: "b" }, { a: null }, {}],
  [{ a: ["b"] }, { a: "c" }, { a: "c" }],
  [{ a: "c" }, { a: ["b"] }, { a: ["b"] }],
  [{ a: { b: "c" } }, { a: { b: "d", c: null } }, { a: { b: "d" } }],
  [{ a: [{ b: "c" }] }, { a: [1] }, { a: [1] }],
  [["a", "b"], ["c", "d"], ["c", "d"]],
  [{ e: null }, { a: 1 }, { e: null, a: 1 }],
  [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
];
for (const [document, patch, expected] of MERGES) {
  Deno.test(`patchMerge() ${JSON.stringify(document)} with ${JSON.stringify(patch)}`, () =>
    assertEquals(plain(patchMerge(document, patch)), expected));
}

Deno.test("patchMerge() gives the target of any difference of two objects", () => {
  const object = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }), { maxKeys: 5 });
  fc.assert(fc.property(object, object, (a, b) => {
    const [from, to] = [withoutNull(copyJson(a as Json)), withoutNull(copyJson(b as Json))];
    return isSameJson(patchMerge(from, mergeDifference(from, to)), to);
  }));
});

function withoutNull(value: Json): Json {
  if (Array.isArray(value)) return value;
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([, item]) => item !== null);
  return newObject(kept.map(([key, item]) => [key, withoutNull(item!)]));
}

function mergeDifference(from: Json, to: Json): Json {
  if (!isObject(from) || !isObject(to)) return to;
  const gone = Object.keys(from).filter((key) => !Object.hasOwn(to, key)).map((key) => [key, null] as const);
  const set = Object.entries(to).map(([key, item]) => {
    const before = Object.hasOwn(from, key) ? from[key]! : null;
    return [key, mergeDifference(before, item!)] as const;
  });
  return newObject([...gone, ...set]);
}

// RFC 6902, appendix A.
const OPERATIONS: readonly [string, Json, Json[], Json][] = [
  ["adds a member", { foo: "bar" }, [{ op: "add", path: "/baz", value: 1 }], { foo: "bar", baz: 1 }],
  ["inserts an item", { a: [1, 3] }, [{ op: "add", path: "/a/1", value: 2 }], { a: [1, 2, 3] }],
  ["appends", { a: [1] }, [{ op: "add", path: "/a/-", value: 2 }], { a: [1, 2] }],
  ["removes", { a: [1, 2], b: 1 }, [{ op: "remove", path: "/a/0" }, { op: "remove", path: "/b" }], {
    a: [2],
  }],
  ["replaces", { a: 1 }, [{ op: "replace", path: "/a", value: 2 }], { a: 2 }],
  ["moves", { a: { b: 1 }, c: {} }, [{ op: "move", from: "/a/b", path: "/c/d" }], { a: {}, c: { d: 1 } }],
  ["copies", { a: [1] }, [{ op: "copy", from: "/a", path: "/b" }], { a: [1], b: [1] }],
  ["unescapes", { "a/b": 1, "c~d": 2 }, [{ op: "remove", path: "/a~1b" }, {
    op: "test",
    path: "/c~0d",
    value: 2,
  }], {
    "c~d": 2,
  }],
];
for (const [name, document, patch, expected] of OPERATIONS) {
  Deno.test(`patchJson() ${name}`, () => assertEquals(plain(patchJson(document, patch)), expected));
}

Deno.test("patchJson() refuses what does not fit", () => {
  for (
    const operation of [
      { op: "remove", path: "/none" },
      { op: "replace", path: "/none", value: 1 },
      { op: "test", path: "/a", value: 2 },
      { op: "add", path: "/l/9", value: 1 },
      { op: "jump", path: "/a" },
      { op: "remove", path: "a" },
    ]
  ) {
    assertThrows(() => patchJson({ a: 1, l: [] }, [operation]));
  }
});

const DEPLOYMENT = typeOfKind(builtInKinds().find(({ kind }) => kind === "Deployment")!);
const containers = (...items: Json[]): JsonObject => ({
  spec: { template: { spec: { containers: items } } },
});

const STRATEGIC: readonly [string, JsonObject, JsonObject, JsonObject][] = [
  [
    "merges items by their key",
    containers({ name: "a", image: "1", tty: true }, { name: "b" }),
    containers({ name: "a", image: "2" }),
    containers({ name: "a", image: "2", tty: true }, { name: "b" }),
  ],
  [
    "adds an item",
    containers({ name: "a" }),
    containers({ name: "b" }),
    containers({ name: "b" }, { name: "a" }),
  ],
  [
    "deletes an item",
    containers({ name: "a" }, { name: "b" }),
    containers({ name: "a", $patch: "delete" }),
    containers({ name: "b" }),
  ],
  [
    "replaces a list",
    containers({ name: "a" }, { name: "b" }),
    containers({ $patch: "replace" }, { name: "c" }),
    containers({ name: "c" }),
  ],
  [
    "orders a list",
    containers({ name: "a" }, { name: "b" }, { name: "x" }),
    { spec: { template: { spec: { "$setElementOrder/containers": [{ name: "b" }, { name: "a" }] } } } },
    containers({ name: "b" }, { name: "a" }, { name: "x" }),
  ],
  [
    "keeps only the named keys",
    { spec: { strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 1 } } } },
    { spec: { strategy: { $retainKeys: ["type"], type: "Recreate" } } },
    { spec: { strategy: { type: "Recreate" } } },
  ],
  [
    "deletes values of a list of scalars",
    { metadata: { finalizers: ["a", "b", "c"] } } as JsonObject,
    { metadata: { "$deleteFromPrimitiveList/finalizers": ["b"] } },
    { metadata: { finalizers: ["a", "c"] } },
  ],
  ["removes with null", { spec: { replicas: 1, paused: true } }, { spec: { paused: null } }, {
    spec: { replicas: 1 },
  }],
  ["replaces a map", { metadata: { labels: { a: "1" } } }, {
    metadata: { labels: { $patch: "replace", b: "2" } },
  }, {
    metadata: { labels: { b: "2" } },
  }],
  [
    "replaces lists without a key",
    containers({ name: "a", args: ["1", "2"] }),
    containers({ name: "a", args: ["3"] }),
    containers({ name: "a", args: ["3"] }),
  ],
];
for (const [name, document, patch, expected] of STRATEGIC) {
  Deno.test(`patchStrategic() ${name}`, () =>
    assertEquals(plain(patchStrategic(document, patch, DEPLOYMENT)), plain(expected)));
}

Deno.test("patchStrategic() twice is the same as once", () => {
  const item = fc.record({ name: fc.constantFrom("a", "b", "c"), image: fc.constantFrom("1", "2") });
  const items = fc.uniqueArray(item, { selector: ({ name }) => name, maxLength: 3 });
  fc.assert(fc.property(items, items, (is, patch) => {
    const once = patchStrategic(containers(...is), containers(...patch), DEPLOYMENT);
    const twice = patchStrategic(once, containers(...patch), DEPLOYMENT);
    assertTrue(isSameJson(once, twice));
  }));
});
