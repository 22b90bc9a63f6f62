// What becomes of a release's chart and values on the way to helm.
import { assertEquals, assertMatch, assertTrue } from "../support/assert.ts";
import { afterVersion, CHART, RENDERED, shop, thenRan } from "../support/shop.ts";

Deno.test("a chart at a go-getter address is fetched once, and its dependencies may fail to build", async () => {
  const home = "/home/user/.cache/helmfile/n/a";
  const { stderr } = await shop({
    "helmfile.yaml": `
releases:
  - name: a
    namespace: n
    chart: git::https://git.test/charts.git@apps/web?ref=v1
    dependencies: [{chart: "git::https://git.test/more.git@more"}]
`,
  }).process("git", {
    does({ args, files }) {
      const root = args.at(-1)!;
      if (!args.includes("clone")) return;
      files.write(`${root}/apps/web/Chart.yaml`, CHART + "dependencies: [{name: x, version: 1.0.0}]\n");
      files.write(`${root}/more/Chart.yaml`, "name: more\nversion: 3.0.0\n");
    },
  }).process("helm dependency build", { exit: 1, stderr: "no such chart\n" })
    .run("template").exits(0).leaves(thenRan([
      `git clone --quiet -- https://git.test/charts.git ${home}/https_git_test_charts_git.ref=v1`,
      `git -C ${home}/https_git_test_charts_git.ref=v1 checkout --quiet v1`,
      `git clone --quiet -- https://git.test/more.git ${home}/https_git_test_more_git`,
      "helm dependency up TMP/own/n_a/with-dependencies/web",
      "helm dependency build TMP/own/n_a/with-dependencies/web --skip-refresh",
      "helm template a TMP/own/n_a/with-dependencies/web --namespace n",
    ]));
  assertMatch(stderr, /warning\[helm\/failed\]: Cannot build the dependencies of chart/);
});

Deno.test("a folder of manifests becomes a chart whose templates they are", async () => {
  await shop({
    "plain/cm.yaml": "kind: A\n",
    "helmfile.yaml": "releases: [{name: a, chart: ./plain}]\n",
  }).process("helm upgrade", {
    does: ({ args, files }) => assertEquals(files.readText(`${args[3]}/templates/cm.yaml`), "kind: A\n"),
  }).run("sync").exits(0).leaves(thenRan([
    "helm upgrade --install a TMP/own/a/chart/plain --create-namespace --reset-values --history-max 10",
  ]));
});

const BUILD_FLAGS =
  "--enable-alpha-plugins --load-restrictor=LoadRestrictionsNone --enable-helm --helm-command=helm";

Deno.test("a kustomization is built with the namespace and what the values lay over it", async () => {
  let overlay = "";
  const after = await shop({
    "kust/kustomization.yaml": "resources: []\n",
    "helmfile.yaml":
      "releases: [{name: a, namespace: n, chart: ./kust, values: [{namePrefix: p-, namespace: v}]}]\n",
  }).process("kustomize", {
    stdout: RENDERED,
    does: ({ args, files }) => overlay = files.readText(`${args.at(-1)}/kustomization.yaml`),
  }).run("template").exits(0);
  assertEquals(afterVersion(after)[0], `kustomize build ${BUILD_FLAGS} TMP/own/n_a/overlay`);
  assertMatch(overlay, /^namePrefix: p-\nnamespace: "n"\nresources:\n\s*- (?:\.\.\/)+project\/kust\n$/);
});

Deno.test("patches: helm renders, kustomize changes, helm gets the result", async () => {
  const seen: Record<string, string> = {};
  await shop({
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
  }).process("kustomize", {
    stdout: RENDERED,
    does: ({ args, files }) => Object.assign(seen, files.texts(args.at(-1)!)),
  }).process("helm upgrade", {
    does({ args, files }) {
      assertEquals(files.readText(`${args[3]}/files/all.yaml`), `${RENDERED}  namespace: there\n`);
      assertTrue(files.exists(`${args[3]}/crds/c.yaml`));
    },
  }).run("sync").exits(0).leaves(thenRan([
    "helm template a /project/web",
    "kustomize build --enable-alpha-plugins TMP/own/a/patches",
    "helm upgrade --install a TMP/own/a/patched/web --create-namespace --reset-values --history-max 10",
  ]));
  assertEquals(Object.values(seen).sort(), [
    RENDERED,
    "metadata: {name: a}\n",
    "patches:\n  - path: strategicMergePatches-0.yaml\n  - patch: |\n      - op: remove\n        path: /data\n" +
    "    target:\n      kind: ConfigMap\nresources:\n  - all.yaml\ntransformers: []\n",
  ]);
});

