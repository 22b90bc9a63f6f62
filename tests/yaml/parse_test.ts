import fc from "fast-check";
import { Failure, lineAndColumn } from "../../src/diagnostics/diagnostic.ts";
import { GoNumber, GoTime, keyedMap, newMap, type Value } from "../../src/go/value.ts";
import { parseYaml, parseYamlDocuments } from "../../src/yaml/parse.ts";
import { assertEquals, assertFails, assertTrue } from "../support/assert.ts";

function map(entries: Record<string, Value>): Value {
  return newMap(Object.entries(entries));
}

const utc = { name: "UTC" };

const SCALARS: readonly (readonly [string, Value])[] = [
  ["yes", "yes"],
  ["off", "off"],
  ["True", true],
  ["tRUE", "tRUE"],
  ["~", null],
  ["NULL", null],
  ["0644", 420n],
  ["-0644", -420n],
  ["0o14", 12n],
  ["0o-7", -7n],
  ["0o9", "0o9"],
  ["09", 9],
  ["018", 18],
  ["0x1F", 31n],
  ["0x", "0x"],
  ["0b101", 5n],
  ["1_000", 1000n],
  ["1_", 1n],
  ["_1", "_1"],
  ["1e3", 1000],
  ["1.", 1],
  [".5", 0.5],
  [".5_0", ".5_0"],
  ["1e400", "1e400"],
  [".inf", Infinity],
  ["-.INF", -Infinity],
  ["nan", "nan"],
  ["1:30", "1:30"],
  ["9223372036854775807", 9223372036854775807n],
  ["18446744073709551615", new GoNumber("uint64", 18446744073709551615n)],
  ["18446744073709551616", 18446744073709551616],
  ["2024-02-30", "2024-02-30"],
  ["2024-01-02", new GoTime(1704153600000000000n, utc)],
  ["2024-1-2 3:4:5.5", new GoTime(1704164645500000000n, utc)],
  ["2024-01-02T03:04:05", "2024-01-02T03:04:05"],
  ["2024-01-02T03:04:05+11:30", new GoTime(1704123245000000000n, { name: "", offsetSeconds: 41400 })],
  ["'5'", "5"],
  ['"true"', "true"],
  ["!!str 5", "5"],
  ["!!int '7'", 7n],
  ["!!float 1", 1],
  ["!!binary aGVsbG8=", "hello"],
  ["!custom 5", "5"],
];

for (const [text, expected] of SCALARS) {
  Deno.test(`parseYaml() resolves ${text} as go-yaml v3`, () => {
    assertEquals(parseYaml(`a: ${text}\n`), map({ a: expected }));
  });
}

const DOCUMENTS: readonly { name: string; text: string; expect: Value }[] = [
  { name: "gives null for a text without content", text: "# nothing\n", expect: null },
  { name: "reads the first of several documents", text: "a: 1\n---\nb: [\n", expect: map({ a: 1n }) },
  {
    name: "takes a byte order mark and CRLF",
    text: "\ufeffa: |\r\n  x\r\n  y\r\n",
    expect: map({ a: "x\ny\n" }),
  },
  {
    name: "copies what an alias stands for",
    text: "a: &x {k: v}\nb: *x\n",
    expect: map({ a: map({ k: "v" }), b: map({ k: "v" }) }),
  },
  {
    name: "binds an alias to the anchor before it",
    text: "- &x 1\n- &y [*x]\n- &x 2\n- *y\n",
    expect: [1n, [1n], 2n, [1n]],
  },
  {
    name: "merges maps below the map's own keys, the first of a list winning",
    text: "a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nc:\n  <<: [*a, *b]\n  x: 0\n",
    expect: map({
      a: map({ x: 1n, y: 1n }),
      b: map({ y: 2n, z: 2n }),
      c: map({ x: 0n, y: 1n, z: 2n }),
    }),
  },
  { name: "takes a quoted merge key as a key", text: '"<<": 1\n', expect: map({ "<<": 1n }) },
  {
    name: "takes keys that are no strings as text",
    text: "1: a\ntrue: b\n~: c\n1e3: d\n0x10: e\n",
    expect: map({ 1: "a", true: "b", null: "c", 1000: "d", 16: "e" }),
  },
  {
    name: "closes brackets at any indentation",
    text: "a: [\n1,\n2\n]\nb: {\nc: d\n}\n",
    expect: map({ a: [1n, 2n], b: map({ c: "d" }) }),
  },
  {
    name: "continues quotes at any indentation",
    text: 'a: "x\ny"\nb: 1\n',
    expect: map({ a: "x y", b: 1n }),
  },
  { name: "takes a comment behind a closing quote", text: "a: 'x'# c\n", expect: map({ a: "x" }) },
  { name: "takes tabs within brackets", text: "- [\tx, y]\n", expect: [["x", "y"]] },
  {
    name: "keeps __proto__ an ordinary key",
    text: "__proto__: {a: 1}\n",
    expect: map({ ["__proto__"]: map({ a: 1n }) }),
  },
];

