// What the keys of a hook make of its running and failing: the real program, real bash, a stand-in for helm.
import { assertEquals, assertMatch, assertTrue } from "../support/assert.ts";
import { assertExit, assertSays, type Host, withHost } from "../support/host.ts";

/** A state with releases api and web (which needs api), and these hooks for api. */
async function givenHooks(host: Host, hooks: string, more = ""): Promise<void> {
  await host.chart("chart");
  await host.write(
    "helmfile.yaml",
    `${more}releases:
  - name: api
    chart: ./chart
    hooks:
${hooks.replace(/^/gm, "      ").trimEnd()}
  - name: web
    chart: ./chart
    needs: [api]
`,
  );
}

/** What the hooks and helm did, in order. */
const NOTE = (text: string) => `'echo "${text}" >> "$JOURNAL"'`;

Deno.test("onError says what a failure means: for the release, or for nothing", () =>
  withHost(async (host) => {
    for (
      const [onError, exit, journal, said] of [
        ["fail", 1, ["cleanup"], "error[hook/exited]"],
        ["warn", 0, ["next", "helm upgrade api", "cleanup", "helm upgrade web"], "warning[hook/exited]"],
        ["ignore", 0, ["next", "helm upgrade api", "cleanup", "helm upgrade web"], ""],
      ] as const
    ) {
      await Deno.remove(host.env.JOURNAL!).catch(() => {});
      await givenHooks(
        host,
        `- {name: bad, events: [presync], script: 'exit 7', onError: ${onError}}
- {events: [presync], script: ${NOTE("next")}}
- {events: [cleanup], script: ${NOTE("cleanup")}}`,
      );
      const run = await host.run("sync");
      assertExit(run, exit);
      assertEquals(await host.journal(), [...journal]);
      assertSays(run.stderr, [said]);
      if (onError === "ignore") assertTrue(!run.stderr.includes("exited"), run.stderr);
      if (onError === "warn") {
        assertSays(run.stderr, ["effect: the run goes on: the hook says `onError: warn`"]);
      }
    }
  }));

Deno.test("onError means the same for a hook that cannot be rendered, or whose condition is none", () =>
  withHost(async (host) => {
    for (const broken of ["script: '{{ fail \"no data\" }}'", "script: 'true', when: {if: maybe}"]) {
      for (
        const [onError, exit, said] of [["fail", 1, "error["], ["warn", 0, "warning["], [
          "ignore",
          0,
          "",
        ]] as const
      ) {
        await givenHooks(host, `- {name: bad, events: [presync], ${broken}, onError: ${onError}}`);
        const run = await host.run("sync --no-preflight");
        assertExit(run, exit);
        assertSays(run.stderr, [said]);
        if (onError === "ignore") assertTrue(!/error|warning/.test(run.stderr), run.stderr);
      }
    }
  }));

Deno.test("onError: stop lets what runs end, starts nothing new, and runs the cleanup hooks", () =>
  withHost(async (host) => {
    await host.chart("chart");
    const release = (name: string, hooks: string) =>
      `  - name: ${name}\n    chart: ./chart\n    hooks:\n${hooks}      - {events: [prepare], command: "true"}
      - {events: [cleanup], script: ${NOTE(`cleanup ${name}`)}}\n`;
    await host.write(
      "helmfile.yaml",
      `hooks:
  - {events: [cleanup], script: ${NOTE("cleanup of the file")}}
releases:
${release("a", "      - {name: bad, events: [presync], script: exit 3, onError: stop}\n")}${
        release("b", "")
      }${release("c", "")}`,
    );
    const run = await host.run("--concurrency 1 sync");
    assertExit(run, 1);
    assertEquals(await host.journal(), ["cleanup a", "cleanup b", "cleanup c", "cleanup of the file"]);
    assertSays(run.stderr, ["exit code 3", "effect: nothing new starts: the hook says `onError: stop`"]);
  }));

Deno.test("retries try again, with the attempt in the report and its output the last one's", () =>
  withHost(async (host) => {
    await givenHooks(
      host,
      `- name: flaky
  events: [presync]
  retries: {count: 2, backoff: 10ms}
  script: |
    n=$(cat "$HOME/n" 2> /dev/null || echo 0)
    echo $((n + 1)) > "$HOME/n"
    test "$n" -ge 2`,
    );
    const run = await host.run("sync");
    assertExit(run, 0);
    assertSays(run.stderr, [
      'Cannot run hook "flaky" (presync of release "api", attempt 1 of 3): exit code 1 (test: the condition is false); ' +
      "try 2 of 3 in 0.01 s",
      "attempt 2 of 3",
      "try 3 of 3 in 0.02 s",
    ]);
    assertEquals((await Deno.readTextFile(`${host.env.HOME}/n`)).trim(), "3");
  }));

