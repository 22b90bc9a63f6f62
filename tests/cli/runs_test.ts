// What is remembered of runs, and what is done with it: listed, explained, gone on from, cleaned up after.
import { assertEquals, assertMatch, assertTrue } from "../support/assert.ts";
import { givenFailingProject } from "../support/failing_project.ts";
import { assertExit, assertSays, type Host, withHost } from "../support/host.ts";

/** The runs of the state, the newest first. */
async function runs(host: Host): Promise<{ id: string; command: string; result: string }[]> {
  return JSON.parse((await host.run("runs -o json")).stdout);
}

/** What helm did since the last look. */
async function helmCalls(host: Host): Promise<string[]> {
  const calls = await host.journal();
  await Deno.remove(host.env.JOURNAL!).catch(() => {});
  return calls.sort();
}

Deno.test("runs lists what was tried, and runs show says what was done, what failed and why", () =>
  withHost(async (host) => {
    await givenFailingProject(host);
    assertEquals((await host.run("runs")).stdout, "No run of this state is remembered\n");
    await host.run("sync");
    await host.run("template"); // changes nothing, so it is not remembered
    const [run, ...others] = await runs(host);
    assertEquals([run!.command, run!.result, others], ["sync", "failed", []]);
    assertMatch(
      (await host.run("runs")).stdout,
      /^ID .*DURATION\n\d{8}-\d{6}-[0-9a-f]{6} {3}[-\d]+ [:\d]+ {3}sync {6}default {7}failed {3}\d+\.\ds\n$/,
    );
    const { stdout } = await host.run(`runs show ${run!.id}`);
    assertSays(stdout, [`sync ${run!.id}: failed after`, "hook login (prepare)", "upgrade db", "done"]);
    assertSays(stdout, [
      "web",
      "blocked: api failed",
      "error[hook/exited]",
      "--> migrate.sh:4",
      "declared at",
    ]);
    assertSays(stdout, ['error[helm/failed]: Cannot upgrade release "bad"', "at helmfile.yaml.gotmpl:23:5"]);
    assertEquals((await host.run("runs show")).stdout, stdout);
    assertEquals(
      (await host.run(`complete -- runs show 2`)).stdout,
      `${run!.id}\tsync in default: failed\n:4\n`,
    );
    const wrong = await host.run("runs show 20200101-000000-abcdef");
    assertSays(wrong.stderr, ["error[run/no-earlier-run]"]);
  }));

Deno.test("a command line that cannot run leaves no run behind", () =>
  withHost(async (host) => {
    await givenFailingProject(host);
    for (
      const [words, exit] of [["--hook-timeout soon", 3], ["--deadline soon", 3], ["-l soon", 1]] as const
    ) {
      assertExit(await host.run(`sync ${words}`), exit);
      assertEquals(await runs(host), [], words);
    }
  }));

Deno.test("journals are private, whole lines, and the newest twenty", () =>
  withHost(async (host) => {
    await givenFailingProject(host);
    host.env.HELM_FAILS = "nothing";
    host.env.FIX = "1";
    for (let i = 0; i < 22; i++) assertExit(await host.run("sync -l name=db"), 0);
    const home = `${host.env.BOATHOOK_STATE_HOME}/runs`;
    const [state] = [...Deno.readDirSync(home)];
    const names = [...Deno.readDirSync(`${home}/${state!.name}`)].map(({ name }) => name);
    assertEquals(names.length, 20);
    assertTrue(names.every((name) => name.endsWith(".ndjson")), names.join());
    const path = `${home}/${state!.name}/${names[0]}`;
    assertEquals((await Deno.stat(path)).mode! & 0o777, 0o600);
    assertEquals((await Deno.stat(`${home}/${state!.name}`)).mode! & 0o777, 0o700);
    for (const line of (await Deno.readTextFile(path)).trimEnd().split("\n")) JSON.parse(line);
  }));

Deno.test("--resume passes over what was done with the same inputs, and says so once each", () =>
  withHost(async (host) => {
    await givenFailingProject(host);
    assertExit(await host.run("sync"), 1);
    assertEquals(await helmCalls(host), ["helm upgrade bad", "helm upgrade db"]);
    const again = await host.run("sync --resume");
    assertExit(again, 1);
    assertEquals(await helmCalls(host), ["helm upgrade bad"]);
    assertEquals(again.stderr.match(/^Skipping release=db: done in run /gm)?.length, 1);
    host.env.FIX = "1";
    assertExit(await host.run("sync --resume"), 1);
    assertEquals(await helmCalls(host), ["helm upgrade api", "helm upgrade bad", "helm upgrade web"]);
    host.env.HELM_FAILS = "nothing";
    assertExit(await host.run("sync --resume"), 0);
    assertEquals(await helmCalls(host), ["helm upgrade bad"]);
    assertExit(await host.run("sync --resume"), 0);
    assertEquals(await helmCalls(host), ["api", "bad", "db", "web"].map((name) => `helm upgrade ${name}`));
  }));

