// What a script leaves open, by the words a command may begin with.
import { findOpenBefore, findUnclosed } from "../../../src/run/post_mortem/find_unclosed.ts";
import { assertEquals } from "../../support/assert.ts";

const CASES: Readonly<Record<string, readonly [script: string, expect: string | undefined]>> = {
  "an if": ["a\nif b; then\n  c\n", "if:2"],
  "a misspelt end": ["if b; then\n  c\nfii\n", "if:1"],
  "the inner of two": ["for a in b; do\n  if c; then d\n", "if:2"],
  "a loop": ["while a\ndo\n  b\n", "do:2"],
  "a function": ["f() {\n  a\n\ng\n", "{:1"],
  "a case": ["case $a in\n  b) c ;;\n", "case:1"],
  "nothing in a whole script": ["f() { a; }\nif b; then c; else d; fi\nfor x in y; do z; done\n", undefined],
  "no words in quotes and comments": ["echo 'if' \"do\" # {\n", undefined],
  "no arguments": ["echo if do case\n", undefined],
  "nothing if the words do not match up": ["if a; then\ndone\n", undefined],
};

for (const [name, [script, expect]] of Object.entries(CASES)) {
  Deno.test(`findUnclosed() finds ${name}`, () => {
    const found = findUnclosed(script);
    assertEquals(found && `${found.word}:${found.line}`, expect);
  });
}

Deno.test("findOpenBefore() finds what a closing word came too early for", () => {
  const script = "f() {\n  if a; then\n    b\n}\n";
  assertEquals(findOpenBefore(script, { line: 4, closer: "}" }), { word: "if", line: 2 });
  assertEquals(findOpenBefore(script, { line: 3, closer: "fi" }), undefined);
  assertEquals(findOpenBefore(script, { line: 4, closer: "then" }), undefined);
  assertEquals(findOpenBefore("}\n", { line: 1, closer: "}" }), undefined);
});
