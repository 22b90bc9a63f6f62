// Real children: time limits, signals, what they leave behind.
import assert from "node:assert/strict";
import { type ChildReport, exitCodeOf } from "../../../src/run/processes/child_end.ts";
import { type ChildRequest, runChild } from "../../../src/run/processes/run_child.ts";
import { newRunToken, tracesOf } from "../../../src/run/processes/process_marker.ts";
import type { Stop } from "../../../src/run/processes/stop.ts";
import { createDenoSystem } from "../../../src/system/deno_system.ts";

const system = createDenoSystem();
let count = 0;

interface Started {
  readonly report: Promise<ChildReport>;
  readonly marker: string;
  readonly asked: AbortController;
  readonly forced: AbortController;
  output(): string;
  /** Settles when the output contains the text. */
  printed(text: string): Promise<void>;
}

function start(script: string, more: Partial<ChildRequest> = {}): Started {
  const id = `test-${system.pid}-${++count}`;
  const asked = new AbortController(), forced = new AbortController();
  const waiting: { text: string; resolve: () => void }[] = [];
  let output = "";
  const stop: Stop = { asked: asked.signal, forced: forced.signal };
  const report = runChild({
    command: "bash",
    args: ["-c", script],
    cwd: system.cwd,
    env: { PATH: system.env.get("PATH")!, BOATHOOK_HOOK_ID: id },
    marker: `BOATHOOK_HOOK_ID=${id}`,
    killGraceMs: 10_000,
    onOutput(_stream, chunk) {
      output += new TextDecoder().decode(chunk);
      for (const { text, resolve } of waiting) if (output.includes(text)) resolve();
    },
    ...more,
  }, { system, stop });
  return {
    report,
    marker: `BOATHOOK_HOOK_ID=${id}`,
    asked,
    forced,
    output: () => output,
    printed: (text) =>
      new Promise((resolve) => output.includes(text) ? resolve() : waiting.push({ text, resolve })),
  };
}

Deno.test("runChild() tells an exit code from a signal", async () => {
  const exited = await start("echo out; echo err >&2; exit 7").report;
  assert.deepEqual(exited.end, { type: "exited", code: 7 });
  const signaled = await start("kill -SEGV $$").report;
  assert.deepEqual(signaled.end, { type: "signaled", signal: "SIGSEGV" });
  assert.equal(exitCodeOf(signaled.end), 139);
});

Deno.test("runChild() says why a child could not start", async () => {
  const cases = [
    [{ command: "no-such-command-anywhere" }, "not-found"],
    [{ command: "/etc/passwd" }, "not-executable"],
    [{ cwd: "/no/such/directory" }, "bad-cwd"],
  ] as const;
  for (const [more, reason] of cases) {
    const { end } = await start("", more).report;
    assert.equal(end.type === "not_started" && end.reason, reason);
  }
});

const STUBBORN = `
trap '' TERM INT
sleep 601 &
setsid sleep 602 &
( setsid bash -c 'trap "" TERM; sleep 603; sleep 604' & ) >/dev/null 2>&1
env -i setsid sleep 605 &
( env -i setsid sleep 607 & )
echo ready
while :; do sleep 606; done`;

Deno.test("runChild() leaves nothing of a hook that ignores TERM, forks and calls setsid", async () => {
  const child = start(STUBBORN, { timeoutMs: 800, killGraceMs: 200 });
  const report = await child.report;
  assert.deepEqual(report.end, { type: "timed_out", limitMs: 800 });
  assert.deepEqual(report.termination!.survivors, []);
  assert.ok(report.durationMs < 2000, `took ${report.durationMs} ms`);
  assert.deepEqual(system.processes.find({ marker: child.marker, group: report.pid! }), []);
  const sleeps = report.termination!.running.map((row) => row.command).filter((c) =>
    /^sleep 60[1-7]$/.test(c)
  );
  assert.deepEqual(new Set(sleeps), new Set([601, 602, 603, 605, 606, 607].map((n) => `sleep ${n}`)));
  const left = system.processes.find({ ancestors: report.termination!.running.map((row) => row.pid) });
  assert.deepEqual(left, []);
});

Deno.test("runChild() lets a hook that heeds TERM clean up within its grace period", async () => {
  const child = start(`trap 'echo cleaned; exit 3' TERM; echo ready; sleep 600 & wait`, { timeoutMs: 300 });
  const report = await child.report;
  assert.deepEqual(report.end, { type: "timed_out", limitMs: 300 });
  assert.equal(child.output(), "ready\ncleaned\n");
  assert.deepEqual(report.termination!.killed, []);
});

Deno.test("runChild() wakes a stopped child so that TERM reaches it", async () => {
  const report = await start(`kill -STOP $$; echo never`, { timeoutMs: 200 }).report;
  assert.deepEqual(report.termination!.killed, []);
});