const CHANGES: Readonly<Record<string, (host: Host) => Promise<unknown>>> = {
  "a value": (host) => Promise.resolve(host.env.PASSWORD = "other"),
  "the chart": (host) => host.write("chart/templates/a.yaml", "kind: ConfigMap\n"),
  "an option for helm": () => Promise.resolve(),
  "another chart": (host) => host.chart("elsewhere"),
};

for (const [what, change] of Object.entries(CHANGES)) {
  Deno.test(`--resume does again what was done with other inputs: ${what}`, () =>
    withHost(async (host) => {
      await givenFailingProject(host);
      await host.run("sync");
      await helmCalls(host);
      await change(host);
      await host.run(`sync --resume${what === "an option for helm" ? " --wait" : ""}`);
      const isInput = what !== "another chart";
      assertEquals((await helmCalls(host)).includes("helm upgrade db"), isInput);
    }));
}

Deno.test("a run goes on only from one of the same command, environment and selectors", () =>
  withHost(async (host) => {
    await givenFailingProject(host);
    await host.run("sync");
    await helmCalls(host);
    await host.run("sync --resume -l name=db");
    assertEquals(await helmCalls(host), ["helm upgrade db"]);
  }));

Deno.test("--only-failed takes what the last run did not get done, and keeps what it did in mind", () =>
  withHost(async (host) => {
    await givenFailingProject(host);
    const none = await host.run("sync --only-failed");
    assertSays(none.stderr, ["error[run/no-earlier-run]"]);
    await host.run("sync");
    await helmCalls(host);
    host.env.FIX = "1";
    assertExit(await host.run("sync --only-failed"), 1);
    assertEquals(await helmCalls(host), ["helm upgrade api", "helm upgrade bad", "helm upgrade web"]);
    host.env.HELM_FAILS = "nothing";
    assertExit(await host.run("sync --resume"), 0);
    assertEquals(await helmCalls(host), ["helm upgrade bad"]);
    assertExit(await host.run("sync --only-failed"), 0);
    assertEquals(await helmCalls(host), []);
  }));

Deno.test("apply --resume does not even compare what was done", () =>
  withHost(async (host) => {
    await givenFailingProject(host);
    assertExit(await host.run("apply --concurrency 1"), 1);
    await helmCalls(host);
    host.env.HELM_FAILS = "nothing";
    host.env.FIX = "1";
    assertExit(await host.run("apply --resume"), 0);
    assertTrue((await helmCalls(host)).every((call) => !call.endsWith(" db")), "db was looked at");
  }));

for (const [what, home] of Object.entries({ "no home": undefined, "a home that is a file": "/dev/null/x" })) {
  Deno.test(`with ${what} a run goes on without a journal, and says so at debug level`, () =>
    withHost(async (host) => {
      await givenFailingProject(host);
      delete host.env.BOATHOOK_STATE_HOME;
      delete host.env.HOME;
      if (home) host.env.BOATHOOK_STATE_HOME = home;
      const quiet = await host.run("sync -l name=db");
      assertExit(quiet, 0);
      assertTrue(!quiet.stderr.includes("remembered"));
      assertSays((await host.run("sync -l name=db --debug")).stderr, ["This run is not remembered: "]);
    }));
}

