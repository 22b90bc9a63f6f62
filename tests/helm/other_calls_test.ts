// The commands with few flags, one table each.
import assert from "node:assert/strict";
import { dependencyBuildCall, dependencyUpdateCall } from "../../src/helm/dependency_call.ts";
import type { HelmCall } from "../../src/helm/helm_call.ts";
import { lintCall, unittestCall } from "../../src/helm/lint_call.ts";
import { listCall } from "../../src/helm/list_call.ts";
import { pluginInstallCall, pluginUpdateCall } from "../../src/helm/plugin_call.ts";
import { fetchCall, ociChartUrl, pullCall } from "../../src/helm/pull_call.ts";
import { getManifestCall, showChartCall, statusCall } from "../../src/helm/status_call.ts";
import { templateCall } from "../../src/helm/template_call.ts";
import { testCall } from "../../src/helm/test_call.ts";
import { uninstallCall } from "../../src/helm/uninstall_call.ts";
import { contextOf, type Given, releaseOf } from "./samples.ts";

type Build = (given: Given) => HelmCall;
const forRelease =
  (build: (release: ReturnType<typeof releaseOf>, context: ReturnType<typeof contextOf>) => HelmCall) =>
  (given: Given) => build(releaseOf(given), contextOf(given));

const CASES: [name: string, build: Build, given: Given, expect: string][] = [
  ["templateCall() with nothing set", forRelease(templateCall), {}, "template a r/a"],
  [
    "templateCall() with template's own flags",
    forRelease(templateCall),
    {
      release: { spec: { kubeVersion: "v1.27.0" } },
      context: {
        flags: {
          includeCrds: true,
          skipTests: true,
          noHooks: true,
          validate: true,
          kubeVersion: "1.33.0",
          showOnly: ["templates/a.yaml", "templates/b.yaml"],
        },
      },
    },
    "template a r/a --kube-version 1.33.0 --show-only templates/a.yaml --show-only templates/b.yaml --validate " +
    "--include-crds --no-hooks --skip-tests",
  ],
  [
    "templateCall() with capabilities of the release before the state's",
    forRelease(templateCall),
    {
      release: {
        apiVersions: ["farm.test/v1"],
        kubeVersion: "v1.30.0",
        spec: { apiVersions: ["farm.test/v2", "farm.test/v3"], kubeVersion: "v1.28.4" },
      },
    },
    "template a r/a --api-versions farm.test/v2 --api-versions farm.test/v3 --kube-version v1.28.4",
  ],
  [
    "templateCall() with a context, values, template arguments and extra arguments",
    forRelease(templateCall),
    {
      release: {
        version: "4.5.6",
        kubeContext: "kc",
        namespace: "ns",
        valuesFiles: ["v0"],
        spec: { adopt: ["cm/x"], plainHttp: true, skipSchemaValidation: true, postRenderer: "p" },
      },
      context: {
        flags: {
          kubeContext: "kc",
          args: "--no-hooks --set x.y=z --timeout=9s",
          values: ["/o"],
          set: ["k=v"],
        },
        defaults: { args: ["--debug"], templateArgs: ["--is-upgrade"] },
      },
    },
    "--kube-context kc template a r/a --version 4.5.6 --adopt cm/x --post-renderer p --plain-http " +
    "--skip-schema-validation --kube-context kc --is-upgrade --namespace ns --values v0 --values /o --set k=v " +
    "--no-hooks --set x.y=z --timeout=9s --debug",
  ],
  [
    "templateCall() into a folder",
    (given) => templateCall(releaseOf(given), contextOf(given), { outputDir: "out/a" }),
    { release: { namespace: "yard" } },
    "template a r/a --namespace yard --output-dir out/a",
  ],
  [
    "lintCall() with values of the release and of the command line",
    forRelease(lintCall),
    {
      release: { chartPath: "charts/shed", namespace: "plot", valuesFiles: ["v0"] },
      context: { flags: { set: ["a=b"], values: ["/more.yaml"] } },
    },
    "lint charts/shed --namespace plot --values v0 --values /more.yaml --set a=b",
  ],
  [
    "unittestCall() with folders and files",
    forRelease(unittestCall),
    {
      release: { chartPath: "charts/shed", spec: { unitTests: ["tests/", "more/*_spec.yaml", "one.yaml"] } },
      context: { flags: { failFast: true, color: true, debugPlugin: true } },
    },
    "unittest charts/shed --file tests/*_test.yaml --file more/*_spec.yaml --file one.yaml --failfast --color --debugPlugin",
  ],
  ["uninstallCall() with nothing set", forRelease(uninstallCall), {}, "delete a"],
  [
    "uninstallCall() with helmDefaults",
    forRelease(uninstallCall),
    {
      release: { kubeContext: "site", namespace: "plot" },
      context: { defaults: { cascade: "orphan", deleteWait: true, deleteTimeout: 44, kubeContext: "site" } },
    },
    "--kube-context site delete a --kube-context site --cascade orphan --wait --timeout 44s --namespace plot",
  ],
  [
    "uninstallCall() with a release's own settings",
    forRelease(uninstallCall),
    {
      release: { spec: { deleteWait: false, cascade: "background" }, defaults: { deleteWait: true } },
      context: { flags: { cascade: "foreground" } },
    },
    "delete a --cascade background",
  ],
  [
    "uninstallCall() without --cascade on an old helm",
    forRelease(uninstallCall),
    { helm: "v3.12.0", context: { flags: { cascade: "foreground" } } },
    "delete a",
  ],
  [
    "listCall() of one release",
    (given) => listCall({ kubeContext: "site", namespace: "plot", names: ["a"] }, contextOf(given)),
    { context: { flags: { args: "--qps 5" } } },
    "list --filter ^a$ --kube-context site --namespace plot --uninstalling --deployed --failed --pending --max 0 " +
    "--output json --qps 5",
  ],
  [
    "listCall() of some releases",
    (given) => listCall({ kubeContext: "", namespace: "", names: ["a", "b"] }, contextOf(given)),
    {},
    "list --filter ^(a|b)$ --uninstalling --deployed --failed --pending --max 0 --output json",
  ],
  [
    "listCall() of more releases than a pattern should hold",
    (given) =>
      listCall(
        { kubeContext: "", namespace: "n", names: Array.from({ length: 21 }, (_, i) => `r${i}`) },
        contextOf(given),
      ),
    {},
    "list --namespace n --uninstalling --deployed --failed --pending --max 0 --output json",
  ],
  [
    "getManifestCall() of a release",
    forRelease(getManifestCall),
    { release: { kubeContext: "site", namespace: "plot" } },
    "get manifest a --namespace plot --kube-context site",
  ],
  [
    "statusCall() with helmDefaults.kubeContext",
    forRelease(statusCall),
    { release: { kubeContext: "site", namespace: "plot" }, context: { defaults: { kubeContext: "site" } } },
    "--kube-context site status a --namespace plot --kube-context site",
  ],
  ["showChartCall() of the chart as named", forRelease(showChartCall), {
    release: { chartPath: "/cache/a" },
    context: { defaults: { args: ["--debug"] } },
  }, "show chart r/a --debug"],
  ["testCall() with a release's timeout", forRelease(testCall), {
    release: { namespace: "plot", spec: { timeout: 12 } },
  }, "test a --namespace plot --timeout 12s"],
  ["testCall() with helmDefaults' timeout", forRelease(testCall), {
    release: { kubeContext: "yard", defaults: { timeout: 99 }, spec: { plainHttp: true } },
  }, "test a --timeout 99s --kube-context yard"],
  ["testCall() with its flags", forRelease(testCall), {
    release: { namespace: "plot" },
    context: { flags: { logs: true, timeout: 17, args: "--filter name=x" } },
  }, "test a --namespace plot --logs --timeout 17s --filter name=x"],
  [
    "dependencyBuildCall() passing on only what it knows",
    (given) => dependencyBuildCall("charts/x", contextOf(given), { skipRefresh: true }),
    { context: { flags: { args: "--dry-run=server --qps 5 --set a=b --keyring=/k --wait" } } },
    "dependency build charts/x --skip-refresh --qps 5 --keyring=/k",
  ],
  [
    "dependencyUpdateCall() over plain HTTP",
    (given) => dependencyUpdateCall("charts/x", contextOf(given), { plainHttp: true }),
    {},
    "dependency update charts/x --plain-http",
  ],
  [
    "pullCall() of a repository's chart",
    (given) => pullCall(releaseOf(given), contextOf(given), { destination: "/cache" }),
    {
      release: {
        chart: "reg/boat",
        version: "0.3.0",
        repository: { url: "registry.invalid/charts", oci: true },
      },
      context: { flags: { args: "--never" } },
    },
    "pull oci://registry.invalid/charts/boat --destination /cache --untar --version 0.3.0",
  ],
  [
    "pullCall() with certificates, verification and a digest",
    (given) => pullCall(releaseOf(given), contextOf(given), { destination: "/cache" }),
    {
      release: {
        chart: "reg/boat",
        version: "0.3.0@sha256:ab",
        repository: {
          url: "oci://r/c/",
          oci: true,
          skipTLSVerify: true,
          caFile: "ca",
          certFile: "c",
          keyFile: "k",
          verify: true,
          keyring: "g",
          registryConfig: "conf",
        },
      },
    },
    "pull oci://r/c/boat@sha256:ab --destination /cache --untar --insecure-skip-tls-verify --ca-file ca " +
    "--cert-file c --key-file k --verify --keyring g --registry-config conf --version 0.3.0",
  ],
  [
    "pullCall() over plain HTTP without certificates",
    (given) => pullCall(releaseOf(given), contextOf(given), { destination: "/cache" }),
    { release: { chart: "oci://r/boat", repository: { plainHttp: true, caFile: "ca" } } },
    "pull oci://r/boat --destination /cache --untar --plain-http",
  ],
  [
    "fetchCall() into a folder",
    (given) => fetchCall(releaseOf(given), contextOf(given), { destination: "pulled/a" }),
    { release: { chart: "build/hut", version: "1.1.0", defaults: { devel: true } } },
    "fetch build/hut --version 1.1.0 --devel --untar --untardir pulled/a",
  ],
  [
    "pluginInstallCall() without signatures on helm 4",
    (given) => pluginInstallCall({ url: "https://p.invalid/diff", version: "v3.15.11" }, contextOf(given)),
    {},
    "plugin install https://p.invalid/diff --version v3.15.11 --verify=false",
  ],
  [
    "pluginInstallCall() on helm 3",
    (given) => pluginInstallCall({ url: "https://p.invalid/diff", version: "v3.15.11" }, contextOf(given)),
    { helm: "v3.18.6" },
    "plugin install https://p.invalid/diff --version v3.15.11",
  ],
  [
    "pluginUpdateCall() of a plugin",
    (given) => pluginUpdateCall("diff", contextOf(given)),
    {},
    "plugin update diff",
  ],
];

for (const [name, build, given, expect] of CASES) {
  Deno.test(name, () => assert.equal(build(given).args.join(" "), expect));
}

Deno.test("ociChartUrl() keeps a chart that is a URL already", () => {
  assert.equal(ociChartUrl(releaseOf({ release: { chart: "oci://r/x/y" } })), "oci://r/x/y");
});
