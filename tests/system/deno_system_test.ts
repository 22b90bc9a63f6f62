// The real system against this machine.
import assert from "node:assert/strict";
import { createDenoSystem } from "../../src/system/deno_system.ts";
import { SpawnError } from "../../src/system/system.ts";

const { files, processes, clock, pid } = createDenoSystem();

function inScratch(run: (dir: string) => void): void {
  const dir = files.realPath(files.makeTempDir("system-test-"));
  try {
    run(dir);
  } finally {
    files.remove(dir);
  }
}

const GLOBS: readonly { pattern: string; expect: readonly string[] }[] = [
  { pattern: "*.yaml", expect: ["a.yaml", "b.yaml"] },
  { pattern: "[ab].yaml", expect: ["a.yaml", "b.yaml"] },
  { pattern: "[^a].yaml", expect: ["b.yaml"] },
  { pattern: "?.txt", expect: ["c.txt"] },
  { pattern: "sub/*/x.yaml", expect: ["sub/one/x.yaml", "sub/two/x.yaml"] },
  { pattern: "**/x.yaml", expect: ["sub/one/x.yaml", "sub/two/x.yaml"] },
  { pattern: "sub", expect: ["sub"] },
  { pattern: "none*", expect: [] },
  { pattern: "\\*.yaml", expect: [] },
];

Deno.test("glob() matches as Go's filepath.Glob, and ** through folders", () => {
  inScratch((dir) => {
    for (const name of ["a.yaml", "b.yaml", "c.txt", "sub/one/x.yaml", "sub/two/x.yaml"]) {
      files.write(`${dir}/${name}`, "");
    }
    for (const { pattern, expect } of GLOBS) {
      assert.deepEqual(files.glob(pattern, dir).map((path) => path.slice(dir.length + 1)), expect, pattern);
    }
    assert.deepEqual(files.glob(`${dir}/*.txt`, "/"), [`${dir}/c.txt`]);
  });
});

Deno.test("write() makes parents, keeps secrets private, and replaces", () => {
  inScratch((dir) => {
    files.write(`${dir}/a/b/secret`, "one", 0o600);
    files.write(`${dir}/a/b/secret`, "two", 0o600);
    files.append(`${dir}/a/b/secret`, " three");
    assert.equal(files.readText(`${dir}/a/b/secret`), "two three");
    assert.equal(files.stat(`${dir}/a/b/secret`)!.mode! & 0o777, 0o600);
    assert.equal(files.stat(dir)!.mode! & 0o777, 0o700);
    assert.deepEqual(files.readDir(dir).map((entry) => [entry.name, entry.isDirectory]), [["a", true]]);
  });
});

Deno.test("stat() and remove() take what is not there for granted", () => {
  inScratch((dir) => {
    files.write(`${dir}/file`, "");
    assert.equal(files.stat(`${dir}/nothing`), undefined);
    assert.equal(files.stat(`${dir}/file/below`), undefined);
    files.remove(`${dir}/nothing`);
  });
});

Deno.test("runSync() feeds input and gives output and status", () => {
  const result = processes.runSync({
    command: "sh",
    args: ["-c", "tr a-z A-Z; echo err >&2; exit 3"],
    cwd: "/",
    env: { PATH: "/usr/bin:/bin" },
    stdin: "hello 'you'",
  });
  const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  assert.deepEqual([decode(result.stdout), decode(result.stderr), result.code], ["HELLO 'YOU'", "err\n", 3]);
});

Deno.test("runSync() says why a command cannot start", () => {
  const run = (command: string, cwd = "/") => () =>
    processes.runSync({ command, args: [], cwd, env: { PATH: "/bin" } });
  const reasonIs = (reason: string) => (error: unknown) =>
    error instanceof SpawnError && error.reason === reason;
  assert.throws(run("no-such-command"), reasonIs("not-found"));
  assert.throws(run("/etc/passwd"), reasonIs("not-executable"));
  assert.throws(run("true", "/no/such/dir"), reasonIs("bad-cwd"));
});

