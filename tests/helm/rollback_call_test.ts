// What frees a locked release: the two calls, and how helm's history is read.
import assert from "node:assert/strict";
import { historyCall, parseHistory, rollbackCall } from "../../src/helm/rollback_call.ts";
import { contextOf, releaseOf } from "./samples.ts";

const given = { release: { namespace: "shop", kubeContext: "eu" } };

Deno.test("historyCall() lists revisions as JSON", () => {
  const { args } = historyCall(releaseOf(given), contextOf(given));
  assert.equal(args.join(" "), "history a --namespace shop --kube-context eu --output json");
});

Deno.test("rollbackCall() names the revision and leaves the chart's hooks out", () => {
  const { args } = rollbackCall(releaseOf(given), contextOf(given), { revision: 3 });
  assert.equal(args.join(" "), "rollback a 3 --namespace shop --kube-context eu --no-hooks");
});

Deno.test("parseHistory() reads what helm prints, and nothing from anything else", () => {
  const row = { revision: 2, updated: "2026-01-02T03:04:05.5Z", status: "pending-upgrade", chart: "a-1" };
  assert.deepEqual(parseHistory(JSON.stringify([row])), [
    { revision: 2, status: "pending-upgrade", updatedMs: Date.UTC(2026, 0, 2, 3, 4, 5, 500) },
  ]);
  assert.deepEqual(parseHistory("Error: release: not found"), []);
  assert.deepEqual(parseHistory(""), []);
});
