// The commands about charts and repositories: repos, deps, fetch, unittest, template.
import { runProgram } from "../../src/commands/program.ts";
import { assertEquals, assertMatch } from "../support/assert.ts";
import { CHART, RENDERED, run, shop } from "../support/shop.ts";

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

Deno.test("lint that fails tells what it found", async () => {
  const system = shop({ "helmfile.yaml": "releases: [{name: a, chart: c/a}]\n" });
  system.processes.script("helm lint", {
    exit: 1,
    stdout: "==> Linting a\n[ERROR] no icon\n",
    stderr: "Error: 1 failed\n",
  });
  await run("lint", system, 1);
  assertMatch(system.terminal.stderr, /= note: ==> Linting a\n\s+\[ERROR\] no icon\n\s+Error: 1 failed\n/);
});