Deno.test("runChild() ends a child that writes nothing for its stall limit", async () => {
  const report = await start(`for i in 1 2 3 4; do echo $i; sleep 0.1; done; sleep 600`, { stallMs: 300 })
    .report;
  assert.deepEqual(report.end, { type: "stalled", quietMs: 300 });
  assert.ok(report.durationMs > 500);
});

Deno.test("runChild() is not held by a background process that keeps the pipe, and names it", async () => {
  const child = start("echo one; sleep 600 & exit 0");
  const report = await child.report;
  assert.deepEqual(report.end, { type: "exited", code: 0 });
  assert.ok(report.durationMs < 1000, `took ${report.durationMs} ms`);
  assert.deepEqual(report.leaked.map((row) => row.command), ["sleep 600"]);
  assert.equal(system.processes.groupExists(report.pid!), true);
  system.processes.signalGroup(report.pid!, "SIGKILL");
});

Deno.test("runChild() names what left the group and holds the pipe", async () => {
  const dir = await Deno.makeTempDir({ prefix: "boathook-test-" }), go = `${dir}/go`;
  // A child that has ended by the time its pipes are looked at has left no trace of them.
  const child = start(`until [ -e '${go}' ]; do :; done; ( env -i setsid sleep 608 & )`);
  await Deno.writeTextFile(go, "");
  const report = await child.report;
  await Deno.remove(dir, { recursive: true });
  const { leaked } = report;
  for (const { pid } of leaked) system.processes.signal(pid, "SIGKILL");
  assert.deepEqual([report.end, leaked.map((row) => row.command)], [{ type: "exited", code: 0 }, [
    "sleep 608",
  ]]);
});

Deno.test("runChild() finds what dropped its environment and its pipes by the limit that bash set", async () => {
  const id = `${newRunToken()}-hook-${++count}`;
  const marker = `BOATHOOK_HOOK_ID=${id}`;
  const { lockLimits } = tracesOf(marker);
  const script = `ulimit -S -x ${
    lockLimits![0]
  }; ( env -i setsid sleep 609 >/dev/null 2>&1 & ); echo ready; sleep 600`;
  const child = start(script, { marker, env: { PATH: system.env.get("PATH")!, BOATHOOK_HOOK_ID: id } });
  await child.printed("ready");
  child.asked.abort("SIGTERM");
  await child.report;
  const left = system.processes.find({ ancestors: [1], ...tracesOf(marker) });
  assert.deepEqual(left.filter(({ command }) => command.includes("sleep 609")), []);
});

Deno.test("runChild() sends the stop signal on and waits for the child", async () => {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    const child = start(
      `trap 'echo got INT; exit 0' INT; trap 'echo got TERM; exit 0' TERM; echo ready; sleep 600 & wait`,
    );
    await child.printed("ready");
    child.asked.abort(signal);
    const report = await child.report;
    assert.deepEqual(report.end, { type: "canceled", signal });
    assert.equal(child.output(), `ready\ngot ${signal.slice(3)}\n`);
  }
});

Deno.test("runChild() kills at once when the stop is forced", async () => {
  const child = start(`trap 'echo got INT' INT; echo ready; while :; do sleep 600; done`);
  await child.printed("ready");
  child.asked.abort("SIGINT");
  await child.printed("got INT");
  child.forced.abort("SIGINT");
  const report = await child.report;
  assert.ok(report.termination!.killed.length > 0);
  assert.deepEqual(report.termination!.survivors, []);
});

Deno.test("runChild() starts nothing once a stop was asked for", async () => {
  const { end, pid } = await (() => {
    const asked = AbortSignal.abort("SIGTERM");
    return runChild(
      { command: "bash", args: [], cwd: "/", env: {}, marker: "A=b", killGraceMs: 0, onOutput: () => {} },
      { system, stop: { asked, forced: new AbortController().signal } },
    );
  })();
  assert.deepEqual({ end, pid }, { end: { type: "canceled", signal: "SIGTERM" }, pid: undefined });
});

Deno.test("runChild() reads all output of a child that writes faster than it is read", async () => {
  let bytes = 0;
  const report = await start("head -c 20000000 /dev/zero", {
    async onOutput(_stream, chunk) {
      await Promise.resolve();
      bytes += chunk.length;
    },
  }).report;
  assert.deepEqual([report.end, bytes], [{ type: "exited", code: 0 }, 20_000_000]);
});

Deno.test("locateRunning() names the script line that was running at the time limit", async () => {
  const directory = system.files.makeTempDir("boathook-test-");
  const path = `${directory}/wait.sh`;
  system.files.write(
    path,
    "#!/bin/bash\n# sleep 611 in a comment\necho a\nwait_for_db() {\n  sleep 611\n}\n\nwait_for_db\necho b\n",
  );
  const report = await start(`echo inline\nbash ${path}\necho never`, { timeoutMs: 600 }).report;
  const places = report.termination!.running.flatMap((row) =>
    row.at ? [`${row.at.path}:${row.at.line}`] : []
  );
  assert.deepEqual(places, [":2", `${path}:5`]);
  system.files.remove(directory);
});