Deno.test("what a killed run left is ended by the next one, which says so; other processes stay", () =>
  withHost(async (host) => {
    await givenFailingProject(host);
    const seconds = `9${crypto.getRandomValues(new Uint32Array(1))[0]}`;
    await host.script(
      "migrate.sh",
      `setsid sleep ${seconds}.1 &\nsleep ${seconds}.2 &\necho started >&2\nwait`,
    );
    const killed = host.start("sync -l name=api --debug");
    await killed.said("started");
    const other = new Deno.Command("sleep", {
      args: [`${seconds}.3`],
      env: { BOATHOOK_HOOK_ID: "another" },
    }).spawn();
    try {
      assertEquals((await runs(host)).map(({ result }) => result), ["running"]);
      killed.kill("SIGKILL");
      await killed.done;
      const next = await host.run("sync -l name=db");
      assertExit(next, 0);
      assertEquals(next.stderr.match(/warning\[run\/unfinished\]/g)?.length, 1);
      assertSays(next.stderr, ["has been ended:", `sleep ${seconds}.1`]);
      assertEquals(sleepers(seconds), [`sleep ${seconds}.3`]);
      assertEquals([...Deno.readDirSync(host.env.TMPDIR!)].map(({ name }) => name), []);
      assertEquals((await runs(host)).map(({ result }) => result), ["done", "killed"]);
      assertEquals((await host.run("sync -l name=db")).stderr.includes("run/unfinished"), false);
    } finally {
      other.kill();
      await other.status;
    }
  }));

Deno.test("a run that another machine wrote down is left to it", () =>
  withHost(async (host) => {
    await givenFailingProject(host);
    assertExit(await host.run("sync -l name=db"), 0);
    const home = `${host.env.BOATHOOK_STATE_HOME}/runs`;
    const folder = `${home}/${[...Deno.readDirSync(home)][0]!.name}`;
    const [journal] = [...Deno.readDirSync(folder)];
    const path = `${folder}/${journal!.name}`;
    const [head] = Deno.readTextFileSync(path).split("\n");
    Deno.writeTextFileSync(path, `${head!.replace(/"host":"[^"]*"/, '"host":"elsewhere"')}\n`);
    Deno.writeTextFileSync(`${folder}/${journal!.name.replace(/\.[^.]*$/, ".open")}`, "");
    const next = await host.run("sync -l name=db");
    assertTrue(!next.stderr.includes("run/unfinished"), next.stderr);
    assertEquals((await runs(host)).map(({ result }) => result), ["done", "running"]);
  }));

Deno.test("runs show tells of a hook that reached its limit", () =>
  withHost(async (host) => {
    await host.chart("chart");
    const hook = "{name: wait, events: [presync], command: sleep, args: ['60'], timeout: 300ms}";
    await host.write("helmfile.yaml", `releases:\n  - {name: web, chart: ./chart, hooks: [${hook}]}\n`);
    assertExit(await host.run("sync"), 1);
    const shown = await host.run("runs show");
    assertExit(shown, 0);
    assertSays(shown.stdout, ["time limit of 300 ms reached", "the limit is the hook's own", "declared at"]);
  }));

/** The living processes that sleep this number of seconds and a bit. */
function sleepers(seconds: string): string[] {
  const rows = [...Deno.readDirSync("/proc")].filter(({ name }) => /^\d+$/.test(name)).map(({ name }) => {
    try {
      return Deno.readTextFileSync(`/proc/${name}/cmdline`).replaceAll("\0", " ").trim();
    } catch {
      return "";
    }
  });
  return rows.flatMap((command) => command.match(/\bsleep [\d.]+$/)?.[0] ?? [])
    .filter((command) => command.startsWith(`sleep ${seconds}.`));
}

Deno.test("--deadline ends a run as SIGTERM does, cleanup hooks included, with an error and exit code 1", () =>
  withHost(async (host) => {
    await host.chart("chart");
    await host.write(
      "helmfile.yaml",
      `hooks:
  - {name: tidy, events: [prepare, cleanup], command: ./note.sh, args: ["{{ .Event.Name }}"]}
releases:
  - name: slow
    chart: ./chart
    hooks: [{name: wait, events: [presync], command: sleep, args: ["60"]}]
  - {name: next, chart: ./chart, needs: [slow]}
`,
    );
    await host.script("note.sh", `echo "hook $1" >> "$JOURNAL"`);
    const run = await host.run("sync --deadline 500ms --junit j.xml");
    assertExit(run, 1);
    assertSays(run.stderr, ["error[run/deadline]: Cannot go on: the run has reached its deadline of 0.5 s"]);
    assertSays(run.stderr, [`presync "wait": stopped by the run's deadline`]);
    assertTrue(!run.stderr.includes("stopped by SIGTERM"), run.stderr);
    assertEquals(await host.journal(), ["hook prepare", "hook cleanup"]);
    const junit = await Deno.readTextFile(`${host.project}/j.xml`);
    assertSays(junit, ['type="run/deadline"']);
    const wrong = await host.run("sync --deadline soon");
    assertSays(wrong.stderr, ["error[cli/wrong-duration]"]);
  }));
