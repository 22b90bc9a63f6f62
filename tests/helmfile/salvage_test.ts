import assert from "node:assert/strict";
import { salvageHelmfile } from "../../src/helmfile/parse.ts";

Deno.test("salvageHelmfile() gives the rest of a faulty document beside its problems", () => {
  const text =
    "releases:\n- name: a\n  chart: c/a\n  timeout: soon\n  colour: red\n- 5\n- name: b\n  chart: c/b\n";
  const { parts, problems } = salvageHelmfile({ path: "helmfile.yaml", text });
  assert.deepEqual(problems.map(({ code }) => code).sort(), [
    "helmfile/unknown-key",
    "helmfile/wrong-type",
    "helmfile/wrong-type",
  ]);
  assert.deepEqual(parts[0]?.doc.releases?.map(({ name, chart, timeout }) => ({ name, chart, timeout })), [
    { name: "a", chart: "c/a", timeout: undefined },
    { name: "b", chart: "c/b", timeout: undefined },
  ]);
});

Deno.test("salvageHelmfile() has nothing left of a document that is no mapping", () => {
  const { parts, problems } = salvageHelmfile({ path: "helmfile.yaml", text: "- a\n" });
  assert.deepEqual([parts.length, problems.map(({ code }) => code)], [0, ["helmfile/wrong-type"]]);
});
