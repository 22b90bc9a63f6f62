import type { Release } from "../../src/merge/state.ts";
import { helmReleaseOf, repositoryOf } from "../../src/plan/helm_release_of.ts";
import { assertEquals } from "../support/assert.ts";
import { fileOf } from "./samples.ts";

Deno.test("helmReleaseOf() lays what preparation found over the release and its file", () => {
  const file = {
    ...fileOf(["a ns=n chart=r/a"]),
    doc: { apiVersions: ["v1"], kubeVersion: "v1.30.0" },
    helmDefaults: { wait: true, postRendererArgs: ["{{ .Release.Name }}"] },
    repositories: [{ name: "r", url: "https://r.invalid" }],
  };
  const release: Release = {
    ...file.releases[0]!,
    file,
    spec: { set: [{ name: "x", value: "ref+echo://1" }] },
  };
  const { spanOf, ...helmRelease } = helmReleaseOf(release, {
    chartPath: "/cache/a",
    valuesFiles: ["/tmp/v"],
    spec: { set: [{ name: "x", value: "1" }] },
    defaults: { postRendererArgs: ["a"] },
  });
  assertEquals(helmRelease, {
    name: "a",
    namespace: "n",
    kubeContext: "",
    chart: "r/a",
    version: "",
    spec: { set: [{ name: "x", value: "1" }] },
    defaults: { wait: true, postRendererArgs: ["a"] },
    apiVersions: ["v1"],
    kubeVersion: "v1.30.0",
    valuesFiles: ["/tmp/v"],
    chartPath: "/cache/a",
    repository: { name: "r", url: "https://r.invalid" },
  });
  assertEquals(spanOf?.(["name"]), release.spanOf(["name"]));
});

Deno.test("repositoryOf() goes by the first part of a chart's name", () => {
  const file = { ...fileOf([]), repositories: [{ name: "r" }, { name: "charts" }] };
  const names = ["r/a", "r/x/a", "charts", "./charts/a", "other/a"].map((chart) =>
    repositoryOf({ chart, file })?.name
  );
  assertEquals(names, ["r", "r", undefined, undefined, undefined]);
});
