// Events of files that are worked on side by side → each hook, release and failure with the file it belongs to.
import type { HookRef, ReleaseRef, RunEvent } from "../../../src/run/events.ts";
import { RunRecord } from "../../../src/show/reports/run_record.ts";
import { assertEquals } from "../../support/assert.ts";

const release = (name: string, kubeContext: string): ReleaseRef => ({
  ...{ id: `${kubeContext}/shop/${name}`, name, namespace: "shop", kubeContext },
  ...{ chart: "shop/app", version: "" },
});
const hook = (hookId: string, file: string, of?: ReleaseRef): HookRef => ({
  ...{ hookId, file, name: "x", index: 0, event: "prepare", environment: "default", attempt: 1, attempts: 1 },
  ...of ? { release: of.name, namespace: of.namespace, releaseId: of.id } : {},
});
const failed = (of: ReleaseRef): RunEvent => ({
  ...{ type: "release_finished", release: of, action: "upgrade", ok: false, durationMs: 1 },
  diagnostics: [{ code: "helm/failed", severity: "error", message: `Cannot upgrade ${of.id}` }],
});

function record(events: readonly RunEvent[]) {
  const clock = { now: () => 0, monotonic: () => 0 };
  const made = new RunRecord("sync", { clock, mask: (text) => text });
  for (const event of events) made.take(event);
  return made.result();
}

Deno.test("RunRecord gives hooks and releases to their own file, whichever started last", () => {
  const one = release("db", "east");
  const { hooks, releases } = record([
    { type: "file_started", file: "a.yaml" },
    { type: "file_started", file: "b.yaml" },
    { type: "hook_started", hook: hook("1", "a.yaml"), argv: [] },
    { type: "hook_started", hook: hook("2", "b.yaml"), argv: [] },
    { type: "release_started", release: one, file: "a.yaml", action: "upgrade" },
    { type: "hook_started", hook: hook("3", "a.yaml", one), argv: [] },
  ]);
  assertEquals(hooks.map(({ file }) => file), ["a.yaml", "b.yaml", "a.yaml"]);
  assertEquals(releases.map(({ file }) => file), ["a.yaml"]);
});

Deno.test("RunRecord tells releases of one name in two clusters apart", () => {
  const [east, west] = [release("db", "east"), release("db", "west")];
  const web = release("web", "east");
  const { failures } = record([
    { type: "file_started", file: "a.yaml" },
    failed(east),
    failed(west),
    { type: "release_blocked", release: web, by: ["db"], byIds: [east.id] },
  ]);
  assertEquals(failures.map(({ title, blocked }) => [title, blocked]), [
    ["Cannot upgrade east/shop/db", ["web"]],
    ["Cannot upgrade west/shop/db", []],
  ]);
});
