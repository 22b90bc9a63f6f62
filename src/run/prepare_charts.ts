// Releases → where helm finds each one's chart: local folders with their dependencies built, OCI charts pulled into
// the cache, a remote chart that several releases share fetched once. Source of compatible behaviour: Helmfile
// pkg/state/state.go PrepareCharts, runHelmDepBuilds.
import { join, normalize, resolve } from "node:path";
import { fail } from "../diagnostics/diagnostic.ts";
import { chartMetadataOf, dependenciesOf } from "../helm/chart_yaml.ts";
import { dependencyBuildCall } from "../helm/dependency_call.ts";
import { type HelmRelease, isOciChart, needsPlainHttp } from "../helm/helm_release.ts";
import { fetchCall, ociChartUrl, pullCall } from "../helm/pull_call.ts";
import type { Release } from "../merge/state.ts";
import type { Files } from "../system/system.ts";
import { parseYaml } from "../yaml/parse.ts";
import type { HelmSession } from "./helm_session.ts";

/** How charts are to be prepared. */
export interface ChartOptions {
  /** `--skip-deps`: build no dependencies. */
  readonly skipDeps: boolean;
  /** `--skip-refresh`: build them from the repositories' indexes as they are. */
  readonly skipRefresh: boolean;
  /** Fetch every remote chart, for commands that read its files (`lint`). */
  readonly forceDownload: boolean;
  /** Where remote charts that are shared or forced go; removed by the caller. */
  readonly scratchDir: () => string;
  /** Where OCI charts stay from run to run. */
  readonly cacheDir: string;
}

/** Where the chart of each release is; releases whose chart helm resolves by itself are left out. */
export type ChartPaths = ReadonlyMap<string, string>;

/** Prepares the charts of some releases of one file, each distinct chart once. */
export async function prepareCharts(
  releases: readonly Release[],
  { session, ...options }: ChartOptions & { session: HelmSession },
): Promise<ChartPaths> {
  const paths = new Map<string, string>();
  const shared = sharedCharts(releases);
  const fetched = new Map<string, Promise<string>>();
  const local: Release[] = [];
  await Promise.all(releases.map(async (release) => {
    const helmRelease = session.release(release);
    const folder = localChart(release, session.files);
    if (folder !== undefined) {
      paths.set(release.id, folder);
      local.push(release);
      return;
    }
    const key = chartKey(release);
    const isWanted = isOciChart(helmRelease) || options.forceDownload || shared.has(key);
    if (!isWanted || release.chart.includes("://") && !isOciChart(helmRelease)) return;
    if (!fetched.has(key)) fetched.set(key, download(helmRelease, { release, session, options }));
    paths.set(release.id, await fetched.get(key)!);
  }));
  await buildDependencies(local, { paths, session, options });
  return paths;
}

/** What helm, started in the state file's folder, gets for a chart on this machine; undefined for one from elsewhere. */
export function localChart({ chart, file }: Release, files: Files): string | undefined {
  const isPath = /^\.{0,2}\//.test(chart);
  if (!isPath && (chart.includes("://") || chart === "" || !files.stat(resolve(file.dir, chart)))) {
    return undefined;
  }
  return normalize(chart).replace(/(?<=.)\/$/, "");
}

/** The version that the chart of a release says of itself, if the chart is a folder; empty otherwise. */
export function localChartVersion(release: Release, files: Files): string {
  const folder = localChart(release, files);
  if (folder === undefined) return "";
  return chartMetadataOf(parsedFile(resolve(release.file.dir, folder, "Chart.yaml"), files)).version;
}

function chartKey(release: Release): string {
  return JSON.stringify([
    release.chart,
    release.version,
    release.spec.devel ?? null,
    release.spec.verify ?? null,
  ]);
}

/** Remote charts with a pinned version that more than one release uses. */
function sharedCharts(releases: readonly Release[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const release of releases) {
    if (release.version === "") continue;
    counts.set(chartKey(release), (counts.get(chartKey(release)) ?? 0) + 1);
  }
  return new Set([...counts].filter(([, count]) => count > 1).map(([key]) => key));
}

async function download(
  helmRelease: HelmRelease,
  { release, session, options }: { release: Release; session: HelmSession; options: ChartOptions },
): Promise<string> {
  const isOci = isOciChart(helmRelease);
  const place = isOci ? ociChartUrl(helmRelease).replace(/^oci:\/\//, "") : helmRelease.chart;
  const parts = [...place.split("/"), helmRelease.version || "latest"].map((part) =>
    part.replace(/[^\w.-]/g, "_")
  );
  const folder = join(isOci ? options.cacheDir : options.scratchDir(), ...parts);
  if (!isOci || findChart(folder, session.files) === undefined) {
    const call = (isOci ? pullCall : fetchCall)(helmRelease, session.context, { destination: folder });
    await session.call(call, { doing: `fetch chart "${release.chart}"`, release });
  }
  return findChart(folder, session.files) ??
    fail("chart/not-found", `Cannot use chart "${release.chart}": helm left no Chart.yaml in ${folder}`, {
      ...spanOf(release, ["chart"]),
    });
}

/** The folder below `root` that holds a Chart.yaml: helm unpacks into a folder with the chart's own name. */
function findChart(root: string, files: Files): string | undefined {
  if (!files.stat(root)?.isDirectory) return undefined;
  if (files.stat(join(root, "Chart.yaml"))) return root;
  for (const entry of files.readDir(root)) {
    if (entry.isDirectory && files.stat(join(root, entry.name, "Chart.yaml"))) return join(root, entry.name);
  }
  return undefined;
}

/** One after the other: `helm dependency build` writes into the chart and the shared index. */
async function buildDependencies(
  releases: readonly Release[],
  { paths, session, options }: { paths: ChartPaths; session: HelmSession; options: ChartOptions },
): Promise<void> {
  const built = new Set<string>();
  for (const release of releases) {
    const argument = paths.get(release.id)!;
    const folder = resolve(release.file.dir, argument);
    const skips = release.spec.skipDeps ?? (options.skipDeps || release.file.helmDefaults.skipDeps === true);
    if (skips || built.has(folder) || !hasDependencies(folder, session.files)) continue;
    built.add(folder);
    const skipRefresh = options.skipRefresh || release.spec.skipRefresh === true ||
      release.file.helmDefaults.skipRefresh === true;
    const call = dependencyBuildCall(argument, session.context, {
      skipRefresh,
      plainHttp: needsPlainHttp(session.release(release)),
    });
    await session.call(call, { doing: `build the dependencies of chart "${release.chart}"`, release });
  }
}

/** Whether a chart folder names dependencies, in Chart.yaml or (API version v1) in requirements.yaml. */
function hasDependencies(folder: string, files: Files): boolean {
  const chart = parsedFile(join(folder, "Chart.yaml"), files);
  if (chart !== undefined && chartMetadataOf(chart).dependencies.length > 0) return true;
  return dependenciesOf(parsedFile(join(folder, "requirements.yaml"), files)).length > 0;
}

/** A YAML file's content; undefined if it is missing. A broken one is helm's to report. */
function parsedFile(path: string, files: Files): unknown {
  if (!files.stat(path)?.isFile) return undefined;
  try {
    return parseYaml(files.readText(path));
  } catch {
    return undefined;
  }
}

function spanOf(release: Release, path: readonly (string | number)[]) {
  const span = release.spanOf(path);
  return span ? { span } : {};
}
