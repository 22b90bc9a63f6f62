import assert from "node:assert/strict";
import fc from "fast-check";
import { newMap, type Value } from "../../../src/go/value.ts";
import { setStrvals, StrvalsError } from "../../../src/merge/values/strvals.ts";
import { plain } from "../plain.ts";

const CASES: readonly { name: string; text: string; asText?: boolean; expect: unknown }[] = [
  {
    name: "types integers, words and the rest",
    text: "a=1,b=01,c=true,d=null,e=1.5,f=,g=text",
    expect: {
      a: 1n,
      b: "01",
      c: true,
      d: null,
      e: "1.5",
      f: "",
      g: "text",
    },
  },
  {
    name: "takes words in any case and signs",
    text: "a=TRUE,b=-7,c=+7,d=Null,e=0",
    expect: {
      a: true,
      b: -7n,
      c: 7n,
      d: null,
      e: 0n,
    },
  },
  {
    name: "keeps what no 64 bits hold a text",
    text: "a=9223372036854775807,b=9223372036854775808",
    expect: {
      a: 9223372036854775807n,
      b: "9223372036854775808",
    },
  },
  {
    name: "keeps texts when asked",
    text: "a=1,b=true,c.d=null",
    asText: true,
    expect: {
      a: "1",
      b: "true",
      c: { d: "null" },
    },
  },
  { name: "nests maps", text: "a.b.c=1,a.b.d=2", expect: { a: { b: { c: 1n, d: 2n } } } },
  { name: "fills lists by index", text: "a[1]=x,a[0].k=v", expect: { a: [{ k: "v" }, "x"] } },
  { name: "fills nested lists", text: "a[0][1]=x", expect: { a: [[null, "x"]] } },
  { name: "reads lists", text: "a={x,1,true},b={}", expect: { a: ["x", 1n, true], b: [] } },
  { name: "reads lists of lists", text: "a={{1,2},{3}}", expect: { a: [[1n, 2n], [3n]] } },
  {
    name: "lets a backslash keep a comma, a dot and a brace",
    text: "a\\.b=1\\,2,c={x\\,y,z\\}}",
    expect: {
      "a.b": "1,2",
      c: ["x,y", "z}"],
    },
  },
  { name: "keeps further equals signs", text: "a=b=c", expect: { a: "b=c" } },
  { name: "takes the last of two", text: "a=1,a=2", expect: { a: 2n } },
];
for (const { name, text, asText = false, expect } of CASES) {
  Deno.test(`setStrvals() ${name}`, () => {
    assert.deepEqual(plain(setStrvals(newMap(), text, { asText })), expect);
  });
}

const BROKEN = [
  { text: "a", at: 0 },
  { text: "=1", at: 0 },
  { text: "a=1,b", at: 4 },
  { text: "a[x]=1", at: 2 },
  { text: "a[1=2", at: 2 },
  { text: "a[70000]=1", at: 2 },
  { text: "a={1,2", at: 3 },
  { text: "a=1,a.b=2", at: 4 },
  { text: "a.b=1,a[0]=2", at: 6 },
];
for (const { text, at } of BROKEN) {
  Deno.test(`setStrvals() refuses ${text}`, () => {
    assert.throws(
      () => setStrvals(newMap(), text),
      (error) => error instanceof StrvalsError && error.at === at,
    );
  });
}

Deno.test("setStrvals() gives back any text that is set by any path", () => {
  const key = fc.stringMatching(/^[a-z][a-z0-9.\\,=]{0,6}$/);
  const step = fc.oneof({ weight: 3, arbitrary: key }, fc.nat({ max: 4 }));
  const escape = (text: string) => text.replace(/[\\,.=[\]{}]/g, "\\$&");
  fc.assert(fc.property(key, fc.array(step, { maxLength: 4 }), fc.string(), (first, rest, value) => {
    const path = [first, ...rest];
    const left = path.map((s, i) => typeof s === "number" ? `[${s}]` : `${i > 0 ? "." : ""}${escape(s)}`)
      .join("");
    const set = setStrvals(newMap(), `${left}=${escape(value)}`, { asText: true });
    const found = path.reduce<Value>((at, s) => (at as Record<string | number, Value>)[s]!, set);
    assert.equal(found, value);
  }));
});
