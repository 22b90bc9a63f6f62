// The commands about charts and repositories, and what becomes of a release's chart on the way to helm.
import { runProgram } from "../../src/commands/program.ts";
import { assertEquals, assertMatch, assertTrue } from "../support/assert.ts";
import { type FakeSystem, fakeSystem } from "../support/fake_system.ts";

const CHART = "apiVersion: v2\nname: web\nversion: 0.4.0\n";
const RENDERED = "---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n";

/** A project with a helm that succeeds, renders one object and unpacks whatever it fetches. */
function shop(files: Readonly<Record<string, string>>): FakeSystem {
  const system = fakeSystem({ files, clockMoves: "when idle" });
  const unpack = ({ args }: { args: readonly string[] }) => {
    const folder = args[args.findIndex((word) => /^--(?:untardir|destination)$/.test(word)) + 1]!;
    const root = folder.startsWith("/") ? folder : `/project/${folder}`;
    system.files.write(`${root}/fetched/Chart.yaml`, CHART);
  };
  const { processes } = system;
  processes.script("helm", {});
  processes.script("helm version", { stdout: "v4.2.3+g43e8b7f\n" });
  processes.script("helm template", { stdout: RENDERED });
  processes.script("helm fetch", { does: unpack });
  processes.script("helm pull", { does: unpack });
  return system;
}

async function run(command: string, system: FakeSystem, exit = 0): Promise<readonly string[]> {
  const code = await runProgram(command.split(" "), system);
  assertEquals(code, exit, system.terminal.stderr);
  return system.processes.log.slice(1).map((line) => line.replaceAll(/\/tmp\/boathook-[^/ ]+/g, "TMP"));
}

Deno.test("repos adds repositories, then minds that there are no releases", async () => {
  const system = shop({
    "helmfile.yaml":
      "repositories: [{name: a, url: https://a.test}, {name: o, url: o.test/x, oci: true}]\nreleases: []\n",
  });
  assertEquals(await run("repos", system, 3), ["helm repo add a https://a.test --force-update"]);
});

Deno.test("--skip-deps leaves repositories out, but logs in to registries", async () => {
  const system = shop({
    "helmfile.yaml": `
repositories:
  - {name: a, url: https://a.test}
  - {name: o, url: o.test/x, oci: true, username: me, password: hush}
releases: [{name: r, chart: a/r}]
`,
  });
  assertEquals(await run("template --skip-deps", system), [
    "helm registry login o.test --username me --password-stdin",
    "helm template r a/r",
  ]);
});

Deno.test("deps updates local charts and writes the lock, sorted and each chart once", async () => {
  const system = shop({
    "web/Chart.yaml": CHART,
    "helmfile.lock": "dependencies: [{name: b, version: 1.0.0}, {name: z, version: 1.0.0}]\n",
    "helmfile.yaml": `
repositories: [{name: a, url: https://a.test}]
releases:
  - {name: one, chart: a/b, version: ^2}
  - {name: two, chart: a/b}
  - {name: z, namespace: n, chart: a/z}
  - {name: local, chart: ./web}
`,
  });
  let asked = "";
  system.processes.script("helm dependency update", ({ args }) => ({
    does() {
      if (!args[2]!.startsWith("/tmp/")) return;
      asked = system.files.readText(`${args[2]}/Chart.yaml`);
      system.files.write(
        `${args[2]}/Chart.lock`,
        `dependencies:
- {name: z, repository: https://a.test, version: 1.0.0}
- {name: b, repository: https://a.test, version: 2.1.0}
- {name: b, repository: https://a.test, version: 2.1.0}
digest: sha256:00
generated: "2026-01-02T03:04:05Z"
`,
      );
    },
  }));
  assertEquals(await run("deps", system), [
    "helm repo add a https://a.test --force-update",
    "helm dependency update ./web",
    "helm dependency update TMP/lock",
  ]);
  // The state's own ranges, not what the lock makes of them.
  assertEquals(
    asked.match(/version: .*/g),
    ["version: ^2", "version: '*'", "version: '*'", "version: 1.0.0"],
  );
  assertEquals(
    system.files.readText("/project/helmfile.lock").replace(/^version: .*$/m, "version: OURS"),
    `version: OURS
dependencies:
  - name: b
    repository: https://a.test
    version: 2.1.0
  - name: z
    repository: https://a.test
    version: 1.0.0
digest: sha256:00
generated: "2026-01-02T03:04:05Z"
`,
  );
});

