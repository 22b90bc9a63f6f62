// `deps` of one file: `helm dependency update` in each local chart, and once more in a chart made up of all remote
// ones, whose lock becomes the file's. Source: Helmfile pkg/state/state.go UpdateDeps, pkg/state/chart_dependency.go.
import { basename, join, resolve } from "node:path";
import { fail } from "../diagnostics/diagnostic.ts";
import { isMap, newMap, type Value, type ValueMap } from "../go/value.ts";
import { dependencyUpdateCall } from "../helm/dependency_call.ts";
import { splitAddress } from "../helm/repo_call.ts";
import type { Release } from "../merge/state.ts";
import { repositoryOf } from "../plan/helm_release_of.ts";
import { parseYaml } from "../yaml/parse.ts";
import { printYaml } from "../yaml/print.ts";
import { localChart, readChartYaml } from "./charts/local_chart.ts";
import type { FileRun } from "./file_run.ts";
import { problemOf } from "./problem.ts";

/** Updates the local charts of some releases, then the file's lock for the others, unless a chart failed. */
export async function updateDependencies(
  releases: readonly Release[],
  fileRun: FileRun,
  { lockVersion }: { readonly lockVersion: string },
): Promise<void> {
  const wanted = releases.filter((release) => release.isInstalled);
  for (const release of wanted) {
    const problem = await problemOf(() => updateLocalChart(release, fileRun));
    if (problem) fileRun.fail(problem);
  }
  if (fileRun.failed.length > 0 || fileRun.isStopped) return;
  const problem = await problemOf(() => writeLockFile(releases, fileRun, lockVersion));
  if (problem) fileRun.fail(problem);
}

async function updateLocalChart(release: Release, { session, run }: FileRun): Promise<void> {
  const folder = localChart(release, run.system.files);
  if (folder === undefined) return;
  if (readChartYaml(resolve(release.file.dir, folder), run.system.files) === undefined) return;
  const call = dependencyUpdateCall(release.chart, session.context);
  await session.call(call, { doing: `update the dependencies of chart "${release.chart}"`, release });
}

async function writeLockFile(
  releases: readonly Release[],
  fileRun: FileRun,
  lockVersion: string,
): Promise<void> {
  const { file, run: { system, emit } } = fileRun;
  const dependencies = releases.flatMap(lockedDependency);
  if (dependencies.length === 0) {
    emit({
      type: "warning",
      diagnostic: {
        code: "lock/nothing",
        severity: "warning",
        message:
          `Cannot lock anything: no release of "${file.path}" takes its chart from a repository of the file`,
      },
    });
    return;
  }
  const before = system.files.stat(file.lockFilePath)?.isFile ? system.files.readText(file.lockFilePath) : "";
  const resolved = await resolveVersions(dependencies, before, fileRun);
  const isWhole = releases.length === file.releases.length;
  const others = isWhole
    ? []
    : lockedRows(before).filter(([name, repository]) =>
      !dependencies.some((one) => one["name"] === name && one["repository"] === repository)
    );
  system.files.write(file.lockFilePath, lockText(resolved, { lockVersion, others }));
}

/** What helm writes into the lock of a chart with these dependencies, going on from the lock before. */
async function resolveVersions(
  dependencies: ValueMap[],
  before: string,
  { file, session, run: { system, valuesFolder } }: FileRun,
): Promise<string> {
  const folder = join(valuesFolder.dir, "lock"), chartLock = join(folder, "Chart.lock");
  const chart = {
    name: basename(file.absolutePath).replace(/\.gotmpl$/, "").replace(/\.ya?ml$/, ""),
    version: "1.0.0",
    apiVersion: "v2",
  };
  system.files.write(
    join(folder, "Chart.yaml"),
    printYaml(newMap([...Object.entries(chart), ["dependencies", dependencies]])),
  );
  if (before !== "") system.files.write(chartLock, before);
  await session.call(dependencyUpdateCall(folder, session.context), { doing: "resolve chart versions" });
  if (system.files.stat(chartLock)?.isFile) return system.files.readText(chartLock);
  return fail("lock/not-resolved", `Cannot lock the charts of "${file.path}": helm wrote no Chart.lock`);
}

/** What helm is asked to resolve for a release; nothing if its chart is from no repository of the file. */
function lockedDependency(release: Release): ValueMap[] {
  const repository = repositoryOf(release);
  if (repository === undefined) return [];
  const { name, namespace, version } = release;
  const chart = release.chart.slice(release.chart.indexOf("/") + 1);
  const folders = chart.split("/").slice(0, -1);
  // The lock file stays, and is shared.
  const { url } = splitAddress(repository.url ?? "");
  const registry = `oci://${url.replace(/^oci:\/\//, "").replace(/\/+$/, "")}`;
  return [newMap([
    // A registry's folders are part of the repository: helm takes only a plain name.
    ["name", repository.oci ? basename(chart) : chart],
    ["repository", repository.oci ? [registry, ...folders].join("/") : url],
    ["version", version || "*"],
    ["alias", `${namespace}-${name}`],
  ])];
}

const LOCKED_KEYS = ["name", "repository", "version"] as const;

function lockedRows(text: string): string[][] {
  const lock = parseYaml(text);
  const list: Value = isMap(lock) ? lock["dependencies"] ?? [] : [];
  return (Array.isArray(list) ? list : []).filter(isMap).map((item) =>
    LOCKED_KEYS.map((key) => String(item[key] ?? ""))
  );
}

/**
 * helm's lock, sorted by name, each chart once, with our version. `others` are charts of releases that were left out:
 * what is locked of them stays.
 */
function lockText(
  text: string,
  { lockVersion, others }: { readonly lockVersion: string; readonly others: readonly string[][] },
): string {
  const rows = [...lockedRows(text), ...others];
  const distinct = [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()];
  const sorted = distinct.sort(([a = ""], [b = ""]) => a < b ? -1 : a > b ? 1 : 0);
  const field = (key: string) => new RegExp(`^${key}:\\s*["']?([^"'\\n]*)`, "m").exec(text)?.[1] ?? "";
  return [
    `version: ${lockVersion}`,
    "dependencies:",
    ...sorted.flatMap((row) =>
      row.map((value, i) => `${i === 0 ? "  - " : "    "}${LOCKED_KEYS[i]}: ${printYaml(value).trimEnd()}`)
    ),
    `digest: ${field("digest")}`,
    `generated: ${JSON.stringify(field("generated"))}`,
    "",
  ].join("\n");
}
