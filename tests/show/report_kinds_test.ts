// Runs of every kind, each with its events and its JUnit report read by what will read them: the lines fit the schema,
// the counts are true, names are unique, each failure stands once and its root cause first.
import { Ajv2020 } from "ajv";
import { XMLParser } from "fast-xml-parser";
import { assertEquals, assertTrue } from "../support/assert.ts";
import { givenFailingProject } from "../support/failing_project.ts";
import { type Host, withHost } from "../support/host.ts";

const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(
  JSON.parse(await Deno.readTextFile(new URL("../../.github/docs/events.schema.json", import.meta.url))),
);

interface Kind {
  readonly name: string;
  readonly words: string;
  readonly exit: number;
  /** The codes of what failed, root causes first. */
  readonly codes: readonly string[];
  /** What else must have happened. */
  readonly events?: readonly string[];
  readonly given?: (host: Host) => Promise<void>;
  /** A stop that is sent when the run has said this. */
  readonly stopAt?: string;
}

const hooks = (lines: string, more = "") => async (host: Host) => {
  await host.chart("chart");
  await host.write(
    "helmfile.yaml",
    `releases:\n  - name: api\n    chart: ./chart\n    hooks:\n${lines}  - name: web\n    chart: ./chart\n    needs: [api]\n${more}`,
  );
};
const script = (text: string, more = "") =>
  `      - {events: [presync], name: work, showlogs: true, ${more}script: '${text}'}\n`;

const KINDS: readonly Kind[] = [
  { name: "all is done", words: "sync", exit: 0, codes: [], given: hooks(script("echo done")) },
  {
    name: "helm, a hook and their dependents fail",
    words: "sync --concurrency 1",
    exit: 1,
    codes: ["helm/failed", "hook/exited"],
    events: ["release_blocked", "hook_failed"],
    given: givenFailingProject,
  },
  {
    name: "a hook takes too long",
    words: "sync",
    exit: 1,
    codes: ["hook/timed-out"],
    events: ["hook_failed", "release_blocked"],
    given: hooks(script("sleep 60", "timeout: 0.3s, killGrace: 1s, ")),
  },
  {
    name: "a hook is tried again",
    words: "sync",
    exit: 1,
    codes: ["hook/exited"],
    events: ["hook_retried", "hook_failed"],
    given: hooks(script("false", "retries: {count: 1, backoff: 1ms}, ")),
  },
  {
    name: "a hook may fail",
    words: "sync",
    exit: 0,
    codes: [],
    events: ["hook_failed"],
    given: hooks(script("false", "onError: warn, ")),
  },
  {
    name: "the run is stopped",
    words: "sync",
    exit: 130,
    codes: ["hook/canceled"],
    events: ["stop_requested"],
    given: hooks(script("echo working; sleep 60")),
    stopAt: "working",
  },
  {
    name: "the run reaches its deadline",
    words: "sync --deadline 0.5s",
    exit: 1,
    codes: ["run/deadline", "hook/canceled"],
    events: ["deadline_reached"],
    given: hooks(script("sleep 60")),
  },
  {
    name: "a run goes on from one that failed",
    words: "sync --resume",
    exit: 0,
    codes: [],
    events: ["release_skipped"],
    async given(host) {
      await givenFailingProject(host);
      await host.run("sync");
      host.env.FIX = "yes";
      host.env.HELM_FAILS = "";
    },
  },
  {
    name: "apply finds no change",
    words: "apply",
    exit: 0,
    codes: [],
    events: ["release_compared"],
    async given(host) {
      await hooks(script("echo done"))(host);
      host.env.HELM_DIFF = "0";
    },
  },
  {
    name: "apply finds changes",
    words: "apply",
    exit: 0,
    codes: [],
    events: ["release_compared", "release_finished"],
    given: hooks(script("echo done")),
  },
  {
    name: "destroy",
    words: "destroy",
    exit: 0,
    codes: [],
    events: ["release_finished"],
    async given(host) {
      await hooks(script("echo done"))(host);
      host.env.HELM_LIST =
        '[{"name":"api","namespace":"default","revision":"1","status":"deployed","chart":"chart-0.1.0"}]';
    },
  },
  {
    name: "a state that cannot be loaded",
    words: "sync",
    exit: 1,
    codes: ["helmfile/unknown-key"],
    events: ["run_failed"],
    given: (host) => host.write("helmfile.yaml", "releases: [{name: a, chart: b, chatr: c}]\n"),
  },
];

for (const { name, words, exit, codes, events = [], given, stopAt } of KINDS) {
  Deno.test(`the reports of a run are sound when ${name}`, () =>
    withHost(async (host) => {
      host.env.BOATHOOK_STATE_HOME = `${host.dir}/state`;
      await given?.(host);
      const started = host.start(`${words} --events e.ndjson --junit j.xml --report r.html`);
      if (stopAt) {
        await started.said(stopAt);
        started.kill("SIGINT");
      }
      const run = await started.done;
      assertEquals(run.exit, exit, run.stderr);
      const types = await checkedEvents(host);
      assertEquals(events.filter((type) => !types.includes(type)), []);
      assertEquals(await checkedJunit(host), codes);
      const page = await Deno.readTextFile(`${host.project}/r.html`);
      assertEquals(page.match(/<section class="failure">/g)?.length ?? 0, codes.length);
    }));
}

/** The types of the events in order, each checked. */
async function checkedEvents(host: Host): Promise<string[]> {
  const text = await Deno.readTextFile(`${host.project}/e.ndjson`);
  const rows = text.trimEnd().split("\n").map((line) => JSON.parse(line));
  for (const row of rows) assertTrue(validate(row), JSON.stringify([row, validate.errors]));
  return rows.map(({ type }) => type);
}

interface Case {
  readonly name: string;
  readonly classname: string;
  readonly time: string;
  readonly failure?: { readonly type: string; readonly message: string };
  readonly skipped?: unknown;
}

const LISTS: ReadonlySet<string> = new Set(["testsuite", "testcase"]);

/** The codes of the failures in the report, in order; its counts and names are checked. */
async function checkedJunit(host: Host): Promise<string[]> {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: "",
    isArray: (name) => LISTS.has(name),
  });
  const { testsuites } = parser.parse(await Deno.readTextFile(`${host.project}/j.xml`), true);
  const suites = (testsuites.testsuite ?? []) as (Record<string, string> & { testcase?: Case[] })[];
  const countsOf = (cases: readonly Case[]) => ({
    tests: String(cases.length),
    failures: String(cases.filter(({ failure }) => failure !== undefined).length),
    errors: "0",
    skipped: String(cases.filter(({ skipped }) => skipped !== undefined).length),
  });
  const told = ({ tests, failures, errors, skipped }: Record<string, string>) => ({
    ...{ tests, failures, errors, skipped },
  });
  for (const suite of suites) {
    assertEquals<unknown>(told(suite), countsOf(suite.testcase ?? []));
    assertTrue(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(suite.timestamp!), suite.timestamp);
  }
  const cases = suites.flatMap(({ testcase = [] }) => testcase);
  assertEquals<unknown>(told(testsuites), countsOf(cases));
  const names = cases.map(({ classname, name }) => `${classname} ${name}`);
  assertEquals(names.filter((one, i) => names.indexOf(one) !== i), []);
  assertTrue(cases.every(({ time }) => /^\d+\.\d{3}$/.test(time)));
  assertTrue(cases.every(({ failure, skipped }) => failure === undefined || skipped === undefined));
  return cases.flatMap(({ failure }) => failure ? [failure.type] : []);
}
