import assert from "node:assert/strict";
import { resolveInherit, type Templates } from "../../../src/merge/releases/inherit.ts";

const TEMPLATES: Templates = {
  base: { namespace: "base", values: ["base.yaml"], labels: { l: "base", b: "base" } },
  mid: { inherit: [{ template: "base" }], namespace: "mid", values: ["mid.yaml"] },
  other: { namespace: "other", labels: { l: "other" }, set: [{ name: "s", value: "other" }] },
  ring: { inherit: [{ template: "gnir" }] },
  gnir: { inherit: [{ template: "ring" }] },
};

Deno.test("resolveInherit() lays templates in order, then the release", () => {
  const { release, problems } = resolveInherit(
    {
      name: "a",
      inherit: [{ template: "mid" }, { template: "other", except: ["set"] }],
      values: ["own.yaml"],
    },
    { templates: TEMPLATES },
  );
  assert.deepEqual({ release, problems }, {
    release: {
      name: "a",
      namespace: "other",
      values: ["base.yaml", "mid.yaml", "own.yaml"],
      labels: { l: "other", b: "base" },
    },
    problems: [],
  });
});

Deno.test("resolveInherit() takes the deprecated mapping", () => {
  assert.equal(
    resolveInherit({ inherit: { template: "other" } }, { templates: TEMPLATES }).release.namespace,
    "other",
  );
});

Deno.test("resolveInherit() reports rings, unknown templates and unknown exceptions together", () => {
  const inherit = [{ template: "ring" }, { template: "bse" }, { template: "mid", except: ["namespace"] }];
  assert.deepEqual(resolveInherit({ name: "a", inherit }, { templates: TEMPLATES }).problems, [
    { message: "cyclic inheritance: ring -> gnir -> ring", path: ["inherit", 0] },
    { message: 'there is no template "bse"', hint: 'did you mean "base"?', path: ["inherit", 1] },
    {
      message: '"namespace" cannot be left out of a template',
      hint: "except takes labels, values, valuesTemplate, set, setTemplate, setString, secrets",
      path: ["inherit", 2],
    },
  ]);
});
