// The reports of real runs, read by what will read them: a JSON schema validator, an XML parser.
import { Ajv2020 } from "ajv";
import { XMLParser } from "fast-xml-parser";
import type { RunEvent } from "../../../src/run/events.ts";
import { assertEquals, assertMatch, assertTrue } from "../../support/assert.ts";
import { givenFailingProject } from "../../support/failing_project.ts";
import { assertExit, assertSays, type Host, withHost } from "../../support/host.ts";

const SCHEMA = JSON.parse(
  await Deno.readTextFile(new URL("../../../.github/docs/events.schema.json", import.meta.url)),
);

/** Every event there is; a new one does not compile until it stands here. */
const TYPES: Record<Exclude<RunEvent["type"], "text_printed">, true> = {
  run_started: true,
  file_started: true,
  file_finished: true,
  plan_made: true,
  release_started: true,
  release_finished: true,
  release_compared: true,
  removal_planned: true,
  release_blocked: true,
  release_skipped: true,
  hook_started: true,
  hook_output: true,
  hook_finished: true,
  hook_skipped: true,
  hook_listed: true,
  hook_retried: true,
  hook_failed: true,
  hook_failures_unchecked: true,
  hook_leaked: true,
  helm_started: true,
  helm_output: true,
  helm_finished: true,
  stop_requested: true,
  deadline_reached: true,
  warning: true,
  run_failed: true,
  run_finished: true,
};

Deno.test("the schema and the page of events know every event, and no other", async () => {
  const page = await Deno.readTextFile(new URL("../../../.github/docs/events.md", import.meta.url));
  const inSchema = (SCHEMA.oneOf as { $ref: string }[]).map(({ $ref }) => $ref.split("/").at(-1)!);
  const onPage = [...page.matchAll(/^\| `(\w+)` +\|/gm)].map(([, name]) => name!);
  assertEquals(inSchema.sort(), Object.keys(TYPES).sort());
  assertEquals(onPage.sort(), Object.keys(TYPES).sort());
});

function project(host: Host, path: string): Promise<string> {
  return Deno.readTextFile(`${host.project}/${path}`);
}

Deno.test("--events writes lines that fit the published schema, secrets masked, and say all the schema names", () =>
  withHost(async (host) => {
    await givenFailingProject(host);
    assertExit(await host.run("sync --events events.ndjson"), 1);
    const rows = (await project(host, "events.ndjson")).trimEnd().split("\n").map((line) => JSON.parse(line));
    const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(SCHEMA);
    for (const row of rows) {
      const isValid: boolean = validate(row);
      assertTrue(isValid, JSON.stringify([row, validate.errors]));
      const known = Object.keys(SCHEMA.$defs[row.type].properties);
      assertEquals(Object.keys(row).filter((key) => !known.includes(key)), [], row.type);
    }
    const types = rows.map(({ type }) => type);
    assertEquals([types[0], types.at(-1)], ["run_started", "run_finished"]);
    assertEquals(rows.filter(({ type }) => type === "release_blocked").map(({ release }) => release.name), [
      "web",
    ]);
  }));

Deno.test("--events - leaves standard output to the events", () =>
  withHost(async (host) => {
    await givenFailingProject(host);
    const { stdout } = await host.run("diff --events -");
    for (const line of stdout.trimEnd().split("\n")) assertEquals(JSON.parse(line).v, 1);
  }));

Deno.test("--junit writes one suite a file, one case a release and hook, each failure once", () =>
  withHost(async (host) => {
    await givenFailingProject(host);
    assertExit(await host.run("sync --junit out/junit.xml"), 1);
    const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: "" });
    const { testsuites } = parser.parse(await project(host, "out/junit.xml"), true);
    const { testsuite } = testsuites;
    assertEquals([testsuite.name, testsuite.tests, testsuite.failures, testsuite.skipped], [
      "helmfile.yaml.gotmpl",
      "6",
      "2",
      "2",
    ]);
    const cases =
      (testsuite.testcase as { name: string; failure?: { type: string }; skipped?: { message: string } }[])
        .map(({ name, failure, skipped }) => `${name}: ${failure?.type ?? skipped?.message ?? "ok"}`).sort();
    assertEquals(cases, [
      "prepare hook login: ok",
      "presync hook migrate of api: hook/exited",
      'upgrade api: failed of Cannot run hook "migrate" (presync of release "api"): exit code 1',
      "upgrade bad: helm/failed",
      "upgrade db: ok",
      "upgrade web: api failed, which it needs",
    ]);
    const hook = testsuite.testcase.find(({ name }: { name: string }) => name.startsWith("presync"));
    assertEquals([hook.file, hook.line, hook["system-out"]], ["migrate.sh", "4", "<migrating> & co"]);
  }));

Deno.test("--report writes one page that asks for nothing from elsewhere and escapes what it shows", () =>
  withHost(async (host) => {
    await givenFailingProject(host);
    await host.run("sync --report report.html");
    const page = await project(host, "report.html");
    assertSays(page, ["What failed", "hook/exited", "migrate.sh:4", "Not worked on because of it: web"]);
    assertSays(page, ["What happened when", "critical", "<details>", "&lt;migrating&gt; &amp; co"]);
    assertEquals(page.match(/<script|<link|<img|https?:\/\/|<migrating>/g), null);
  }));