Deno.test("deps without a chart from a repository says so and writes nothing", async () => {
  const system = shop({
    "web/Chart.yaml": CHART,
    "helmfile.yaml": "releases: [{name: local, chart: ./web}]\n",
  });
  assertEquals(await run("deps", system), ["helm dependency update ./web"]);
  assertMatch(system.terminal.stderr, /warning\[lock\/nothing\]/);
  assertEquals(system.files.stat("/project/helmfile.lock"), undefined);
});

const FETCHED = {
  "web/Chart.yaml": CHART,
  "web/templates/a.yaml": "kind: A\n",
  "helmfile.yaml": `
repositories: [{name: a, url: https://a.test}, {name: o, url: o.test/x, oci: true}]
releases:
  - {name: one, namespace: n, chart: a/b, version: 1.0.0}
  - {name: two, chart: o/deep/c}
  - {name: local, chart: ./web}
`,
};

Deno.test("fetch puts each chart into a folder of its own, and says where on request", async () => {
  const system = shop(FETCHED);
  assertEquals(await run("fetch --output-dir out --write-output --concurrency 1", system), [
    "helm repo add a https://a.test --force-update",
    "helm fetch a/b --version 1.0.0 --untar --untardir out/n/one/a/b/1.0.0",
    "helm pull oci://o.test/x/deep/c --destination out/two/deep/c/latest --untar",
    "helm dependency build out/local/web/latest",
  ]);
  assertEquals(system.files.readText("/project/out/local/web/latest/templates/a.yaml"), "kind: A\n");
  assertEquals(system.terminal.stdout.match(/chart: out.*/g), [
    "chart: out/n/one/a/b/1.0.0/fetched",
    "chart: out/two/deep/c/latest/fetched",
    "chart: out/local/web/latest",
  ]);
  const elsewhere = shop({
    ...system.files.texts("/project"),
    "helmfile.yaml": system.terminal.stdout,
  });
  assertEquals((await run("template --skip-deps", elsewhere)).map((line) => line.split(" ")[3]), [
    "out/n/one/a/b/1.0.0/fetched",
    "out/two/deep/c/latest/fetched",
    "out/local/web/latest",
  ]);
});

Deno.test("a chart at a go-getter address is fetched once, and its dependencies may fail to build", async () => {
  const system = shop({
    "helmfile.yaml": `
releases:
  - name: a
    namespace: n
    chart: git::https://git.test/charts.git@apps/web?ref=v1
    dependencies: [{chart: "git::https://git.test/more.git@more"}]
`,
  });
  system.processes.script("git", ({ args }) => ({
    does() {
      const root = args.at(-1)!;
      if (!args.includes("clone")) return;
      system.files.write(
        `${root}/apps/web/Chart.yaml`,
        CHART + "dependencies: [{name: x, version: 1.0.0}]\n",
      );
      system.files.write(`${root}/more/Chart.yaml`, "name: more\nversion: 3.0.0\n");
    },
  }));
  system.processes.script("helm dependency build", { exit: 1, stderr: "no such chart\n" });
  const log = await run("template", system);
  const home = "/home/user/.cache/helmfile/n/a";
  assertEquals(log, [
    `git clone --quiet -- https://git.test/charts.git ${home}/https_git_test_charts_git.ref=v1`,
    `git -C ${home}/https_git_test_charts_git.ref=v1 checkout --quiet v1`,
    `helm dependency build ${home}/https_git_test_charts_git.ref=v1/apps/web`,
    `git clone --quiet -- https://git.test/more.git ${home}/https_git_test_more_git`,
    "helm dependency update TMP/own/n_a/with-dependencies/web",
    "helm template a TMP/own/n_a/with-dependencies/web --namespace n",
  ]);
  assertMatch(system.terminal.stderr, /warning\[helm\/failed\]: Cannot build the dependencies of chart/);
});

Deno.test("fetch does not fetch what is there", async () => {
  const system = shop({ ...FETCHED, "out/n/one/a/b/1.0.0/b/Chart.yaml": CHART });
  const log = await run("fetch --output-dir out -l name=one", system);
  assertEquals(log, ["helm repo add a https://a.test --force-update"]);
});

