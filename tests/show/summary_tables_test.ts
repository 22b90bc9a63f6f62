import type { HookFailure } from "../../src/run/post_mortem/hook_failure.ts";
import type { ReleaseRef, RunEvent } from "../../src/run/events.ts";
import { formatDuration, formatElapsed } from "../../src/show/duration_text.ts";
import { RunResultCollector } from "../../src/show/reports/run_result.ts";
import { formatSummary } from "../../src/show/summary_tables.ts";
import { assertEquals } from "../support/assert.ts";

const release = (name: string): ReleaseRef => ({
  id: `shop/${name}`,
  name,
  namespace: "shop",
  kubeContext: "",
  chart: `shop/${name}`,
  version: "1.2.3",
});
const finished = (name: string, ok: boolean, action: "upgrade" | "uninstall" = "upgrade"): RunEvent => ({
  type: "release_finished",
  release: release(name),
  action,
  ok,
  durationMs: 2449,
  diagnostics: [],
});
const compared = (name: string, hasChanged: boolean): RunEvent => ({
  type: "release_compared",
  release: release(name),
  hasChanged,
  isShown: true,
  changes: [],
  text: "",
});
const hook = { name: "migrate", index: 0, event: "presync", release: "db", namespace: "shop" };
const failed: RunEvent = {
  type: "hook_failed",
  hook: {
    ...{ ...hook, hookId: "1", file: "helmfile.yaml", releaseId: release("db").id },
    ...{ environment: "default", attempt: 1, attempts: 1 },
  },
  failure: { hook, end: { type: "timed_out", limitMs: 5000 }, exitCode: 124 } as unknown as HookFailure,
};
const steps = ["api", "db", "web", "old", "late"].map((name) => ({
  release: release(name),
  action: "upgrade" as const,
  waitsFor: [],
}));

const RUN: readonly RunEvent[] = [
  { type: "run_started", command: "apply", environment: "default", files: ["a.yaml", "b.yaml"] },
  { type: "file_started", file: "a.yaml" },
  ...["x", "y", "z"].map((name) => compared(name, false)),
  compared("api", true),
  { type: "plan_made", file: "a.yaml", steps },
  ...["api", "db", "old"].map((name): RunEvent => ({
    type: "release_started",
    file: "helmfile.yaml",
    release: release(name),
    action: "upgrade",
  })),
  finished("api", true),
  failed,
  finished("db", false),
  { type: "release_blocked", release: release("web"), by: ["db"], byIds: [release("db").id] },
  finished("old", true, "uninstall"),
  { type: "stop_requested", signal: "SIGINT", isForced: false },
];

function summary(events: readonly RunEvent[], columns?: number): string {
  const results = new RunResultCollector();
  for (const event of events) results.take(event);
  return formatSummary(results.result(12_345), columns);
}

Deno.test("the summary says of each release what became of it, and why", () =>
  assertEquals(
    summary(RUN),
    `
=============== Updated Releases ===============
NAME   NAMESPACE   CHART      VERSION   DURATION
api    shop        shop/api   1.2.3     2.4s

=============== Deleted Releases ===============
NAME   NAMESPACE   CHART      VERSION   DURATION
old    shop        shop/old   1.2.3     2.4s

================================== Failed Releases ==================================
NAME   NAMESPACE   CHART     VERSION   DURATION   CAUSE
db     shop        shop/db   1.2.3     2.4s       presync "migrate": time limit of 5 s

====================== Blocked Releases ======================
NAME   NAMESPACE   CHART      VERSION   CAUSE
web    shop        shop/web   1.2.3     needs db, which failed

==================== Skipped Releases ====================
NAME   NAMESPACE   CHART       VERSION   CAUSE
late   shop        shop/late   1.2.3     stopped by SIGINT

8 releases in 12.3 s: 1 updated, 1 deleted, 3 unchanged, 1 failed, 1 blocked, 1 skipped
not reached: b.yaml
`,
  ));

Deno.test("the summary keeps to the terminal", () =>
  assertEquals(
    summary(RUN, 78).split("\n").find((line) => line.startsWith("db ")),
    'db     shop        shop/db   1.2.3     2.4s       presync "migrate": time li…',
  ));

Deno.test("commands that change nothing have no summary", () =>
  assertEquals(
    summary([
      { type: "run_started", command: "template", environment: "default", files: [] },
      finished("x", true),
    ])
      .includes("releases in"),
    false,
  ));

const TIMES: readonly (readonly [number, string, string])[] = [
  [0, "0.0s", "0.0 s"],
  [2449, "2.4s", "2.4 s"],
  [59_999, "59.9s", "59.9 s"],
  [60_000, "1m0s", "1 min 00 s"],
  [90_500, "1m30s", "1 min 30 s"],
  [3_605_000, "1h0m5s", "1 h 00 min"],
];
for (const [ms, duration, elapsed] of TIMES) {
  Deno.test(`${ms} ms are ${duration} in a table and ${elapsed} in a line`, () =>
    assertEquals([formatDuration(ms), formatElapsed(ms)], [duration, elapsed]));
}