for (const { name, text, expect } of DOCUMENTS) {
  Deno.test(`parseYaml() ${name}`, () => assertEquals(parseYaml(text), expect));
}

Deno.test("parseYaml() keeps Go's own keys on request", () => {
  assertEquals(parseYaml("1: a\nb: c\n", { keys: "go" }), keyedMap([[1n, "a"], ["b", "c"]]));
});

Deno.test("parseYamlDocuments() reads every document", () => {
  assertEquals(parseYamlDocuments("a: 1\n---\n- b\n"), [map({ a: 1n }), ["b"]]);
});

const PROBLEMS: readonly { name: string; text: string; message: RegExp; at: string }[] = [
  { name: "a value behind a value", text: "a: b: c\n", message: /mapping values are not allowed/, at: "1:5" },
  {
    name: "an unclosed bracket",
    text: "a: 1\nb: [1, 2\n",
    message: /did not find expected ',' or '\]'/,
    at: "3:1",
  },
  { name: "an unclosed quote", text: "a: 'b\n", message: /found unexpected end of stream/, at: "1:4" },
  { name: "an unknown anchor", text: "a: *x\n", message: /unknown anchor 'x' referenced/, at: "1:4" },
  {
    name: "an anchor within itself",
    text: "a: &x [*x]\n",
    message: /anchor 'x' value contains itself/,
    at: "1:8",
  },
  { name: "a mapping as a key", text: "{a: 1}: b\n", message: /invalid map key: map/, at: "1:1" },
  { name: "a template action", text: "a: {{ .x }}\n", message: /invalid map key: map/, at: "1:5" },
  {
    name: "a key twice",
    text: "a: 1\nb: 2\na: 3\n",
    message: /key "a" already defined at line 1/,
    at: "3:1",
  },
  {
    name: "a merge of a list item that is no map",
    text: "<<: [1]\n",
    message: /map merge requires map/,
    at: "1:6",
  },
  { name: "a wrong tag", text: "a: !!int x\n", message: /cannot decode !!str `x` as a !!int/, at: "1:10" },
  { name: "a tab as indentation", text: "a:\n\tb: 1\n", message: /cannot start any token/, at: "2:1" },
];

for (const { name, text, message, at } of PROBLEMS) {
  Deno.test(`parseYaml() locates ${name}`, () => {
    const source = { path: "x.yaml", text };
    const [problem] = assertFails(() => parseYaml(text, { source }), ["yaml/syntax"]).diagnostics;
    assertTrue(message.test(problem!.message), problem!.message);
    const { line, column } = lineAndColumn(text, problem!.span!.start);
    assertEquals(`${line}:${column}`, at);
  });
}

Deno.test("parseYaml() locates what stands behind a repaired layout", () => {
  const text = "a: [\n1\n]\nb: *nobody\n";
  const failure = assertFails(() => parseYaml(text, { source: { path: "x.yaml", text } }), ["yaml/syntax"]);
  assertEquals(lineAndColumn(text, failure.diagnostics[0]!.span!.start), { line: 4, column: 4 });
});

Deno.test("parseYaml() refuses a document that aliases blow up", () => {
  const level = (i: number) => `l${i + 1}: &l${i + 1} [${Array(10).fill("*l" + i).join(", ")}]`;
  const text = ["l0: &l0 [a, a, a, a, a, a, a, a, a, a]", ...Array.from({ length: 9 }, (_, i) => level(i))]
    .join("\n");
  const failure = assertFails(() => parseYaml(text), ["yaml/syntax"]);
  assertTrue(failure.message.includes("excessive aliasing"));
});

Deno.test("parseYaml() refuses nesting that would end the stack", () => {
  assertFails(() => parseYaml("[".repeat(20_000)), ["yaml/syntax"]);
});

Deno.test("parseYaml() ends in a value or a Failure whatever the text", () => {
  const piece = fc.constantFrom(
    ..."a b : - # { } [ ] , & * ! | > ' \" % @ ` ? ~ \\".split(" "),
    " ",
    "\n",
    "\n  ",
    "\t",
    ": ",
    "- ",
    "<<",
    "&x ",
    "*x ",
    "\n---\n",
    "{{ .x }}",
    "é",
    "\u{1F680}",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const text = pieces.join("");
      try {
        parseYaml(text, { source: { path: "x.yaml", text } });
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        for (const { span } of error.diagnostics) {
          assertTrue(span !== undefined && span.start >= 0 && span.end <= text.length);
        }
      }
    }),
    { numRuns: 1500 },
  );
});