Deno.test("--summary-markdown and GitHub's step summary tell each failure once, annotations point at lines", () =>
  withHost(async (host) => {
    await givenFailingProject(host);
    await host.write("step.md", "before\n");
    Object.assign(host.env, {
      GITHUB_ACTIONS: "true",
      GITHUB_WORKSPACE: host.dir,
      GITHUB_STEP_SUMMARY: `${host.project}/step.md`,
    });
    const { stderr } = await host.run("sync --summary-markdown summary.md");
    const summary = await project(host, "summary.md");
    assertEquals(summary.match(/^#### /gm)?.length, 2);
    assertSays(summary, ["2 failed, 1 blocked", "Not worked on because of it: web", "| ⛔ | web |"]);
    assertEquals(
      await project(host, "step.md"),
      "before\n" + summary.replace(/\(\S+s\)/, summary.match(/\(\S+s\)/)![0]),
    );
    const errors = stderr.split("\n").filter((line) => line.startsWith("::error "));
    assertEquals(errors.map((line) => line.match(/file=([^,]*),line=(\d+)/)?.slice(1)).sort(), [
      ["project/helmfile.yaml.gotmpl", "23"],
      ["project/migrate.sh", "4"],
    ]);
    assertEquals(stderr.match(/^::group::/gm)?.length, stderr.match(/^::endgroup::/gm)?.length);
    assertSays(stderr, [
      "::group::upgrade api",
      'error[hook/exited]: Cannot run hook "migrate"',
      "::endgroup::",
    ]);
  }));

Deno.test("GitLab folds the lines of each release", () =>
  withHost(async (host) => {
    await givenFailingProject(host);
    host.env.GITLAB_CI = "true";
    const { stderr } = await host.run("sync");
    assertMatch(stderr, /\x1b\[0Ksection_start:\d+:release__shop_db\[collapsed=true\]\r\x1b\[0Kupgrade db\n/);
    assertMatch(stderr, /\x1b\[0Ksection_end:\d+:release__shop_db\r\x1b\[0K\n/);
  }));

Deno.test("a state that cannot be loaded is reported too, and a report that cannot be written stops the run", () =>
  withHost(async (host) => {
    await host.write("helmfile.yaml", "releases: [{name: a, charts: b}]\n");
    await host.run("sync --events e.ndjson --junit j.xml --report r.html --summary-markdown s.md");
    assertEquals((await project(host, "e.ndjson")).match(/"type":"run_failed"/g)?.length, 1);
    assertMatch(await project(host, "j.xml"), /<failure type="/);
    assertMatch(await project(host, "s.md"), /^#### ❌ /m);
    await givenFailingProject(host);
    await Deno.remove(`${host.project}/helmfile.yaml`);
    const run = await host.run("sync --junit helmfile.yaml.gotmpl/x.xml");
    assertSays(run.stderr, ["error[report/not-writable]"]);
    assertEquals(await host.journal(), []);
  }));

Deno.test({
  name: "events that cannot be written are said to be so once, and the run goes on",
  ignore: Deno.build.os !== "linux",
  fn: () =>
    withHost(async (host) => {
      await host.chart("chart");
      await host.write("helmfile.yaml", "releases: [{name: a, chart: ./chart}]\n");
      const run = await host.run("sync --events /dev/full");
      assertEquals([run.exit, run.stderr.match(/^warning: cannot write the report/gm)?.length], [0, 1]);
    }),
});

Deno.test("what a run was told in secret stands in no report and no journal", () =>
  withHost(async (host) => {
    await givenFailingProject(host);
    const helmfile = (await project(host, "helmfile.yaml.gotmpl")).replace(
      /\{\{ env .*? \}\}/,
      "ref+envsubst://$TOKEN",
    );
    await host.write("helmfile.yaml.gotmpl", helmfile);
    await host.script("migrate.sh", `echo "using $TOKEN"\nfalse\nexit 3`);
    host.env.TOKEN = "hunter2-hunter2";
    await host.run("sync --events e.ndjson --junit j.xml --report r.html --summary-markdown s.md");
    const folder = `${host.env.BOATHOOK_STATE_HOME}/runs`;
    const [state] = [...Deno.readDirSync(folder)];
    const journals = [...Deno.readDirSync(`${folder}/${state!.name}`)].map(({ name }) =>
      `${folder}/${state!.name}/${name}`
    );
    const reports = ["e.ndjson", "j.xml", "r.html", "s.md"].map((name) => `${host.project}/${name}`);
    for (const path of [...reports, ...journals]) {
      const text = await Deno.readTextFile(path);
      assertTrue(text.includes("using ***"), `${path} does not tell the hook's output`);
      assertTrue(!text.includes("hunter2"), `${path} tells the secret`);
    }
  }));