Deno.test("which() looks along PATH as Go's exec.LookPath", () => {
  inScratch((dir) => {
    files.write(`${dir}/tool`, "#!/bin/sh\n", 0o755);
    files.write(`${dir}/plain`, "");
    assert.equal(processes.which("tool", `/nonexistent:${dir}`), `${dir}/tool`);
    assert.equal(processes.which("plain", dir), undefined);
    assert.equal(processes.which(`${dir}/tool`, ""), `${dir}/tool`);
  });
});

/** Says that it is ready once its child has become what it shall be. */
const WAITING =
  "sleep 600 & while [ -e /proc/$! ] && ! grep -q sleep /proc/$!/comm; do :; done; echo ready; wait";

Deno.test("find() knows processes by marker, group and descent", async () => {
  const marker = `BOATHOOK_TEST=${pid}-${clock.now()}`;
  const [name, value] = marker.split("=") as [string, string];
  let isReady = () => {};
  const ready = new Promise<void>((resolve) => isReady = resolve);
  const child = processes.spawn({
    command: "bash",
    args: ["-c", WAITING],
    cwd: "/",
    env: { PATH: "/usr/bin:/bin", [name]: `${value}/inner` },
    onOutput: () => isReady(),
  });
  await ready;
  const commands = (query: Parameters<typeof processes.find>[0]) =>
    processes.find(query).map((row) => row.command);
  const expect = [`bash -c ${WAITING}`, "sleep 600"];
  const endsWith = (found: readonly string[]) => found.map((command) => command.replace(/^\/\S*\//, ""));
  assert.deepEqual(endsWith(commands({ marker })), expect);
  assert.deepEqual(endsWith(commands({ group: child.pid })), expect);
  assert.deepEqual(endsWith(commands({ ancestors: [child.pid] })), expect);
  assert.deepEqual(commands({ marker: marker.slice(0, -1) }), []);
  assert.equal(processes.groupExists(child.pid), true);
  assert.equal(processes.signalGroup(child.pid, "SIGKILL"), true);
  assert.deepEqual(await child.status, { code: 137, signal: "SIGKILL" });
  await child.outputClosed;
  assert.deepEqual(commands({ marker, group: child.pid }), []);
});

Deno.test("sleep() rejects with the reason of its signal", async () => {
  const controller = new AbortController();
  const sleeping = clock.sleep(60_000, controller.signal);
  controller.abort("why");
  await assert.rejects(sleeping, (reason) => reason === "why");
});

Deno.test("the loss of the terminal is a SIGHUP, and nothing under nohup", {
  ignore: Deno.build.os !== "linux",
}, () => {
  const url = new URL("../../src/system/deno_system.ts", import.meta.url);
  const script = `const { createDenoSystem } = await import("${url}");
const { signals, clock } = createDenoSystem();
const dispose = signals.listen((signal) => console.log(signal));
Deno.kill(Deno.pid, "SIGHUP");
await clock.sleep(200);
dispose();
console.log("goes on");`;
  const said = (before: string) => {
    const { stdout } = new Deno.Command("sh", {
      args: ["-c", `${before} exec "$0" eval "$1"`, Deno.execPath(), script],
    }).outputSync();
    return new TextDecoder().decode(stdout).split("\n");
  };
  assert.deepEqual(said(""), ["SIGHUP", "goes on", ""]);
  assert.deepEqual(said("trap '' HUP;"), ["goes on", ""]);
});

Deno.test("signalGroup() reaches a child that has only just begun", async () => {
  for (let i = 0; i < 20; i++) {
    const child = processes.spawn({ command: "/bin/sleep", args: ["600"], cwd: "/", env: {}, onOutput() {} });
    assert.equal(processes.signalGroup(child.pid, "SIGKILL"), true);
    assert.equal((await child.status).signal, "SIGKILL");
    await child.outputClosed;
  }
});
