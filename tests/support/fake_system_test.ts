import { assertEquals, assertThrows } from "./assert.ts";
import { fakeSystem } from "./fake_system.ts";

const decoder = new TextDecoder();

Deno.test("fakeSystem() keeps files, follows links and logs access", () => {
  const { files } = fakeSystem({ files: { "a/b.yaml": "b", "a/c.yaml": "c", "a/d/e.txt": "e" } });
  files.symlink("a/b.yaml", "/project/link");
  assertEquals(files.readText("/project/link"), "b");
  assertEquals(files.glob("a/*.yaml", "/project"), ["/project/a/b.yaml", "/project/a/c.yaml"]);
  assertEquals(files.glob("**/*.txt", "/project"), ["/project/a/d/e.txt"]);
  assertEquals(files.readDir("/project/a").map((e) => `${e.name} ${e.isDirectory}`), [
    "b.yaml false",
    "c.yaml false",
    "d true",
  ]);
  files.append("/project/a/b.yaml", "!");
  files.remove("/project/a/d");
  assertEquals(files.texts("/project"), { "a/b.yaml": "b!", "a/c.yaml": "c" });
  assertEquals(assertThrows(() => files.readText("/none")) instanceof Deno.errors.NotFound, true);
  assertEquals(files.log.slice(0, 1), ["read /project/link"]);
});

Deno.test("fakeSystem() runs a scripted process on the fake clock", async () => {
  const { processes, clock } = fakeSystem();
  processes.script("helm", { stdout: "done", takes: 3000, exit: 4 });
  let output = "";
  const request = { args: ["upgrade", "x"], cwd: "/project", env: {} };
  const child = processes.spawn({
    ...request,
    command: "/usr/bin/helm",
    onOutput: (_, chunk) => void (output += decoder.decode(chunk)),
  });
  await clock.advance(2999);
  assertEquals(processes.find({ group: child.pid }).map((row) => row.elapsedMs), [2999]);
  await clock.advance(1);
  assertEquals(await child.status, { code: 4, signal: null });
  assertEquals([output, processes.log], ["done", ["helm upgrade x"]]);
  assertThrows(() => processes.spawn({ ...request, command: "missing" }), /No such command: missing/);
});

Deno.test("fakeSystem() ends a stubborn process only by KILL", async () => {
  const { processes } = fakeSystem();
  processes.script("sleep", { takes: "forever", ignoresTerm: true });
  const child = processes.spawn({ command: "sleep", args: ["9"], cwd: "/", env: { MARK: "1" } });
  assertEquals(processes.find({ marker: "MARK=1" }).length, 1);
  assertEquals(processes.signalGroup(child.pid, "SIGTERM"), true);
  assertEquals(processes.signalGroup(child.pid, "SIGKILL"), true);
  assertEquals(await child.status, { code: 137, signal: "SIGKILL" });
  assertEquals(processes.signalGroup(child.pid, "SIGKILL"), false);
});

Deno.test("fakeSystem() moves an idle clock by itself when asked", async () => {
  const { clock } = fakeSystem({ clockMoves: "when idle" });
  await Promise.all([clock.sleep(60_000), clock.sleep(5_000)]);
  assertEquals(clock.monotonic(), 60_000);
});
