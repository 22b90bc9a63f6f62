// Regular expressions: Go's rules on empty matches, replacements and errors over RE2JS.
import assert from "node:assert/strict";
import { isNilSlice, type Value } from "../../../src/go/value.ts";
import { regexFunctions } from "../../../src/gotmpl/functions/regex.ts";
import { answer } from "./call.ts";

type Row = readonly [name: string, args: readonly Value[], expected: Value];

function check(rows: readonly Row[]): void {
  for (const [name, args, expected] of rows) {
    assert.deepEqual(answer(regexFunctions, name, args), expected, `${name} ${args.join(" | ")}`);
  }
}

Deno.test("regex functions find, split and replace as Go does", () => {
  check([
    ["regexMatch", ["^\\pL+$", "héllo日本"], true],
    ["regexFind", ["(?U)a+", "aaa"], "a"],
    ["regexFind", ["z", "abc"], ""],
    ["regexFindAll", ["a*", "baaac", -1n], ["", "aaa", ""]],
    ["regexFindAll", ["", "日🚀", -1n], ["", "", ""]],
    ["regexFindAll", ["a", "aaa", 2n], ["a", "a"]],
    ["regexSplit", ["a*", "baac", -1n], ["b", "c"]],
    ["regexSplit", [",", "", -1n], [""]],
    ["regexSplit", ["", "", -1n], []],
    ["regexSplit", ["z", "pizza", 2n], ["pi", "za"]],
    ["regexReplaceAll", ["a*", "baac", "X"], "XbXcX"],
    ["regexReplaceAll", ["(?m)^", "x\ny", "> "], "> x\n> y"],
    ["regexReplaceAllLiteral", ["b", "abc", "$$"], "a$$c"],
    ["regexQuoteMeta", ["a.b|[c]"], "a\\.b\\|\\[c\\]"],
  ]);
});

Deno.test("regexReplaceAll expands the longest name after a dollar sign", () => {
  const rows = [
    ["$1x", "ac"],
    ["${1}x", "abxc"],
    ["$$", "a$c"],
    ["$", "a$c"],
    ["${1", "a${1c"],
    ["${01}", "ac"],
    ["$n-$é", "ab-c"],
    ["$9", "ac"],
  ] as const;
  for (const [template, expected] of rows) {
    assert.equal(
      answer(regexFunctions, "regexReplaceAll", ["(?P<n>b)", "abc", template]),
      expected,
      template,
    );
  }
});

Deno.test("regex functions without a match give nil, those with one do not", () => {
  assert.ok(isNilSlice(answer(regexFunctions, "regexFindAll", ["z", "a", -1n]) as Value[]));
  assert.ok(isNilSlice(answer(regexFunctions, "regexSplit", [",", "a", 0n]) as Value[]));
  assert.ok(!isNilSlice(answer(regexFunctions, "regexSplit", ["", "", -1n]) as Value[]));
});

Deno.test("a bad expression fails in Go's words", () => {
  check([
    ["regexMatch", ["(", "x"], false],
    ["regexFind", ["(", "x"], "error: regexp: Compile(`(`): error parsing regexp: missing closing ): `(`"],
    ["regexFind", ["`[", "x"], 'error: regexp: Compile("`["): error parsing regexp: missing closing ]: `[`'],
    ["mustRegexFind", ["a**", "x"], "error: error parsing regexp: invalid nested repetition operator: `**`"],
    [
      "mustRegexMatch",
      ["x\\", "x"],
      "error: error parsing regexp: trailing backslash at end of expression: ``",
    ],
    [
      "mustRegexMatch",
      ["a(?=b)", "x"],
      "error: error parsing regexp: invalid or unsupported Perl syntax: `(?=`",
    ],
  ]);
});
