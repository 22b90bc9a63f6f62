import assert from "node:assert/strict";
import { expandReferences } from "../../../src/merge/vals/expand_references.ts";
import { secretLookup } from "../../../src/merge/vals/fetch_secret.ts";
import { fakeSystem } from "../../support/fake_system.ts";
import { goValue, plain } from "../plain.ts";

type Prepare = (system: ReturnType<typeof fakeSystem>) => void;

function expand(value: unknown, world: Prepare | Readonly<Record<string, string>> = {}): unknown {
  const system = fakeSystem({
    env: { TOKEN: "t0k", EMPTY: "", ...(typeof world === "function" ? {} : world) },
    files: { "sec/whole.txt": "contents\n", "sec/tree.yaml": "a: {b: deep, c: 3}\n", "/abs.txt": "abs" },
  });
  if (typeof world === "function") world(system);
  return plain(expandReferences(goValue(value), secretLookup(system, "/project")));
}

const CASES: readonly { reference: string; expect: unknown }[] = [
  { reference: "ref+echo://foo/bar", expect: "foo/bar" },
  { reference: "ref+echo://foo/bar/baz#/foo/bar", expect: "baz" },
  { reference: "secretref+echo://foo", expect: "foo" },
  { reference: "ref+echo://x", expect: "ref+echo://x" },
  { reference: "a-ref+echo://mid/dle+-z and ref+echo://two", expect: "a-mid/dle-z and two" },
  { reference: "ref+file://sec/whole.txt", expect: "contents\n" },
  { reference: "ref+file:///abs.txt", expect: "abs" },
  { reference: "ref+file:///abs.txt?encode=base64", expect: "YWJz" },
  { reference: "ref+file://sec/tree.yaml#/a/b", expect: "deep" },
  { reference: "ref+file://sec/tree.yaml#/a", expect: { b: "deep", c: 3n } },
  { reference: "ref+envsubst://$TOKEN-${TOKEN}", expect: "t0k-t0k" },
  { reference: "ref+envsubst://${EMPTY:-else}", expect: "else" },
  { reference: "no reference", expect: "no reference" },
];
for (const { reference, expect } of CASES) {
  Deno.test(`expandReferences() of ${reference}`, () => assert.deepEqual(expand(reference), expect));
}

Deno.test("expandReferences() goes through lists and maps, not through keys", () => {
  assert.deepEqual(expand({ a: ["ref+echo://one", 1n], "ref+echo://key": true }), {
    a: ["one", 1n],
    "ref+echo://key": true,
  });
});

Deno.test("a Kubernetes secret is read with kubectl and decoded, once", () => {
  const calls: (readonly string[])[] = [];
  const found = expand(
    ["ref+k8s://v1/Secret/ns/name/key?kubeContext=kc", "ref+k8s://v1/Secret/ns/name/key?kubeContext=kc"],
    (system) =>
      system.processes.script("kubectl", {
        stdout: '{"data":{"key":"c2VjcmV0"}}',
        does: ({ args }) => void calls.push(args),
      }),
  );
  assert.deepEqual(found, ["secret", "secret"]);
  assert.deepEqual(calls, [[
    "--context",
    "kc",
    "get",
    "secret",
    "name",
    "--namespace",
    "ns",
    "--output",
    "json",
  ]]);
});

Deno.test("a backend that is not built in is asked of vals", () => {
  const calls: (readonly string[])[] = [];
  const found = expand(
    "ref+vault://secret/x#/y",
    (system) =>
      system.processes.script("vals", { stdout: "from-vault\n", does: ({ args }) => void calls.push(args) }),
  );
  assert.deepEqual({ found, calls }, { found: "from-vault", calls: [["get", "ref+vault://secret/x#/y"]] });
});

Deno.test("a key that is not there is nil, or an error where that is asked for", () => {
  const reference = "ref+file://sec/tree.yaml#/a/x";
  assert.equal(expand(reference), null);
  assert.throws(() => expand(reference, { HELMFILE_VALS_FAIL_ON_MISSING_KEY_IN_MAP: "true" }), {
    message: "expand file://sec/tree.yaml#/a/x: no value found for key a/x",
  });
});

const BROKEN = [
  {
    reference: "ref+file://sec/none.txt",
    words: "expand file://sec/none.txt: open sec/none.txt: no such file or directory",
  },
  {
    reference: "ref+nope://foo",
    words: 'expand nope://foo: no provider registered for scheme "nope"; the program "vals" would know more',
  },
  {
    reference: "x ref+file://sec/tree.yaml#/a",
    words: "the value of file://sec/tree.yaml#/a is no text and cannot stand inside one",
  },
];
for (const { reference, words } of BROKEN) {
  Deno.test(`expandReferences() of ${reference} fails`, () => {
    assert.throws(() => expand(reference), { message: words });
  });
}