Deno.test("retries end with the report of the last try, or at once where the failure is another", () =>
  withHost(async (host) => {
    const tries = async (on: string, script: string) => {
      await Deno.remove(host.env.JOURNAL!).catch(() => {});
      await givenHooks(
        host,
        `- {name: flaky, events: [presync], retries: {count: 1, backoff: 1ms, on: ${on}}, script: 'echo try >> "$JOURNAL"; ${script}'}`,
      );
      const run = await host.run("sync");
      assertExit(run, 1);
      assertMatch(run.stderr, /error\[hook\/exited\]: .*attempt \d of 2\): exit code/);
      return (await host.journal()).length;
    };
    assertEquals(await tries("[5]", "exit 5"), 2);
    assertEquals(await tries("[5]", "exit 6"), 1);
    assertEquals(await tries("['refused$']", "echo connection refused >&2; exit 9"), 2);
    assertEquals(await tries("['refused$']", "echo no; exit 9"), 1);
  }));

Deno.test("a hook of mutex runs alone, and once where it wants to run once", () =>
  withHost(async (host) => {
    await host.chart("chart");
    const release = (name: string) =>
      `  - name: ${name}
    chart: ./chart
    hooks:
      - events: [presync]
        mutex: db
        script: |
          mkdir "$HOME/lock"
          sleep 0.05
          rmdir "$HOME/lock"
          echo locked >> "$JOURNAL"
      - {name: login, events: [presync], oncePer: run, script: 'sleep 0.05; echo login >> "$JOURNAL"'}
      - {name: each, events: [presync, postsync], oncePer: release, script: ${NOTE("each $RELEASE_NAME")}}
`;
    await host.write("helmfile.yaml", `releases:\n${["a", "b", "c"].map(release).join("")}`);
    await Deno.symlink("/usr/bin/rmdir", `${host.dir}/tools/rmdir`).catch(() => {});
    assertExit(await host.run("sync"), 0);
    const journal = (await host.journal()).filter((line) => !line.startsWith("helm"));
    assertEquals(journal.toSorted(), ["each a", "each b", "each c", "locked", "locked", "locked", "login"]);
  }));

Deno.test("a hook that runs once fails everyone who needs it, with one report", () =>
  withHost(async (host) => {
    await host.chart("chart");
    const release = (name: string) =>
      `  - {name: ${name}, chart: ./chart, hooks: [{name: login, events: [presync], oncePer: file, script: exit 4}]}\n`;
    await host.write("helmfile.yaml", `releases:\n${["a", "b"].map(release).join("")}`);
    const run = await host.run("sync");
    assertExit(run, 1);
    assertEquals(await host.journal(), []);
    assertEquals(run.stderr.match(/error\[hook/g)?.length, 1);
  }));

Deno.test("what a sensitive hook prints is nowhere to be read", () =>
  withHost(async (host) => {
    await givenHooks(
      host,
      `- {events: [presync], sensitive: true, showlogs: true, script: 'word=hunter$((20 + 2)); echo "$word"; test "$word" = x'}`,
    );
    const run = await host.run("--debug sync");
    assertExit(run, 1);
    assertTrue(!run.stderr.includes("hunter22"), run.stderr);
    assertSays(run.stderr, ["its output is not shown: the hook is `sensitive`"]);
  }));

Deno.test("stallTimeout ends a silent hook; the report says who set the limit", () =>
  withHost(async (host) => {
    await givenHooks(
      host,
      `- {name: quiet, events: [presync], stallTimeout: 100ms, script: 'echo one; sleep 600'}`,
    );
    const run = await host.run("sync");
    assertExit(run, 1);
    assertSays(run.stderr, [
      'error[hook/stalled]: Cannot run hook "quiet" (presync of release "api"): no output for 100 ms',
      "the limit is the hook's own, set at helmfile.yaml:5:56",
      "run again: boathook hooks run api presync",
    ]);
  }));

Deno.test("a time limit is the hook's, the command line's or that of helmDefaults, in this order", () =>
  withHost(async (host) => {
    const defaults = "helmDefaults:\n  hooks: {timeout: 150ms}\n";
    const limitOf = async (own: string, words: string, env: Record<string, string> = {}) => {
      await givenHooks(host, `- {events: [presync], script: sleep 600${own}}`, defaults);
      Object.assign(host.env, env);
      const { stderr } = await host.run(words);
      for (const name of Object.keys(env)) delete host.env[name];
      return /the limit .*/.exec(stderr)?.[0] ?? stderr;
    };
    assertEquals(
      await limitOf(", timeout: 100ms", "sync"),
      "the limit is the hook's own, set at helmfile.yaml:7:57",
    );
    assertEquals(await limitOf("", "--hook-timeout 100ms sync"), "the limit comes from --hook-timeout");
    assertEquals(
      await limitOf("", "sync", { BOATHOOK_HOOK_TIMEOUT: "100ms" }),
      "the limit comes from BOATHOOK_HOOK_TIMEOUT",
    );
    assertEquals(
      await limitOf("", "sync"),
      "the limit is that of all hooks, set at helmfile.yaml:2:20 in helmDefaults.hooks",
    );
  }));
