import type { ResourceChange } from "../../src/diff/compare_manifests.ts";
import { formatDiff } from "../../src/show/diff_text.ts";
import { newStyle } from "../../src/show/style.ts";
import { assertEquals } from "../support/assert.ts";

const change = (given: Partial<ResourceChange>): ResourceChange => ({
  type: "changed",
  apiVersion: "apps/v1",
  kind: "Deployment",
  namespace: "front",
  name: "shop",
  lines: [],
  isSuppressed: false,
  ...given,
});

const CHANGES = [
  change({
    lines: [
      { type: "gap", text: "" },
      { type: "same", text: "spec:" },
      { type: "removed", text: "  replicas: 1" },
      { type: "added", text: "  replicas: 2" },
    ],
  }),
  change({ type: "added", apiVersion: "v1", kind: "ConfigMap", name: "new" }),
  change({ type: "removed", apiVersion: "batch/v1", kind: "Job", name: "old" }),
];

Deno.test("formatDiff() colours the lines of a comparison", () => {
  assertEquals(
    formatDiff(CHANGES.slice(0, 1), { format: "diff", style: newStyle(true) }),
    "\x1b[33mfront, shop, Deployment (apps) has changed:\x1b[39m\n...\n  spec:\n" +
      "\x1b[31m-   replicas: 1\x1b[39m\n\x1b[32m+   replicas: 2\x1b[39m\n",
  );
});

Deno.test("formatDiff() simple: one line a resource and a plan", () => {
  assertEquals(
    formatDiff(CHANGES, { format: "simple", style: newStyle(false) }),
    "front, shop, Deployment (apps) to be changed.\n" +
      "front, new, ConfigMap (v1) to be added.\n" +
      "front, old, Job (batch) to be removed.\n" +
      "Plan: 1 to add, 1 to change, 1 to destroy.\n",
  );
});

Deno.test("formatDiff() json: one entry a resource", () => {
  assertEquals(JSON.parse(formatDiff(CHANGES, { format: "json", style: newStyle(false) })), [
    { api: "apps", kind: "Deployment", namespace: "front", name: "shop", change: "MODIFY" },
    { api: "v1", kind: "ConfigMap", namespace: "front", name: "new", change: "ADD" },
    { api: "batch", kind: "Job", namespace: "front", name: "old", change: "REMOVE" },
  ]);
});

Deno.test("formatDiff() says nothing of nothing, but [] as JSON", () => {
  const texts = (["diff", "simple", "json"] as const).map((format) =>
    formatDiff([], { format, style: newStyle(false) })
  );
  assertEquals(texts, ["", "", "[]\n"]);
});
