// Releases → where helm finds each one's chart: local folders with their dependencies built, OCI charts pulled into
// the cache, go-getter addresses fetched, a remote chart that several releases share fetched once. Source of
// compatible behaviour: Helmfile pkg/state/state.go PrepareCharts.
import { join, resolve } from "node:path";
import { fail } from "../diagnostics/diagnostic.ts";
import { isOciChart } from "../helm/helm_release.ts";
import { fetchCall, fetchFlags, ociChart, pullCall } from "../helm/pull_call.ts";
import type { Release } from "../merge/state.ts";
import { buildDependencies, type BuildRequest } from "./charts/build_dependencies.ts";
import { fetchedFolder } from "./charts/fetched_folder.ts";
import { findChart, localChart } from "./charts/local_chart.ts";
import { ociVersion } from "./charts/oci_version.ts";
import { needsOwnChart } from "./charts/own_chart.ts";
import { allOrFailures } from "./all_or_failures.ts";
import type { FileRun } from "./file_run.ts";
import { orLeaveOut } from "./left_out.ts";

/** Where the chart of each release is, by id; releases whose chart helm resolves by itself are left out. */
export type ChartPaths = ReadonlyMap<string, string>;

/** Prepares the charts of some releases of one file, each distinct chart once; fails with all that cannot be had. */
export async function prepareCharts(
  releases: readonly Release[],
  fileRun: FileRun,
  { skipDependencies = false }: { readonly skipDependencies?: boolean } = {},
): Promise<ChartPaths> {
  const paths = new Map<string, string>();
  const shared = sharedCharts(releases, fileRun);
  const fetched = new Map<string, Promise<string>>();
  const builds: BuildRequest[] = [];
  const locate = async (release: Release) => {
    const folder = chartFolder(release, fileRun);
    if (folder !== undefined) {
      paths.set(release.id, folder.path);
      // With more dependencies, those of its copy are built.
      if (!release.spec.dependencies?.length) {
        builds.push({ release, folder: folder.path, isForeign: folder.isForeign });
      }
      return;
    }
    const key = chartKey(release);
    const helmRelease = fileRun.session.release(release);
    const isWanted = isOciChart(helmRelease) || fileRun.run.settings.forceDownload || shared.has(key) ||
      needsOwnChart(release);
    if (!isWanted) return;
    const isFirst = !fetched.has(key);
    if (isFirst) fetched.set(key, fileRun.run.limiter.run(() => download(release, fileRun)));
    // Who shares a chart shares its failure, which is told once.
    const path = await (isFirst ? fetched.get(key)! : fetched.get(key)!.catch(() => ""));
    if (path !== "") paths.set(release.id, path);
    else if (fileRun.run.settings.allowFailedReleases) fileRun.leaveOut(release);
  };
  await allOrFailures(releases.map((release) => orLeaveOut(release, fileRun, () => locate(release))));
  if (!skipDependencies) await buildDependencies(builds, fileRun);
  return paths;
}

/** Where a chart is that is a folder already, or becomes one because its address is one of go-getter. */
export function chartFolder(
  release: Release,
  { run }: FileRun,
): { path: string; isForeign: boolean } | undefined {
  const fetched = fetchedFolder(release.chart, { release, run });
  if (fetched !== undefined) return { path: fetched, isForeign: true };
  const path = localChart(release, run.system.files);
  if (path === undefined) return undefined;
  // Source: Helmfile normalizes the paths of sync, apply and diff; template's only where it finds the chart.
  const isAsWritten = run.command === "template" && !run.system.files.stat(resolve(release.file.dir, path));
  return { path: isAsWritten ? release.chart : path, isForeign: false };
}

/** What two releases have in common if they have the same remote chart. */
export function chartKey({ chart, version }: Release): string {
  return JSON.stringify([chart, version]);
}

/** The commands that hand a chart to helm at several places at once. */
const SHARING: ReadonlySet<string> = new Set(["sync", "apply", "diff"]);

/**
 * Charts of the file's repositories that several releases get in the same way. A chart that helm is to verify stays
 * packed. Source: Helmfile pkg/state/state.go PrepareCharts, PrefetchSharedRemoteCharts.
 */
function sharedCharts(releases: readonly Release[], { session, run }: FileRun): ReadonlySet<string> {
  if (!SHARING.has(run.command)) return new Set();
  const shared = [...Map.groupBy(releases, chartKey)].filter(([, users]) => {
    const known = users.map((user) => session.release(user)).filter((user) => user.repository !== undefined);
    const ways = new Set(known.map((user) => JSON.stringify(fetchFlags(user))));
    return known.length > 1 && ways.size === 1 && !fetchFlags(known[0]!).includes("--verify");
  });
  return new Set(shared.map(([key]) => key));
}

/** Into the cache if it comes from an OCI registry, else into a folder that vanishes with the run. */
async function download(release: Release, fileRun: FileRun): Promise<string> {
  const { session, run } = fileRun;
  const helmRelease = session.release(release);
  const isOci = isOciChart(helmRelease);
  const place = isOci ? ociChart(helmRelease).url.replace(/^oci:\/\//, "") : release.chart;
  const version = isOci ? await ociVersion(release, fileRun) : release.version;
  const parts = [...place.split("/"), version || "latest"].map((part) => part.replace(/[^\w.-]/g, "_"));
  const root = isOci ? run.settings.cacheDir : join(run.valuesFolder.dir, "charts");
  const folder = join(root, ...parts);
  return isOci && findChart(folder, run.system.files) || await downloadChart(release, { fileRun, folder });
}

/** Has helm unpack a release's remote chart below a folder; gives the folder with its Chart.yaml. */
export async function downloadChart(
  release: Release,
  { fileRun, folder }: { readonly fileRun: FileRun; readonly folder: string },
): Promise<string> {
  const { session, run } = fileRun;
  const helmRelease = session.release(release);
  const call = isOciChart(helmRelease)
    ? pullCall(helmRelease, session.context, {
      destination: folder,
      version: await ociVersion(release, fileRun),
    })
    : fetchCall(helmRelease, session.context, { destination: folder });
  await session.call(call, { doing: `fetch chart "${release.chart}"`, release });
  const span = release.spanOf(["chart"]);
  return findChart(resolve(release.file.dir, folder), run.system.files) ??
    fail("chart/not-found", `Cannot use chart "${release.chart}": helm left no Chart.yaml in ${folder}`, {
      ...(span ? { span } : {}),
    });
}
