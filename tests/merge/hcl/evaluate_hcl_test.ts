import assert from "node:assert/strict";
import { Failure, type SourceText } from "../../../src/diagnostics/diagnostic.ts";
import { evaluateHcl } from "../../../src/merge/hcl/evaluate_hcl.ts";
import { plain } from "../plain.ts";

function sources(...texts: readonly string[]): readonly SourceText[] {
  return texts.map((text, i) => ({ path: `${"abc"[i]}.hcl`, text }));
}

function evaluate(...texts: readonly string[]): unknown {
  return plain(evaluateHcl(sources(...texts)));
}

const EXPRESSIONS: readonly { expression: string; expect: unknown }[] = [
  { expression: "1 + 2 * 3", expect: 7 },
  { expression: "(1 + 2) * 3", expect: 9 },
  { expression: "7 / 2", expect: 3.5 },
  { expression: "6 / 2", expect: 3 },
  { expression: "-7 % 3", expect: -1 },
  { expression: '"3" + 4', expect: 7 },
  { expression: "1 < 2 && !(3 == 4) || false", expect: true },
  { expression: '1 == 1 ? "yes" : "no"', expect: "yes" },
  { expression: "null", expect: null },
  { expression: '["a", 1, true]', expect: ["a", 1, true] },
  { expression: '{ a = 1, "b-c" : 2, ("d") = 3 }', expect: { a: 1, "b-c": 2, d: 3 } },
  { expression: "{\n a = 1\n b = 2 # two\n}", expect: { a: 1, b: 2 } },
  { expression: '"x-${1 + 1}-$${y}"', expect: "x-2-${y}" },
  { expression: '"${[1, 2]}"', expect: [1, 2] },
  { expression: '"%{ if true }yes%{ else }no%{ endif }"', expect: "yes" },
  { expression: '"%{ for i, v in ["a", "b"] }${i}${v} %{ endfor }"', expect: "0a 1b " },
  { expression: '"a\\tb\\n\\"\\u00e9"', expect: 'a\tb\n"é' },
  { expression: "<<END\n  one\n two\nEND", expect: "  one\n two\n" },
  { expression: "<<-END\n    one\n      two ${1}\n    END", expect: "one\n  two 1\n" },
  { expression: "[for v in [1, 2, 3] : v * 2 if v > 1]", expect: [4, 6] },
  { expression: "{for k, v in {a = 1, b = 2} : upper(k) => v}", expect: { A: 1, B: 2 } },
  {
    expression: '{for v in ["ab", "ac", "b"] : substr(v, 0, 1) => v...}',
    expect: { a: ["ab", "ac"], b: ["b"] },
  },
  { expression: "[{n = 1}, {n = 2}][*].n", expect: [1, 2] },
  { expression: "[{n = 1}, {n = 2}].*.n", expect: [1, 2] },
  { expression: "{a = [10, 20]}.a[1]", expect: 20 },
  { expression: "max([1, 5, 3]...)", expect: 5 },
  { expression: 'try({}.nothing, "else")', expect: "else" },
  { expression: "can(1 / 0)", expect: false },
  { expression: "merge({a = 1}, {b = 2}, {a = 3})", expect: { a: 3, b: 2 } },
  { expression: 'coalesce(null, "", "x")', expect: "x" },
  { expression: 'element(["a", "b"], 3)', expect: "b" },
  { expression: 'lookup({a = 1}, "b", 9)', expect: 9 },
  { expression: 'format("%s-%02d", "a", 7)', expect: "a-07" },
  { expression: 'formatlist("%s!", ["a", "b"])', expect: ["a!", "b!"] },
  { expression: 'join(",", ["a"], [1, true])', expect: "a,1,true" },
  { expression: 'regex("(?P<k>[a-z]+)=(?P<v>\\\\d+)", "x a=12")', expect: { k: "a", v: "12" } },
  { expression: 'regexall("[0-9]+", "1 22 333")', expect: ["1", "22", "333"] },
  { expression: 'trim("?!a?!", "!?")', expect: "a" },
  { expression: 'title("hello big world")', expect: "Hello Big World" },
  { expression: "range(1, 7, 2)", expect: [1, 3, 5] },
  { expression: 'parseint("ff", 16)', expect: 255 },
  { expression: "pow(2, 10)", expect: 1024 },
  { expression: 'setproduct(["a", "b"], [1, 2])', expect: [["a", 1], ["a", 2], ["b", 1], ["b", 2]] },
  { expression: 'setsubtract(["c", "a", "b"], ["b"])', expect: ["a", "c"] },
  { expression: "chunklist([1, 2, 3], 2)", expect: [[1, 2], [3]] },
  { expression: "flatten([1, [2, [3]]])", expect: [1, 2, 3] },
  { expression: 'zipmap(["a", "b"], [1, 2])', expect: { a: 1, b: 2 } },
  { expression: 'jsondecode("{\\"a\\": [1, 2.5]}")', expect: { a: [1, 2.5] } },
  { expression: 'jsonencode({b = 1, a = "<"})', expect: '{"a":"\\u003c","b":1}' },
  { expression: 'yamldecode("a: [1, x]")', expect: { a: [1, "x"] } },
  { expression: 'csvdecode("a,b\\n1,\\"x,y\\"\\n")', expect: [{ a: "1", b: "x,y" }] },
  { expression: 'timeadd("2024-02-28T23:00:00Z", "90m")', expect: "2024-02-29T00:30:00Z" },
  { expression: 'formatdate("DD MMM YYYY hh:mm", "2024-02-29T07:05:00Z")', expect: "29 Feb 2024 07:05" },
  { expression: 'cidrsubnet("10.0.0.0/8", 8, 2)', expect: "10.2.0.0/16" },
  { expression: 'cidrhost("10.12.112.0/20", 16)', expect: "10.12.112.16" },
  { expression: 'cidrnetmask("172.16.0.0/12")', expect: "255.240.0.0" },
  { expression: 'cidrsubnets("10.1.0.0/16", 4, 8)', expect: ["10.1.0.0/20", "10.1.16.0/24"] },
  { expression: 'cidrhost("fd00::/64", 5)', expect: "fd00::5" },
];
for (const { expression, expect } of EXPRESSIONS) {
  Deno.test(`evaluateHcl() of ${JSON.stringify(expression)}`, () => {
    assert.deepEqual(evaluate(`values {\n  it = ${expression}\n}\n`), { it: expect });
  });
}