Deno.test("fetch --write-output wants a place that lasts", async () => {
  const system = shop(FETCHED);
  await runProgram(["fetch", "--write-output"], system);
  assertMatch(system.terminal.stderr, /error\[cli\/missing-option\].*nobody says where they go/);
});

Deno.test("unittest runs for releases with tests, with their values", async () => {
  const system = shop({
    "web/Chart.yaml": CHART,
    "helmfile.yaml": `
releases:
  - {name: a, chart: ./web, unitTests: [tests], values: [{x: 1}]}
  - {name: b, chart: ./web}
`,
  });
  assertEquals(await run("unittest --skip-deps", system), [
    "helm unittest web --file tests/*_test.yaml --values TMP/a-1-values.yaml",
  ]);
});

Deno.test("a folder of manifests becomes a chart whose templates they are", async () => {
  const system = shop({
    "plain/cm.yaml": "kind: A\n",
    "helmfile.yaml": "releases: [{name: a, chart: ./plain}]\n",
  });
  system.processes.script("helm upgrade", ({ args }) => ({
    does: () => assertEquals(system.files.readText(`${args[3]}/templates/cm.yaml`), "kind: A\n"),
  }));
  assertEquals(await run("sync", system), [
    "helm upgrade --install a TMP/own/a/chart/plain --create-namespace --reset-values --history-max 10",
  ]);
});

Deno.test("a kustomization is built with what the values lay over it", async () => {
  const system = shop({
    "kust/kustomization.yaml": "resources: []\n",
    "helmfile.yaml": "releases: [{name: a, chart: ./kust, values: [{namePrefix: p-}]}]\n",
  });
  let overlay = "";
  system.processes.script("kustomize", ({ args }) => ({
    stdout: RENDERED,
    does: () => overlay = system.files.readText(`${args.at(-1)}/kustomization.yaml`),
  }));
  const log = await run("template", system);
  assertEquals(log[0], "kustomize build --enable-alpha-plugins TMP/own/a/overlay");
  assertMatch(overlay, /^namePrefix: p-\nresources:\n\s*- (?:\.\.\/)+project\/kust\n$/);
});

Deno.test("patches: helm renders, kustomize changes, helm gets the result", async () => {
  const system = shop({
    "web/Chart.yaml": CHART,
    "web/crds/c.yaml": "kind: CustomResourceDefinition\n",
    "extra.yaml.gotmpl": "metadata: {name: {{ .Release.Name }}}\n",
    "helmfile.yaml": `
releases:
  - name: a
    chart: ./web
    forceNamespace: there
    strategicMergePatches: [extra.yaml.gotmpl]
    jsonPatches:
      - target: {kind: ConfigMap}
        patch: [{op: remove, path: /data}]
`,
  });
  const seen: Record<string, string> = {};
  system.processes.script("kustomize", ({ args }) => ({
    stdout: RENDERED,
    does: () => Object.assign(seen, system.files.texts(args.at(-1)!)),
  }));
  system.processes.script("helm upgrade", ({ args }) => ({
    does() {
      assertEquals(system.files.readText(`${args[3]}/files/all.yaml`), `${RENDERED}  namespace: there\n`);
      assertTrue(system.files.stat(`${args[3]}/crds/c.yaml`) !== undefined);
    },
  }));
  const log = await run("sync", system);
  assertEquals(log, [
    "helm dependency build web",
    "helm template a /project/web",
    "kustomize build --enable-alpha-plugins TMP/own/a/patches",
    "helm upgrade --install a TMP/own/a/patched/web --create-namespace --reset-values --history-max 10",
  ]);
  assertEquals(Object.values(seen).sort(), [
    RENDERED,
    "metadata: {name: a}\n",
    "patches:\n  - path: strategicMergePatches-0.yaml\n  - patch: |\n      - op: remove\n        path: /data\n" +
    "    target:\n      kind: ConfigMap\nresources:\n  - all.yaml\ntransformers: []\n",
  ]);
});

