// Where preparation finds a local chart: in, a release; out, the path as Helmfile's `build` prints it beside `chart`.
// Sources: Helmfile pkg/state/util.go isLocalChart, normalizeChart, pkg/app/run.go WithPreparedCharts.
import { isAbsolute, join, normalize, resolve } from "node:path";
import type { Release } from "./state.ts";
import { sharedOf } from "./state_file.ts";

/** The `chartPath` of a release; undefined where Helmfile prints none, and for charts that are built anew. */
export function printedChartPath(release: Release): string | undefined {
  const { file, chart, spec } = release;
  if (!release.isInstalled || !release.isEnabled || isPatched(release)) return undefined;
  const { files } = sharedOf(file).session.system;
  if (files.stat(resolve(file.dir, chart, "Chart.yaml")) === undefined) return undefined;
  const path = normalizedChart(chart, isAbsolute(file.printedPath) ? file.dir : "");
  return path === spec.chart ? undefined : path;
}

function isPatched({ spec: { jsonPatches, strategicMergePatches, transformers } }: Release): boolean {
  return [jsonPatches, strategicMergePatches, transformers].some((list) => list && list.length > 0);
}

// With one or two slashes it may be the name of a repository's chart, unless it begins like a path.
function normalizedChart(chart: string, dir: string): string {
  const slashes = chart.split("/").length - 1;
  const isRepositoryLike = !/^\.{1,2}\//.test(chart) && (slashes === 1 || slashes === 2);
  if (isAbsolute(chart) || isRepositoryLike) return chart;
  return (dir === "" ? normalize(chart) : join(dir, chart)).replace(/(?<=.)\/$/, "");
}
