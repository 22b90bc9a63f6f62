// The commands about charts and repositories: repos, deps, fetch, unittest, template.
import { assertEquals, assertMatch } from "../support/assert.ts";
import { afterVersion, CHART, RENDERED, shop, thenRan } from "../support/shop.ts";

Deno.test("repos adds repositories, then minds that there are no releases", async () => {
  await shop({
    "helmfile.yaml":
      "repositories: [{name: a, url: https://a.test}, {name: o, url: o.test/x, oci: true}]\nreleases: []\n",
  }).run("repos").exits(3).leaves(thenRan(["helm repo add a https://a.test --force-update"]));
});

Deno.test("--skip-deps leaves repositories out, but logs in to registries", async () => {
  await shop({
    "helmfile.yaml": `
repositories:
  - {name: a, url: https://a.test}
  - {name: o, url: o.test/x, oci: true, username: me, password: hush}
releases: [{name: r, chart: a/r}]
`,
  }).run("template --skip-deps").exits(0).leaves(thenRan([
    "helm registry login o.test --username me --password-stdin",
    "helm template r a/r",
  ]));
});

const LOCK = `dependencies:
- {name: z, repository: https://a.test, version: 1.0.0}
- {name: b, repository: https://a.test, version: 2.1.0}
- {name: b, repository: https://a.test, version: 2.1.0}
digest: sha256:00
generated: "2026-01-02T03:04:05Z"
`;

Deno.test("deps updates local charts and writes the lock, sorted and each chart once", async () => {
  let asked = "";
  const { files } = await shop({
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
  }).process("helm dependency update", {
    does({ args, files }) {
      if (!args[2]!.startsWith("/tmp/")) return;
      asked = files.readText(`${args[2]}/Chart.yaml`);
      files.write(`${args[2]}/Chart.lock`, LOCK);
    },
  }).run("deps").exits(0).leaves(thenRan([
    "helm repo add a https://a.test --force-update",
    "helm dependency update ./web",
    "helm dependency update TMP/lock",
  ]));
  // The state's own ranges, not what the lock makes of them.
  assertEquals(
    asked.match(/version: .*/g),
    ["version: ^2", "version: '*'", "version: '*'", "version: 1.0.0"],
  );
  assertEquals(
    files.readText("/project/helmfile.lock").replace(/^version: .*$/m, "version: OURS"),
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
  const { files, stderr } = await shop({
    "web/Chart.yaml": CHART,
    "helmfile.yaml": "releases: [{name: local, chart: ./web}]\n",
  }).run("deps").exits(0).leaves(thenRan(["helm dependency update ./web"]));
  assertMatch(stderr, /warning\[lock\/nothing\]/);
  assertEquals(files.exists("/project/helmfile.lock"), false);
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
  const { files, stdout } = await shop(FETCHED).run("fetch --output-dir out --write-output --concurrency 1")
    .exits(0).leaves(thenRan([
      "helm repo add a https://a.test --force-update",
      "helm fetch a/b --version 1.0.0 --untar --untardir out/n/one/a/b/1.0.0",
      "helm pull oci://o.test/x/deep/c --destination out/two/deep/c/latest --untar",
    ]));
  assertEquals(files.readText("/project/out/local/web/latest/templates/a.yaml"), "kind: A\n");
  assertEquals(stdout.match(/chart: out.*/g), [
    "chart: out/n/one/a/b/1.0.0/fetched",
    "chart: out/two/deep/c/latest/fetched",
    "chart: out/local/web/latest",
  ]);
  const elsewhere = shop({ ...files.texts("/project"), "helmfile.yaml": stdout });
  const rendered = afterVersion(await elsewhere.run("template --skip-deps").exits(0));
  assertEquals(rendered.map((line) => line.split(" ")[3]), [
    "out/n/one/a/b/1.0.0/fetched",
    "out/two/deep/c/latest/fetched",
    "out/local/web/latest",
  ]);
});

Deno.test("fetch does not fetch what is there", async () => {
  await shop({ ...FETCHED, "out/n/one/a/b/1.0.0/b/Chart.yaml": CHART })
    .run("fetch --output-dir out -l name=one").exits(0)
    .leaves(thenRan(["helm repo add a https://a.test --force-update"]));
});

Deno.test("fetch --write-output wants a place that lasts", async () => {
  const { stderr } = await shop(FETCHED).run("fetch --write-output").exits(3);
  assertMatch(stderr, /error\[cli\/missing-option\].*nobody says where they go/);
});

Deno.test("unittest runs for releases with tests, with their values", async () => {
  await shop({
    "web/Chart.yaml": CHART,
    "helmfile.yaml": `
releases:
  - {name: a, chart: ./web, unitTests: [tests], values: [{x: 1}]}
  - {name: b, chart: ./web}
`,
  }).run("unittest --skip-deps").exits(0).leaves(thenRan([
    "helm unittest web --values TMP/a-1-values.yaml --file tests/*_test.yaml",
  ]));
});

Deno.test("template takes releases in turn and stops at the first that fails; lint does so group by group", async () => {
  const failing = shop({
    "helmfile.yaml":
      "releases: [{name: a, chart: c/a}, {name: b, chart: c/b}, {name: later, chart: c/l, needs: [a]}]\n",
  })
    .process("helm template a", { exit: 1 })
    .process("helm lint", ({ args }) => ({ exit: args[1]!.includes("c/a") ? 1 : 0 }));
  await failing.run("template").exits(1).leaves(thenRan(["helm template a c/a"]));
  const linted = afterVersion(await failing.run("lint").exits(1))
    .filter((line) => line.startsWith("helm lint"));
  assertEquals(linted.map((line) => /c\/\w+/.exec(line)?.[0]), ["c/a", "c/l"]);
});

Deno.test("template puts an empty line after each release's manifests", async () => {
  await shop({ "helmfile.yaml": "releases: [{name: a, chart: c/a}, {name: b, chart: c/b}]\n" })
    .run("template --concurrency 4").exits(0).stdout(`${RENDERED}\n${RENDERED}\n`);
});

Deno.test("lint that fails tells what it found", async () => {
  const { stderr } = await shop({ "helmfile.yaml": "releases: [{name: a, chart: c/a}]\n" })
    .process("helm lint", {
      exit: 1,
      stdout: "==> Linting a\n[ERROR] no icon\n",
      stderr: "Error: 1 failed\n",
    }).run("lint").exits(1);
  assertMatch(stderr, /= note: ==> Linting a\n\s+\[ERROR\] no icon\n\s+Error: 1 failed\n/);
});