Deno.test("without kustomize nothing starts, and the report says what to do", async () => {
  const system = shop({
    "web/Chart.yaml": CHART,
    "helmfile.yaml":
      "releases:\n  - {name: a, chart: ./web, strategicMergePatches: [{kind: A}]}\n  - {name: b, chart: ./web}\n",
  });
  assertEquals(await run("sync", system, 1), ["helm dependency build web", "helm template a /project/web"]);
  assertMatch(
    system.terminal.stderr,
    /error\[chart\/no-kustomize\][^]*helmfile\.yaml:2:5[^]*--kustomize-binary/,
  );
});

Deno.test("dependencies are added to a copy of the chart", async () => {
  const system = shop({
    "web/Chart.yaml": CHART + "dependencies: [{name: near, repository: file://../near, version: 1.0.0}]\n",
    "more/Chart.yaml": "name: more\nversion: 3.0.0\n",
    "helmfile.yaml": `
repositories: [{name: a, url: https://a.test}]
releases:
  - {name: r, chart: ./web, skipDeps: true, dependencies: [{chart: ./more, alias: m}, {chart: a/b, version: ^1}]}
`,
  });
  let chart = "";
  system.processes.script("helm dependency update", ({ args }) => ({
    does: () => chart = system.files.readText(`${args[2]}/Chart.yaml`),
  }));
  assertEquals((await run("template", system)).slice(1), [
    "helm dependency update TMP/own/r/with-dependencies/web",
    "helm template r TMP/own/r/with-dependencies/web",
  ]);
  assertEquals(chart.match(/repository: .*/g), [
    "repository: file:///project/near",
    "repository: file:///project/more",
    "repository: https://a.test",
  ]);
});

Deno.test("all charts that cannot be had are told at once, and nothing starts", async () => {
  const system = shop({
    "helmfile.yaml": `
repositories: [{name: o, url: o.test/x, oci: true}]
releases: [{name: a, chart: o/a}, {name: b, chart: o/b, version: 1@sha256:ff}]
`,
  });
  system.processes.script("helm pull", { exit: 1, stderr: "no such chart\n" });
  await run("sync", system, 1);
  assertEquals(system.terminal.stderr.match(/Cannot fetch chart "[^"]*"/g), [
    'Cannot fetch chart "o/a"',
    'Cannot fetch chart "o/b"',
  ]);
});

Deno.test("what references lead to is in no argument, log or report, and ordinary words stay", async () => {
  const system = shop({
    "pw.txt": "s3cret-word",
    "helmfile.yaml": `
releases:
  - name: a
    chart: c/a
    set: [{name: pw, value: ref+file://pw.txt}]
    values: [{kind: Deployment, token: ref+file://pw.txt}]
`,
  });
  system.processes.script("helm upgrade", { exit: 1, stderr: "Deployment with s3cret-word failed\n" });
  const log = await run("--debug sync", system, 1);
  assertEquals(log, [
    "helm upgrade --install a c/a --create-namespace --values TMP/a-2-values.yaml --set-file pw=TMP/a-1-values.yaml " +
    "--reset-values --history-max 10 --debug",
  ]);
  assertMatch(system.terminal.stderr, /Deployment with \*\*\* failed/);
  assertEquals(system.terminal.stderr.includes("s3cret-word"), false);
});

Deno.test("template takes releases in turn and stops at the first that fails; lint does so group by group", async () => {
  const state =
    "releases: [{name: a, chart: c/a}, {name: b, chart: c/b}, {name: later, chart: c/l, needs: [a]}]\n";
  const failing = () => {
    const system = shop({ "helmfile.yaml": state });
    system.processes.script("helm template a", { exit: 1 });
    system.processes.script("helm lint", ({ args }) => ({ exit: args[1]!.includes("c/a") ? 1 : 0 }));
    return system;
  };
  assertEquals(await run("template", failing(), 1), ["helm template a c/a"]);
  const linted = (await run("lint", failing(), 1)).filter((line) => line.startsWith("helm lint"));
  assertEquals(linted.map((line) => /c\/\w+/.exec(line)?.[0]), ["c/a", "c/l"]);
});

Deno.test("template puts an empty line after each release's manifests", async () => {
  const system = shop({ "helmfile.yaml": "releases: [{name: a, chart: c/a}, {name: b, chart: c/b}]\n" });
  await run("template --concurrency 4", system);
  assertEquals(system.terminal.stdout, `${RENDERED}\n${RENDERED}\n`);
});
