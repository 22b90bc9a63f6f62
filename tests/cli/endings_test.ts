// The whole program, real processes: hooks that will not end, Ctrl-C, helm that dies, releases that wait in vain.
import { assertEquals, assertTrue } from "../support/assert.ts";
import { assertExit, assertSays, type Host, withHost } from "../support/host.ts";

const AFTER =
  "      - { events: [postsync], command: ./note.sh }\n      - { events: [cleanup], command: ./note.sh }\n";

/** One release whose presync hook is `script`, with `limits` beside it. */
async function givenHook(host: Host, script: string, limits = ""): Promise<void> {
  await host.chart("charts/web");
  await host.script("note.sh", 'echo "$HOOK_EVENT $(date +%s%3N)${HOOK_ERROR:+: $HOOK_ERROR}" >> "$JOURNAL"');
  await host.script("hook.sh", script);
  await host.write(
    "helmfile.yaml",
    `releases:
  - name: web
    chart: ./charts/web
    hooks:
      - events: [presync]
        command: ./hook.sh
        showlogs: true
${limits}${AFTER}`,
  );
}

/** The command lines of living processes that name this number of seconds. */
function sleepers(seconds: string): string[] {
  const found: string[] = [];
  for (const { name } of Deno.readDirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const words = Deno.readTextFileSync(`/proc/${name}/cmdline`).split("\0");
      if (words.includes(seconds)) found.push(`${name} ${words.join(" ").trim()}`);
    } catch {
      // It ended while we looked.
    }
  }
  return found;
}

/** A number of seconds that no other process sleeps. */
function uniqueSeconds(): string {
  return `9${crypto.getRandomValues(new Uint32Array(1))[0]}`;
}

Deno.test("a hook that ignores TERM, forks and calls setsid is gone after its time limit, and cleanup follows", () =>
  withHost(async (host) => {
    const seconds = uniqueSeconds();
    await givenHook(
      host,
      `trap '' TERM INT
sleep ${seconds} &
setsid sleep ${seconds} &
( setsid bash -c 'trap "" TERM; sleep ${seconds}; sleep ${seconds}' & )
( env -i setsid sleep ${seconds} & )
( env -i setsid sleep ${seconds} >/dev/null 2>&1 & )
echo "hook $(date +%s%3N)" >> "$JOURNAL"
while :; do sleep ${seconds}; done`,
      "        timeout: 1\n        killGrace: 1\n",
    );
    const run = await host.start("sync").done;
    assertExit(run, 1);
    assertEquals(sleepers(seconds), []);
    const lines = await host.journal();
    assertEquals(lines.map((line) => line.split(" ")[0]), ["hook", "postsync", "cleanup"]);
    const [start, , cleanup] = lines.map((line) => Number(line.match(/\d{13}/)![0]));
    assertTrue(cleanup! - start! < 3000, `cleanup came ${cleanup! - start!} ms after the start`);
    assertSays(lines[1]!, ['Cannot run hook "hook.sh" (presync): timed out after 1 s']);
    assertSays(run.stderr, ["hook/timed-out", 'presync of release "web"', "hook.sh:"]);
  }));

Deno.test("a hook that leaves a process with its output open does not hold the run", () =>
  withHost(async (host) => {
    const seconds = uniqueSeconds();
    await givenHook(host, `sleep ${seconds} &\necho started`);
    const start = performance.now();
    const run = await host.start("sync").done;
    const left = sleepers(seconds);
    for (const row of left) Deno.kill(Number(row.split(" ")[0]), "SIGKILL");
    assertExit(run, 0);
    assertEquals(left.length, 1);
    assertTrue(performance.now() - start < 10_000, `took ${performance.now() - start} ms`);
    assertSays(run.stderr, ["started", `sleep ${seconds}`]);
  }));

