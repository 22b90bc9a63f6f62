import fc from "fast-check";
import { GoNumber, GoTime, keyedMap, newMap, type Value } from "../../src/go/value.ts";
import { parseYaml } from "../../src/yaml/parse.ts";
import { printYaml } from "../../src/yaml/print.ts";
import { assertEquals } from "../support/assert.ts";

function map(entries: Record<string, Value>): Value {
  return newMap(Object.entries(entries));
}

const CASES: readonly { name: string; value: Value; expect: string }[] = [
  {
    name: "indents lists in maps by two",
    value: map({ a: ["b", map({ c: 1n, d: 2n })] }),
    expect: "a:\n  - b\n  - c: 1\n    d: 2\n",
  },
  { name: "keeps lists in lists on one line", value: [[1n, 2n], []], expect: "- - 1\n  - 2\n- []\n" },
  {
    name: "prints empty collections in brackets",
    value: map({ a: map({}), b: [] }),
    expect: "a: {}\nb: []\n",
  },
  {
    name: "sorts keys naturally",
    value: map({ a10: 1n, a2: 2n, B: 3n, _: 4n }),
    expect: "_: 4\nB: 3\na2: 2\na10: 1\n",
  },
  {
    name: "sorts keys of other types before text",
    value: keyedMap([["b", 1n], [10n, 2n], [9n, 3n], [true, 4n], [null, 5n]]),
    expect: "true: 4\n9: 3\n10: 2\nnull: 5\nb: 1\n",
  },
  {
    name: "quotes what would not stay a string",
    value: ["true", "yes", "0644", "1e3", "~", "", "1:30", "2024-01-02", "v1", "nan"],
    expect: '- "true"\n- "yes"\n- "0644"\n- "1e3"\n- "~"\n- ""\n- "1:30"\n- "2024-01-02"\n- v1\n- nan\n',
  },
  {
    name: "quotes what is no plain scalar",
    value: ["a: b", "a #b", "a#b", "- a", "-a", "@x", "{{ .x }}", " a", "it's: so", "--- a"],
    expect:
      "- 'a: b'\n- 'a #b'\n- a#b\n- '- a'\n- -a\n- '@x'\n- '{{ .x }}'\n- ' a'\n- 'it''s: so'\n- '--- a'\n",
  },
  {
    name: "escapes what does not print",
    value: ["a\tb", "\u{1F680}", "\u0001", "a\rb", "\ufeff!"],
    expect: '- "a\\tb"\n- "\\U0001F680"\n- "\\x01"\n- "a\\rb"\n- "\\uFEFF\\x21"\n',
  },
  {
    name: "prints lines as a literal block",
    value: map({ a: "x\ny", b: "x\n", c: "x\n\n", d: " x\ny", e: "x\n  y\n" }),
    expect: "a: |-\n  x\n  y\nb: |\n  x\nc: |+\n  x\n\nd: |2-\n   x\n  y\ne: |\n  x\n    y\n",
  },
  {
    name: "quotes lines with blanks at their end",
    value: ["a \nb", "a\nb "],
    expect: '- "a \\nb"\n- "a\\nb "\n',
  },
  { name: "marks a text of breaks alone", value: map({ a: "\n" }), expect: "a: |2+\n\n" },
  { name: "never folds", value: "word ".repeat(60) + "end", expect: "word ".repeat(60) + "end\n" },
  {
    name: "sets long and broken keys apart",
    value: map({ ["k".repeat(129)]: map({ a: 1n }), ["x\ny"]: 1n }),
    expect: `? ${"k".repeat(129)}\n: a: 1\n? |-\n  x\n  y\n: 1\n`,
  },
  {
    name: "prints numbers as Go does",
    value: [1000000, 1.5, 1e21, 0.00001, NaN, -Infinity, -0, 5n, new GoNumber("float32", Math.fround(0.1))],
    expect: "- 1e+06\n- 1.5\n- 1e+21\n- 1e-05\n- .nan\n- -.inf\n- -0\n- 5\n- 0.1\n",
  },
  {
    name: "prints times by RFC 3339",
    value: [
      new GoTime(1704164645500000000n, { name: "UTC" }),
      new GoTime(1704164645000000000n, { name: "", offsetSeconds: 7200 }),
    ],
    expect: "- 2024-01-02T03:04:05.5Z\n- 2024-01-02T05:04:05+02:00\n",
  },
  {
    name: "prints what is no UTF-8 as base64",
    value: map({ a: "\udcff\udcfe" }),
    expect: "a: !!binary //4=\n",
  },
  { name: "prints a text alone as a line", value: "x", expect: "x\n" },
  { name: "indents a literal block alone", value: "a\nb\n", expect: "|\n  a\n  b\n" },
];

for (const { name, value, expect } of CASES) {
  Deno.test(`printYaml() ${name}`, () => assertEquals(printYaml(value), expect));
}

Deno.test("parseYaml() reads back what printYaml() prints", () => {
  const text = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 12 }),
    fc.array(fc.constantFrom("a", " ", "\n", ":", "#", "-", "'", '"', "\t", "1", "{", "|", "\u2028"), {
      maxLength: 8,
    })
      .map((parts) => parts.join("")),
    fc.constantFrom("yes", "0x1", "1e3", "~", "2024-01-02", "---", "k".repeat(130)),
    // go-yaml prints "<<" plain too, which does not read back.
  ).filter((value) => value !== "<<" && value.isWellFormed() && !/[\u2028\u2029]/.test(value));
  const { value } = fc.letrec<{ value: Value }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.constant(null),
      fc.boolean(),
      fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
      fc.double().filter((number) => !Number.isInteger(number)),
      text,
      fc.array(tie("value"), { maxLength: 4 }),
      fc.dictionary(text, tie("value"), { maxKeys: 4, noNullPrototype: true })
        .map((entries) => newMap(Object.entries(entries))),
    ),
  }));
  fc.assert(fc.property(value, (given) => assertEquals(parseYaml(printYaml(given)), given)), {
    numRuns: 600,
  });
});
