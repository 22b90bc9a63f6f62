import assert from "node:assert/strict";
import { dependantsOf } from "../../src/plan/dependants.ts";
import type { Step } from "../../src/plan/plan.ts";

function step(id: string, ...needs: string[]): Step {
  return {
    id,
    name: id,
    namespace: "",
    kubeContext: "",
    chart: "c",
    version: "",
    action: "upgrade",
    needs,
    after: [],
  };
}

Deno.test("dependantsOf() lists what needs a step, directly or not, in the plan's order", () => {
  const found = dependantsOf([step("db"), step("api", "db"), step("cache"), step("web", "api", "cache")]);
  const names = [...found].map(([id, steps]) => `${id}: ${steps.map(({ id }) => id).join(" ")}`);
  assert.deepEqual(names, ["db: api web", "api: web", "cache: web", "web: "]);
});