Deno.test("evaluateHcl() finds values across files and locals within theirs, in any order", () => {
  const a = 'locals { base = "mill" }\nvalues {\n site = "${local.base}-pond"\n loud = upper(hv.word)\n}';
  const b = 'locals { base = "x" }\nvalues { word = "${hv.site}/${local.base}" }';
  assert.deepEqual(evaluate(a, b), { site: "mill-pond", loud: "MILL-POND/X", word: "mill-pond/x" });
});

Deno.test("evaluateHcl() lets later files win, merges maps and replaces lists", () => {
  assert.deepEqual(
    evaluate(
      "values { m = {a = 1, b = 1}\n l = [1, 2]\n s = 1 }",
      "values { m = {b = 2}\n l = [3]\n s = 2 }",
    ),
    { m: { a: 1, b: 2 }, l: [3], s: 2 },
  );
});

Deno.test("evaluateHcl() takes several blocks and every kind of comment", () => {
  const text = "# one\nvalues { a = 1 } // two\n/* three\n*/ values {\n  b = 2 /* four */ + 1\n}\n";
  assert.deepEqual(evaluate(text), { a: 1, b: 3 });
});

const BROKEN: readonly { name: string; text: string; at: string }[] = [
  { name: "an unknown block", text: "value { a = 1 }", at: "v" },
  { name: "an unknown variable", text: "values { a = b }", at: "b" },
  { name: "an unknown function", text: "values { a = shout(1) }", at: "s" },
  { name: "a value that is not there", text: "values {\n a = 1\n b = hv.c\n}", at: "." },
  { name: "a ring of values", text: "values { a = hv.b\n b = hv.a }", at: "." },
  { name: "an open quote", text: 'values { a = "x\n}', at: "\n" },
  { name: "two values in one line", text: "values { a = 1 b = 2 }", at: "b" },
];
for (const { name, text, at } of BROKEN) {
  Deno.test(`evaluateHcl() points at ${name}`, () => {
    assert.throws(() => evaluate(text), (error) => {
      const [diagnostic] = (error as Failure).diagnostics;
      assert.deepEqual([diagnostic?.code, text[diagnostic!.span!.start]], ["hcl/invalid", at]);
      return true;
    });
  });
}
