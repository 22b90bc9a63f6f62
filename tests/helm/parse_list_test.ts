import assert from "node:assert/strict";
import { chartMetadataOf, dependenciesOf } from "../../src/helm/chart_yaml.ts";
import { parseHelmList } from "../../src/helm/parse_list.ts";

const SHED = {
  name: "shed",
  namespace: "default",
  revision: 3,
  updated: "2024-03-01 10:00:00 +0000 UTC",
  status: "deployed",
  chart: "shed-0.1.0",
  appVersion: "1.0",
};

Deno.test("parseHelmList() reads the table, warnings before it included", () => {
  const text = "WARNING: Kubernetes configuration file is group-readable\n" +
    "NAME\tNAMESPACE\tREVISION\tUPDATED                      \tSTATUS  \tCHART     \tAPP VERSION\n" +
    "shed\tdefault  \t3       \t2024-03-01 10:00:00 +0000 UTC\tdeployed\tshed-0.1.0\t1.0        \n";
  assert.deepEqual(parseHelmList(text), [SHED]);
});

Deno.test("parseHelmList() reads JSON", () => {
  const { appVersion, revision, ...rest } = SHED;
  const text = JSON.stringify([{ ...rest, revision: String(revision), app_version: appVersion }]);
  assert.deepEqual(parseHelmList(text), [SHED]);
});

Deno.test("parseHelmList() finds nothing in an empty listing", () => {
  assert.deepEqual(["", "[]", "NAME\tNAMESPACE\tREVISION\tUPDATED\n"].map(parseHelmList), [[], [], []]);
});

Deno.test("chartMetadataOf() reads what a Chart.yaml says and forgives what it lacks", () => {
  const chart = {
    name: "shop",
    version: "1.2.3",
    appVersion: 7,
    dependencies: [{ name: "db", version: ">1" }, "x"],
  };
  assert.deepEqual(chartMetadataOf(chart), {
    name: "shop",
    version: "1.2.3",
    appVersion: "7",
    dependencies: [{ name: "db", version: ">1", repository: "", alias: "" }],
  });
  assert.deepEqual(chartMetadataOf(null), { name: "", version: "", appVersion: "", dependencies: [] });
  assert.deepEqual(dependenciesOf({ dependencies: null }), []);
});
