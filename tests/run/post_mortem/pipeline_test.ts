// Stages of pipelines as scripts write them.
import assert from "node:assert/strict";
import { pipelineStages } from "../../../src/run/post_mortem/pipeline.ts";

const CASES: readonly {
  name: string;
  source: string;
  line: number;
  expect: readonly string[] | undefined;
}[] = [
  { name: "one line", source: "a 1 | b 2 | c", line: 1, expect: ["a 1", "b 2", "c"] },
  {
    name: "continued by a backslash",
    source: "x\na \\\n  | b \\\n  | c\ny",
    line: 3,
    expect: ["a", "b", "c"],
  },
  { name: "continued by a bar", source: "a |\n  b |\n  c\nd", line: 1, expect: ["a", "b", "c"] },
  {
    name: "quotes and substitutions",
    source: `echo "a | b" 'c | d' $(e | f) | g`,
    line: 1,
    expect: [`echo "a | b" 'c | d' $(e | f)`, "g"],
  },
  { name: "several commands on a line", source: "a || b | c && d; e", line: 1, expect: ["b", "c"] },
  { name: "stderr in the pipe", source: "a |& b", line: 1, expect: ["a", "b"] },
  { name: "redirections with &", source: "a 2>&1 | b >&2", line: 1, expect: ["a 2>&1", "b >&2"] },
  { name: "a substitution", source: "x=$(a | b)", line: 1, expect: ["a", "b"] },
  { name: "a substitution in quotes", source: `echo "it's $(a | b) |" c`, line: 1, expect: ["a", "b"] },
  { name: "a substitution in another", source: "x=$(a $(b | c))", line: 1, expect: ["b", "c"] },
  { name: "a function on one line", source: "f() { a | b; }", line: 1, expect: ["a", "b"] },
  { name: "a condition", source: "if ! a | b; then c; fi", line: 1, expect: ["a", "b"] },
  { name: "a subshell", source: "f; (cd x && a | b)", line: 1, expect: ["a", "b"] },
  { name: "a comment", source: "a | b # | c", line: 1, expect: ["a", "b # | c"] },
  { name: "two that could be meant", source: "a | b; c | d", line: 1, expect: undefined },
  { name: "another number of stages", source: "a | b", line: 1, expect: undefined },
];

for (const { name, source, line, expect } of CASES) {
  Deno.test(`pipelineStages() reads ${name}`, () => {
    const count = expect?.length ?? (name.startsWith("two") ? 2 : 3);
    assert.deepEqual(pipelineStages(source, { line, count })?.map((stage) => stage.text), expect);
  });
}
