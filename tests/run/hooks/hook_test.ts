// One hook from request to outcome: how it is found, what it is told, what it leaves, what listeners hear.
import assert from "node:assert/strict";
import type { RunEvent } from "../../../src/run/events.ts";
import { startBudget } from "../../../src/run/processes/stop.ts";
import { createDenoSystem } from "../../../src/system/deno_system.ts";
import { assertRejects } from "../../support/assert.ts";
import { type HookCase, type HookRun, runHookCase } from "../../support/run_hook.ts";

const { clock, processes } = createDenoSystem();

function linesOf(events: readonly RunEvent[], stream?: "stdout" | "stderr"): string[] {
  return events.flatMap((event) =>
    event.type === "hook_output" && (stream === undefined || event.stream === stream) ? [event.line] : []
  );
}

async function succeed(given: HookCase): Promise<HookRun> {
  const run = await runHookCase(given);
  assert.equal(run.outcome.ok, true, linesOf(run.events).join("\n"));
  return run;
}

Deno.test("runHook() tells a hook what it runs for", async () => {
  const names =
    "HELMFILE_ENVIRONMENT HELMFILE_COMMAND HELMFILE_FILE RELEASE_NAME NAMESPACE CHART CHART_VERSION " +
    "KUBE_CONTEXT HOOK_EVENT HOOK_NAME HOOK_ERROR EXTRA PWD";
  const release = {
    id: "api",
    name: "api",
    namespace: "shop",
    kubeContext: "prod-eu",
    chart: "./api",
    version: "1.2.3",
  };
  const { events, stable } = await succeed({
    argv: ["bash", "-c", `for n in ${names}; do echo "$n=\${!n}"; done`],
    request: { release, error: "helm failed", env: { EXTRA: "more" } },
  });
  assert.deepEqual(linesOf(events).map(stable), [
    "HELMFILE_ENVIRONMENT=prod",
    "HELMFILE_COMMAND=sync",
    "HELMFILE_FILE=helmfile.yaml",
    "RELEASE_NAME=api",
    "NAMESPACE=shop",
    "CHART=./api",
    "CHART_VERSION=1.2.3",
    "KUBE_CONTEXT=prod-eu",
    "HOOK_EVENT=presync",
    "HOOK_NAME=migrate",
    "HOOK_ERROR=helm failed",
    "EXTRA=more",
    "PWD=DIR",
  ]);
});

Deno.test("runHook() sets every variable, if empty, and lets none of the caller's through", async () => {
  const argv = ["bash", "-c", 'set -u; echo "$NAMESPACE|$CHART_VERSION|$HOOK_ERROR"'];
  const env = { NAMESPACE: "outer", CHART_VERSION: "9", HOOK_ERROR: "outer" };
  assert.deepEqual(linesOf((await succeed({ argv, env })).events), ["shop||"]);
  const request = { localChartVersion: "0.3.0" };
  assert.deepEqual(linesOf((await succeed({ argv, env, request })).events), ["shop|0.3.0|"]);
});

Deno.test("runHook() finds a relative command in the helmfile's folder", async () => {
  const { events } = await succeed({
    files: { "scripts/hi.sh": '#!/bin/bash\necho "hi $1"\n' },
    argv: ["scripts/hi.sh", "you"],
  });
  assert.deepEqual(linesOf(events), ["hi you"]);
});

Deno.test("runHook() runs kubectl apply for kubectlApply", async () => {
  for (
    const [kubectlApply, args] of [[{ filename: "a.yaml" }, ["-f", "a.yaml"]], [{ kustomize: "./k" }, [
      "-k",
      "./k",
    ]]] as const
  ) {
    const { events } = await runHookCase({ argv: ["ignored"], request: { kubectlApply } });
    const started = events.find((event) => event.type === "hook_started");
    assert.deepEqual(started?.argv, ["kubectl", "apply", ...args]);
  }
});

Deno.test("runHook() refuses what is no command", async () => {
  await assertRejects(() => runHookCase({ argv: ["x"], request: { kubectlApply: {} } }), ["hook/no-source"]);
  await assertRejects(
    () => runHookCase({ argv: ["x"], request: { kubectlApply: { filename: "a", kustomize: "b" } } }),
    ["hook/two-sources"],
  );
  await assertRejects(() => runHookCase({ argv: ["x"], request: { command: "" } }), ["hook/no-command"]);
});

Deno.test("runHook() emits both streams line by line as they come, and the end", async () => {
  const { events } = await succeed({ argv: ["bash", "-c", `printf 'one\\ntwo'; printf 'err\\r\\n' >&2`] });
  assert.deepEqual(events.map((event) => event.type), [
    "hook_started",
    ...Array(3).fill("hook_output"),
    "hook_finished",
  ]);
  assert.deepEqual(linesOf(events, "stdout"), ["one", "two"]);
  assert.deepEqual(linesOf(events, "stderr"), ["err"]);
});

