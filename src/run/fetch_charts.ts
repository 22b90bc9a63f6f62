// `fetch` of one file: each release's chart in a folder of its own, local ones copied. Source: Helmfile
// pkg/state/state.go PrepareCharts with an output directory.
import { basename, join, relative, resolve } from "node:path";
import { isOciChart, ociChartName } from "../helm/helm_release.ts";
import type { Release } from "../merge/state.ts";
import { buildDependencies } from "./charts/build_dependencies.ts";
import { copyFolder } from "./charts/copy_folder.ts";
import { findChart } from "./charts/local_chart.ts";
import type { FileRun } from "./file_run.ts";
import { chartFolder, chartKey, downloadChart } from "./prepare_charts.ts";
import { leftIn } from "./left_out.ts";
import { runPrepareHooks } from "./prepare_file.ts";
import { problemOf } from "./problem.ts";

/** Fetches the charts of the installed releases into the folders that `folderOf` names; gives where each is, by id. */
export async function fetchCharts(
  releases: readonly Release[],
  fileRun: FileRun,
  folderOf: (release: Release, chartName: string) => string,
): Promise<ReadonlyMap<string, string>> {
  const paths = new Map<string, string>();
  const wanted = releases.filter((release) => release.isInstalled);
  if (!await runPrepareHooks(wanted, fileRun)) return paths;
  const left = leftIn(wanted, fileRun);
  const copied: Release[] = [];
  const fetched = new Map<string, Promise<string>>();
  await Promise.all(left.map((release) =>
    fileRun.run.limiter.run(async () => {
      if (fileRun.isStopped) return;
      const problem = await problemOf(async () => {
        const local = chartFolder(release, fileRun)?.path;
        if (local !== undefined) copied.push(release);
        const folder = folderOf(release, chartNameOf(release, local, fileRun));
        paths.set(
          release.id,
          local === undefined
            ? await once(fetched, chartKey(release), () => fetchRemoteChart(release, fileRun, folder))
            : copyChart(local, folder, { release, fileRun }),
        );
      });
      if (problem) fileRun.fail(problem);
    })
  ));
  const builds = copied.map((release) => ({ release, folder: paths.get(release.id)! }));
  const problem = await problemOf(() => buildDependencies(builds, fileRun));
  if (problem) fileRun.fail(problem);
  return paths;
}

/** Who shares a chart shares the folder of the first that asks. Source: Helmfile pkg/state/state.go checkChartCache. */
function once(
  known: Map<string, Promise<string>>,
  key: string,
  fetch: () => Promise<string>,
): Promise<string> {
  const path = known.get(key) ?? fetch();
  known.set(key, path);
  return path;
}

/** What the path template sees: the last part of a local or OCI chart, the whole name of any other. */
function chartNameOf(release: Release, local: string | undefined, { session }: FileRun): string {
  if (local !== undefined) return basename(local);
  const helmRelease = session.release(release);
  return isOciChart(helmRelease) ? ociChartName(helmRelease) : release.chart;
}

/** A chart that is there already is not fetched again. */
async function fetchRemoteChart(release: Release, fileRun: FileRun, folder: string): Promise<string> {
  const { dir } = release.file;
  const there = findChart(resolve(dir, folder), fileRun.run.system.files) ??
    await downloadChart(release, { fileRun, folder });
  return folder.startsWith("/") ? there : relative(dir, there);
}

function copyChart(
  local: string,
  folder: string,
  { release, fileRun }: { readonly release: Release; readonly fileRun: FileRun },
): string {
  const { dir } = release.file;
  copyFolder(resolve(dir, local), resolve(dir, folder), fileRun.run.system.files);
  return folder.startsWith("/") ? folder : join(folder);
}
