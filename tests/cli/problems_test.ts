// Problems as the whole program draws them, and the exit codes they end with.
import { assertEquals, assertMatch, assertTrue } from "../support/assert.ts";
import { project } from "../support/project.ts";
import { shop } from "../support/shop.ts";

Deno.test("every problem of a state file is drawn, each where it is", async () => {
  await project().file(
    "helmfile.yaml",
    `releases:
  - name: api
    chart: shop/api
    hooks:
      - events: [presynk]
        command: ./migrate
  - name: web
    chart: shop/web
    verson: 1.0.0
    wait: "maybe"
`,
  ).run("list").exits(1).stdout("").stderrGolden("cli/problems_of_state.txt");
});

Deno.test("a problem in a rendered file is led back to its template", async () => {
  await project().file(
    "helmfile.yaml.gotmpl",
    `environments:
  default:
    values: [{database: databse}]
---
{{ range list "api" "web" }}
{{ end }}
releases:
  - name: api
    chart: shop/api
    needs: ["{{ .Values.database }}"]
  - {name: database, chart: shop/db}
`,
  ).run("show-dag").exits(1).stdout("").stderrGolden("cli/problem_in_template.txt");
});

Deno.test("a template that fails is drawn at its action", async () => {
  await project().file(
    "helmfile.yaml.gotmpl",
    `releases:\n  - name: api\n    chart: {{ requiredEnv "CHART" }}\n`,
  ).run("list").exits(1).stdout("").stderrGolden("cli/failing_template.txt");
});

const STUCK = `releases:
  - name: api
    chart: shop/api
    hooks: [{events: [presync], command: wait-for-godot, timeout: 1, killGrace: 5}]
`;
const stuck = () => project().file("helmfile.yaml", STUCK).process("wait-for-godot", { takes: "forever" });

Deno.test("a hook past its limit ends with exit code 1", async () => {
  await stuck().run("hooks run api presync").exits(1).leaves(({ signals, elapsedMs }) => {
    assertEquals(signals, ["SIGTERM wait-for-godot"]);
    assertTrue(elapsedMs >= 1000 && elapsedMs < 11_000, `${elapsedMs} ms`);
  });
});

for (const [signal, code] of [["SIGINT", 130], ["SIGTERM", 143]] as const) {
  Deno.test(`${signal} ends a stuck hook, and the program with exit code ${code}`, async () => {
    await stuck().signalDuring("wait-for-godot", signal).run("hooks run api presync").exits(code);
  });
}

for (const name of ["helmfile", "boathook"]) {
  Deno.test(`called as ${name}, the command line to run a hook again begins with it`, async () => {
    const { stderr } = await stuck().calledAs(`/usr/bin/${name}`).run("hooks run api presync").exits(1);
    assertMatch(stderr, new RegExp(` = run again: ${name} hooks run api presync\n`));
  });
}

Deno.test("a cluster that helm cannot reach is told with what to do", async () => {
  const { stderr } = await shop({ "helmfile.yaml": "releases: [{name: a, chart: x/a}]\n" })
    .process("helm upgrade", { exit: 1, stderr: "Error: Kubernetes cluster unreachable: no configuration\n" })
    .run("sync").exits(1);
  assertMatch(
    stderr,
    /= hint: see that KUBECONFIG and --kube-context lead to your cluster; to try without one, add --playground\n/,
  );
});

Deno.test("a missing state file ends with exit code 1 and says what to do", async () => {
  await project().run("list").exits(1).stdout("").stderrGolden("cli/no_state.txt");
});

Deno.test("a release that helm does not know is told with what installs it", async () => {
  const { stderr } = await shop({ "helmfile.yaml": "releases: [{name: a, chart: x/a}]\n" })
    .process("helm status", { exit: 1, stderr: "Error: release: not found\n" }).run("status").exits(1);
  assertMatch(stderr, /= hint: it is not installed: sync and apply do that\n/);
});

Deno.test("without a file of tests it is said how to begin one", async () => {
  await project().run("test-hooks").exits(1).stderr(
    `error[files/unreadable]: Cannot read "hook-tests.yaml": it does not exist\n` +
      `   = hint: write a list "tests:" with the name and the command of each, and let --record fill in the rest\n`,
  );
});

Deno.test("in a folder of a project the state file above is named", async () => {
  const { stderr } = await project().file("../helmfile.yaml", "releases: []\n").run("list").exits(1);
  assertMatch(stderr, /= hint: there is one above: --file \.\.\/helmfile\.yaml\n/);
});

Deno.test("a repository that cannot be reached is told with what else there is", async () => {
  const state =
    "repositories: [{name: x, url: 'https://charts.example.com'}]\nreleases: [{name: a, chart: x/a}]\n";
  const { stderr } = await shop({ "helmfile.yaml": state })
    .process("helm repo add", {
      exit: 1,
      stderr: "Error: dial tcp: lookup charts.example.com: no such host\n",
    })
    .run("sync").exits(1);
  assertMatch(stderr, /= hint: where that host cannot be reached, .* --skip-deps /);
});

Deno.test("a terminal gets colours unless NO_COLOR is set", async () => {
  const red = "\x1b[31m";
  const onTerminal = () => project().onTerminal();
  await onTerminal().run("lits").exits(3).leaves(({ stderr }) => {
    if (!stderr.includes(red)) throw new Error(stderr);
  });
  await onTerminal().env("NO_COLOR", "1").run("lits").exits(3).leaves(({ stderr }) => {
    if (stderr.includes(red)) throw new Error(stderr);
  });
});