Deno.test("runHook() masks secrets in output and command lines", async () => {
  const { events } = await succeed({
    argv: [
      "bash",
      "-c",
      `printf 'hunt'; read -t 0.05 x < <(sleep 1); printf 'er22\\n'; echo aHVudGVyMjI=; : hunter22`,
    ],
    secrets: ["hunter22"],
  });
  assert.deepEqual(linesOf(events), ["***", "***"]);
  const started = events.find((event) => event.type === "hook_started");
  assert.equal(started?.argv.join(" ").includes("hunter22"), false);
});

Deno.test("runHook() puts a helmfile command on PATH if there is none, behind everything else", async () => {
  const { events } = await succeed({
    argv: ["bash", "-c", `helmfile eval 'console.log(1+1)'; type -P helmfile | sed 's|.*/||'`],
  });
  const [, name] = [0, linesOf(events, "stdout").at(-1)];
  assert.equal(name, "helmfile");
  const own = await succeed({
    files: { "bin/helmfile": "" },
    argv: ["bash", "-c", "type -P helmfile"],
    env: { PATH: "/usr/bin:/bin:/nonexistent" },
  });
  assert.match(linesOf(own.events)[0]!, /boathook-.*\/bin\/helmfile$/);
});

Deno.test("runHook() warns of commands that failed in a hook that ended well, but not of conditions", async () => {
  const { outcome, events } = await succeed({
    files: { "check.sh": "#!/bin/bash\nset -e\nfalse\n" },
    argv: [
      "bash",
      "-c",
      `cat /nonexistent/file\nif ! ./check.sh; then echo no; fi\nfalse || true\nf() { ls /nonexistent/dir; }\nf\nx=$(false)\ni=0\n((i++))\nread -r -d '' t <<< text\necho done\n`,
    ],
  });
  const unchecked = outcome.ok ? outcome.unchecked : [];
  assert.deepEqual(unchecked, [
    { path: "helmfile.yaml", line: 10, status: 1, command: "cat /nonexistent/file" },
    { path: "helmfile.yaml", line: 13, status: 2, command: "ls /nonexistent/dir" },
    { path: "helmfile.yaml", line: 15, status: 1, command: "x=$(false)" },
  ]);
  assert.deepEqual(events.filter((event) => event.type === "hook_failures_unchecked").length, 1);
});

Deno.test("runHook() is not held by a process that a hook leaves, says so, and lets it run", async () => {
  const start = clock.monotonic();
  const { events } = await succeed({ argv: ["bash", "-c", "echo up; sleep 600 &"] });
  assert.ok(clock.monotonic() - start < 2000);
  const [leaked] = events.flatMap((event) => event.type === "hook_leaked" ? event.leaked : []);
  assert.equal(leaked?.command, "sleep 600");
  assert.equal(processes.signal(leaked!.pid, "SIGKILL"), true);
});

Deno.test("runHook() takes the limit, or the rest of a shared budget if that is less, and says whose it was", async () => {
  const setBy = ({ outcome }: HookRun) => outcome.ok ? undefined : outcome.failure.limit?.setBy;
  const own = await runHookCase({
    argv: ["sleep", "600"],
    request: { timeout: { ms: 100, source: { setBy: "--hook-timeout" } } },
  });
  assert.deepEqual(own.outcome.end, { type: "timed_out", limitMs: 100 });
  assert.equal(setBy(own), "--hook-timeout");
  const byBudget = await runHookCase({
    argv: ["sleep", "600"],
    request: { timeout: { ms: 60_000, source: { setBy: "hook" } } },
    context: { budget: startBudget(clock, 150) },
  });
  assert.equal(byBudget.outcome.end.type, "timed_out");
  assert.equal(setBy(byBudget), "stop");
});

Deno.test("runHook() limits a cleanup hook that already runs when the run is asked to end", async () => {
  const asked = new AbortController();
  asked.abort("SIGTERM");
  const { outcome } = await runHookCase({
    argv: ["bash", "-c", "sleep 60"],
    request: { timeout: { ms: 30_000, source: { setBy: "hook" } } },
    context: { lateBudget: { asked: asked.signal, start: () => startBudget(clock, 150) } },
  });
  assert.equal(outcome.end.type, "timed_out");
  assert.equal(!outcome.ok && outcome.failure.limit?.setBy, "stop");
});

Deno.test("runHook() chains the user's BASH_ENV", async () => {
  const { events } = await succeed({
    files: { "env.bash": "greet() { echo hello; }\n" },
    argv: ["bash", "-c", "greet"],
    env: { BASH_ENV: "./env.bash" },
  });
  assert.deepEqual(linesOf(events), ["hello"]);
});