for (const [signal, exit] of [["SIGINT", 130], ["SIGTERM", 143], ["SIGHUP", 129]] as const) {
  Deno.test(`${signal} lets a hook clean up after itself, runs cleanup hooks and ends with ${exit}`, () =>
    withHost(async (host) => {
      await givenHook(
        host,
        `trap 'echo "trapped" >> "$JOURNAL"; exit 1' INT TERM\necho ready\nsleep 600 & wait`,
      );
      const run = host.start("sync");
      await run.said("ready");
      run.kill(signal);
      const done = await run.done;
      assertExit(done, exit);
      assertSays(done.stderr, [`got ${signal}: ending what runs`, `stopped by ${signal}`]);
      assertEquals((await host.journal()).map((line) => line.split(" ")[0]), ["trapped", "cleanup"]);
    }));
}

Deno.test("a second Ctrl-C kills at once what ignores the first", () =>
  withHost(async (host) => {
    const seconds = uniqueSeconds();
    await givenHook(
      host,
      `trap 'echo again' INT\ntrap '' TERM\necho ready\nwhile :; do sleep ${seconds}; done`,
      "        killGrace: 600\n",
    );
    const run = host.start("sync");
    await run.said("ready");
    run.kill("SIGINT");
    await run.said("again");
    const start = performance.now();
    run.kill("SIGINT");
    assertExit(await run.done, 130);
    assertTrue(performance.now() - start < 3000, `took ${performance.now() - start} ms`);
    assertEquals(sleepers(seconds), []);
  }));

Deno.test("a helm that is killed fails its release, postsync hears of it, and cleanup runs", () =>
  withHost(async (host) => {
    await givenHook(host, "true");
    await host.tool("helm", 'case "$1" in version) echo v3.17.3 ;; upgrade) kill -KILL $$ ;; esac');
    const run = await host.start("sync").done;
    assertExit(run, 1);
    assertSays(run.stderr, ['Cannot upgrade release "web": helm was ended by SIGKILL', "helmfile.yaml:2"]);
    const notes = (await host.journal()).filter((line) => /^(postsync|cleanup)/.test(line));
    assertEquals(notes.map((line) => line.replace(/ \d+/, "")), [
      'postsync: Cannot upgrade release "web": helm was ended by SIGKILL',
      'cleanup: Cannot upgrade release "web": helm was ended by SIGKILL',
    ]);
  }));

Deno.test("releases that need a failed one are told of once each, and the others go on", () =>
  withHost(async (host) => {
    const needs: Record<string, string> = { a: "", b: "a", c: "b", d: "a", e: "" };
    const rows = Object.entries(needs).map(([name, needed]) =>
      `  - name: ${name}\n    chart: ./charts/${name}\n    needs: [${needed}]\n`
    );
    for (const name of Object.keys(needs)) await host.chart(`charts/${name}`);
    await host.write("helmfile.yaml", `releases:\n${rows.join("")}`);
    host.env.HELM_FAILS = "upgrade*charts/a *";
    const run = await host.start("sync").done;
    assertExit(run, 1);
    assertEquals((await host.journal()).toSorted(), ["helm upgrade a", "helm upgrade e"]);
    for (const [name, count] of [["b", 1], ["c", 1], ["d", 1], ["e", 0]] as const) {
      const told = run.stderr.split("\n").filter((line) => new RegExp(`[Rr]elease "${name}"`).test(line));
      assertEquals(told.length, count, `"${name}": ${told.join("\n")}\n--- of\n${run.stderr}`);
    }
  }));

Deno.test("no room for the run's own files is a problem of the host, not a mistake of ours", () =>
  withHost(async (host) => {
    await givenHook(host, "echo never");
    host.env.TMPDIR = `${host.dir}/none`;
    const run = await host.start("sync").done;
    assertExit(run, 1);
    assertSays(run.stderr, ["files/no-temporary", "set TMPDIR to a folder"]);
    const onPlayground = await host.start("list --playground").done;
    assertExit(onPlayground, 1);
    assertSays(onPlayground.stderr, ["files/no-temporary"]);
  }));
