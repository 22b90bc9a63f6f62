import assert from "node:assert/strict";
import { keepDependencyArgs, splitArgs } from "../../src/helm/args_split.ts";

const CASES: [text: string, expect: string[]][] = [
  ["", []],
  ["--debug", ["--debug"]],
  ["  --qps   5 ", ["--qps", "5"]],
  ["--set a=b --set c=d", ["--set", "a=b", "--set", "c=d"]],
  ["--set a=b --wait --set=c=d", ["--set", "a=b", "--set=c=d", "--wait"]],
  ["--wait=false -n x", ["--wait=false", "-n", "x"]],
  ["--empty= --x", ["--empty", "--x"]],
  ["stray --x y z", ["--x", "y"]],
];

for (const [text, expect] of CASES) {
  Deno.test(`splitArgs() of ${JSON.stringify(text)}`, () => assert.deepEqual(splitArgs(text), expect));
}

Deno.test("keepDependencyArgs() drops what the command does not know, values included", () => {
  const args = ["--debug", "--dry-run=server", "--verify", "--set", "a=b", "--namespace=x", "--qps", "5"];
  assert.deepEqual(keepDependencyArgs(args), ["--debug", "--verify", "--namespace=x", "--qps", "5"]);
});
