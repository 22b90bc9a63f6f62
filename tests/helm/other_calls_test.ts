// The commands with few flags, one table each.
import assert from "node:assert/strict";
import {
  dependencyBuildCall,
  dependencyUpCall,
  dependencyUpdateCall,
} from "../../src/helm/dependency_call.ts";
import type { HelmCall } from "../../src/helm/helm_call.ts";
import { lintCall, unittestCall } from "../../src/helm/lint_call.ts";
import { listCall } from "../../src/helm/list_call.ts";
import { fetchCall, isVersionRange, ociChart, pullCall, showVersionCall } from "../../src/helm/pull_call.ts";
import { getManifestCall, statusCall } from "../../src/helm/status_call.ts";
import { postRenderedFile, templateCall } from "../../src/helm/template_call.ts";
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
    "unittest charts/shed --failfast --debugPlugin --file tests/*_test.yaml --file more/*_spec.yaml --file one.yaml",
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
    "dependencyBuildCall() without extra arguments",
    (given) => dependencyBuildCall("charts/x", contextOf(given), { skipRefresh: true }),
    { context: { flags: { args: "--qps 5", ociPlainHttp: true } } },
    "dependency build charts/x --skip-refresh --plain-http",
  ],
  [
    "dependencyUpdateCall() passing on only what it knows",
    (given) => dependencyUpdateCall("charts/x", contextOf(given)),
    {
      context: {
        flags: { args: "--dry-run=server --qps 5 --set a=b --keyring=/k --wait", ociPlainHttp: true },
      },
      helm: "v3.17.3",
    },
    "dependency update charts/x --qps 5 --keyring=/k",
  ],
  [
    "dependencyUpCall() over plain HTTP",
    (given) => dependencyUpCall("charts/x", contextOf(given), { plainHttp: true }),
    {},
    "dependency up charts/x --plain-http",
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
    "--cert-file c --key-file k --verify --keyring g --registry-config conf --verify --keyring g " +
    "--insecure-skip-tls-verify",
  ],
  [
    "pullCall() over plain HTTP without certificates",
    (given) => pullCall(releaseOf(given), contextOf(given), { destination: "/cache" }),
    { release: { chart: "oci://r/boat", repository: { plainHttp: true, caFile: "ca" } } },
    "pull oci://r/boat --destination /cache --untar --plain-http --plain-http",
  ],
  [
    "fetchCall() into a folder",
    (given) => fetchCall(releaseOf(given), contextOf(given), { destination: "pulled/a" }),
    {
      release: {
        chart: "build/hut",
        version: "1.1.0",
        defaults: { devel: true, keyring: "k", verify: true },
      },
    },
    "fetch build/hut --version 1.1.0 --devel --verify --keyring k --untar --untardir pulled/a",
  ],
];

for (const [name, build, given, expect] of CASES) {
  Deno.test(name, () => assert.equal(build(given).args.join(" "), expect));
}

Deno.test("showVersionCall() asks for what a range means", () => {
  const release = releaseOf({ release: { chart: "oci://r/x/y:2", version: "~1.2" } });
  assert.equal(
    showVersionCall(release, contextOf({})).args.join(" "),
    "show chart oci://r/x/y --version ~1.2",
  );
});

const OCI_CHARTS: [chart: string, version: string, url: string, wanted: string][] = [
  ["oci://r/x/y", "", "oci://r/x/y", ""],
  ["oci://r:5000/x/y", "1.0.0", "oci://r:5000/x/y", "1.0.0"],
  ["oci://r:5000/x/y:1.0.1", "", "oci://r:5000/x/y", "1.0.1"],
  ["oci://r/x/y:1.0.1", "2.0.0", "oci://r/x/y", "2.0.0"],
  ["oci://r/x/y:1.0.1@sha256:ab", "2.0.0@sha256:cd", "oci://r/x/y@sha256:ab", "2.0.0"],
  ["oci://r/x/y", "@sha256:cd", "oci://r/x/y@sha256:cd", ""],
];

for (const [chart, version, url, wanted] of OCI_CHARTS) {
  Deno.test(`ociChart() of ${chart} in version "${version}"`, () => {
    assert.deepEqual(ociChart(releaseOf({ release: { chart, version } })), { url, version: wanted });
  });
}

Deno.test("isVersionRange() tells ranges from versions and tags", () => {
  const ranges = [
    "~1.2",
    "^2",
    ">=1.0.0 <2",
    "1.x",
    "1",
    "1.2",
    "*",
    "1.0.0 - 2.0.0",
    "v1",
    ">=1.0.0 || 3.x",
  ];
  const versions = ["", "1.2.3", "v1.2.3", "1.2.3-rc.1", "1.2.3+build.5", "main", "latest"];
  assert.deepEqual([...ranges, ...versions].filter(isVersionRange), ranges);
});

Deno.test("postRenderedFile() is named where helm 3 would write what its post renderer has not seen", () => {
  const given = { release: { spec: { postRenderer: "./p.sh" } }, helm: "v3.17.3" };
  const fileOf = (given: Given) => postRenderedFile(releaseOf(given), contextOf(given), { outputDir: "out" });
  const files = [given, { ...given, helm: "v4.2.3" }, { helm: "v3.17.3" }].map(fileOf);
  assert.deepEqual(files, ["out/templates/a.yaml", undefined, undefined]);
  const call = templateCall(releaseOf(given), contextOf(given), { outputDir: "out" });
  assert.equal(call.args.join(" "), "template a r/a --post-renderer ./p.sh");
});
