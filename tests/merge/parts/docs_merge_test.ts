import assert from "node:assert/strict";
import type { HelmfileDoc } from "../../../src/helmfile/schema.ts";
import { mergeAppending, mergeBase, mergePart } from "../../../src/merge/parts/docs_merge.ts";

const below: HelmfileDoc = {
  helmDefaults: { wait: true, timeout: 10, args: ["--one"], historyMax: 3 },
  commonLabels: { a: "below", b: "below" },
  releases: [{ name: "one" }],
  environments: { e: { values: ["one.yaml"], kubeContext: "k" }, only: {} },
  templates: { t: { wait: true, namespace: "n" } },
  kubeVersion: "1.30",
};
const above: HelmfileDoc = {
  helmDefaults: { wait: false, timeout: 20, args: ["--two"], historyMax: 0 },
  commonLabels: { b: "" },
  releases: [{ name: "two" }],
  environments: { e: { values: ["two.yaml"] } },
  templates: { t: { namespace: "m" } },
  kubeVersion: "",
};

Deno.test("mergePart() replaces lists and environments, and lets no zero value cover", () => {
  assert.deepEqual(mergePart(below, above), {
    helmDefaults: { wait: true, timeout: 20, args: ["--two"], historyMax: 3 },
    commonLabels: { a: "below", b: "" },
    releases: [{ name: "two" }],
    environments: { e: { values: ["two.yaml"] }, only: {} },
    templates: { t: { namespace: "m" } },
    kubeVersion: "1.30",
  });
});

Deno.test("mergePart() keeps a list below an empty one", () => {
  assert.deepEqual(mergePart({ apiVersions: ["v1"] }, { apiVersions: [] }), { apiVersions: ["v1"] });
});

Deno.test("mergeBase() appends lists, and the values of an environment", () => {
  const { environments, helmDefaults, releases } = mergeBase(below, above);
  assert.deepEqual({ environments, helmDefaults, releases }, {
    environments: { e: { values: ["one.yaml", "two.yaml"], kubeContext: "k" }, only: {} },
    helmDefaults: { wait: true, timeout: 20, args: ["--one", "--two"], historyMax: 3 },
    releases: [{ name: "one" }, { name: "two" }],
  });
});

Deno.test("mergeBase() puts the upper values first where the first wins", () => {
  const merged = mergeBase(
    { environments: { e: { values: ["base.yaml"], mergeStrategy: "fallback" } } },
    { environments: { e: { values: ["own.yaml"] } } },
  );
  assert.deepEqual(merged.environments?.["e"]?.values, ["own.yaml", "base.yaml"]);
});

Deno.test("mergeAppending() sets a zero value where nothing is below it", () => {
  assert.deepEqual(mergeAppending({}, { wait: false, timeout: 0 }), { wait: false, timeout: 0 });
});
