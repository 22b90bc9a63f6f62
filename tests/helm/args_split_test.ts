import assert from "node:assert/strict";
import { keepDependencyArgs, keepGlobalArgs, splitArgs } from "../../src/helm/args_split.ts";

const CASES: [texts: string[], expect: string[]][] = [
  [[""], []],
  [["--debug"], ["--debug"]],
  [["  --qps   5 "], ["--qps", "5"]],
  [["--set a=b --set c=d"], ["--set", "a=b", "--set", "c=d"]],
  [["--set a=b --wait --set=c=d"], ["--set", "a=b", "--set=c=d", "--wait"]],
  [["--wait=false -n x"], ["--wait=false", "-n", "x"]],
  [["--empty= --x"], ["--empty", "--x"]],
  [["stray --x y z"], ["--x", "y"]],
  [["--a", "b --c"], ["--a", "--c"]],
  [["--a 1", "--b 2 --a 3"], ["--a", "1", "--a", "3", "--b", "2"]],
];

for (const [texts, expect] of CASES) {
  Deno.test(`splitArgs() of ${JSON.stringify(texts)}`, () => assert.deepEqual(splitArgs(...texts), expect));
}

Deno.test("keepDependencyArgs() drops what the command does not know, values included", () => {
  const args = ["--debug", "--dry-run=server", "--verify", "--set", "a=b", "--namespace=x", "--qps", "5"];
  assert.deepEqual(keepDependencyArgs(args), ["--debug", "--verify", "--namespace=x", "--qps", "5"]);
});

Deno.test("keepGlobalArgs() keeps what every command knows", () => {
  assert.deepEqual(keepGlobalArgs(["--verify", "--kube-context", "x", "--wait"]), ["--kube-context", "x"]);
});