Deno.test("kubectl stands in for kustomize, but for no other program that a file names", async () => {
  const files = {
    "kust/kustomization.yaml": "resources: []\n",
    "helmfile.yaml": "releases: [{name: a, chart: ./kust}]\n",
  };
  const after = await shop(files).process("kubectl", { stdout: RENDERED }).run("template").exits(0);
  assertEquals(afterVersion(after)[0], `kubectl kustomize ${BUILD_FLAGS} /project/kust`);
  const named = { ...files, "helmfile.yaml": "kustomizeBinary: kustomize-5\n" + files["helmfile.yaml"] };
  const { stderr } = await shop(named).process("kubectl", { stdout: RENDERED }).run("template").exits(1);
  assertMatch(stderr, /error\[chart\/no-kustomize\][^\n]*kustomize-5 is not on PATH/);
});

Deno.test("without kustomize nothing starts, and the report says what to do", async () => {
  const { stderr } = await shop({
    "web/Chart.yaml": CHART,
    "helmfile.yaml":
      "releases:\n  - {name: a, chart: ./web, strategicMergePatches: [{kind: A}]}\n  - {name: b, chart: ./web}\n",
  }).run("sync").exits(1).leaves(thenRan(["helm template a /project/web"]));
  assertMatch(stderr, /error\[chart\/no-kustomize\][^]*helmfile\.yaml:2:5[^]*--kustomize-binary/);
});

Deno.test("dependencies are added to a copy of the chart", async () => {
  let chart = "";
  const after = await shop({
    "web/Chart.yaml": CHART + "dependencies: [{name: near, repository: file://../near, version: 1.0.0}]\n",
    "more/Chart.yaml": "name: more\nversion: 3.0.0\n",
    "helmfile.yaml": `
repositories: [{name: a, url: https://a.test}]
releases:
  - {name: r, chart: ./web, skipDeps: true, dependencies: [{chart: ./more, alias: m}, {chart: a/b, version: ^1}]}
`,
  }).process("helm dependency up", {
    does: ({ args, files }) => chart = files.readText(`${args[2]}/Chart.yaml`),
  }).run("template").exits(0);
  assertEquals(afterVersion(after).slice(1), [
    "helm dependency up TMP/own/r/with-dependencies/web",
    "helm template r TMP/own/r/with-dependencies/web",
  ]);
  assertEquals(chart.match(/repository: .*/g), [
    "repository: file:///project/near",
    "repository: file:///project/more",
    "repository: https://a.test",
  ]);
});

Deno.test("all charts that cannot be had are told at once, and nothing starts", async () => {
  const { stderr } = await shop({
    "helmfile.yaml": `
repositories: [{name: o, url: o.test/x, oci: true}]
releases: [{name: a, chart: o/a}, {name: b, chart: o/b, version: 1@sha256:ff}]
`,
  }).process("helm pull", { exit: 1, stderr: "no such chart\n" }).run("sync").exits(1);
  assertEquals(stderr.match(/Cannot fetch chart "[^"]*"/g), [
    'Cannot fetch chart "o/a"',
    'Cannot fetch chart "o/b"',
  ]);
});

Deno.test("what references lead to is in no argument, log or report, and ordinary words stay", async () => {
  const { stderr } = await shop({
    "pw.txt": "s3cret-word",
    "helmfile.yaml": `
releases:
  - name: a
    chart: c/a
    set: [{name: pw, value: ref+file://pw.txt}]
    values: [{kind: Deployment, token: ref+file://pw.txt}]
`,
  }).process("helm upgrade", { exit: 1, stderr: "Deployment with s3cret-word failed\n" })
    .run("--debug sync").exits(1).leaves(thenRan([
      "helm upgrade --install a c/a --create-namespace --values TMP/a-2-values.yaml --set-file pw=TMP/a-1-values.yaml " +
      "--reset-values --history-max 10 --debug",
    ]));
  assertMatch(stderr, /Deployment with \*\*\* failed/);
  assertEquals(stderr.includes("s3cret-word"), false);
});
