// A chart on this machine: whether a release names one, and what its folder says of itself.
import { join, normalize, resolve } from "node:path";
import { type ChartMetadata, chartMetadataOf, dependenciesOf } from "../../helm/chart_yaml.ts";
import type { Release } from "../../merge/state.ts";
import type { Files } from "../../system/system.ts";
import { parseYaml } from "../../yaml/parse.ts";

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
  return readChartYaml(resolve(release.file.dir, folder), files)?.version ?? "";
}

/** What a folder's Chart.yaml says, with the requirements.yaml of API version v1; undefined without a Chart.yaml. */
export function readChartYaml(folder: string, files: Files): ChartMetadata | undefined {
  const chart = parsedFile(join(folder, "Chart.yaml"), files);
  if (chart === undefined) return undefined;
  const metadata = chartMetadataOf(chart);
  if (metadata.dependencies.length > 0) return metadata;
  return { ...metadata, dependencies: dependenciesOf(parsedFile(join(folder, "requirements.yaml"), files)) };
}

/** A YAML file's content; undefined if it is missing. A broken one is helm's to report. */
function parsedFile(path: string, files: Files): unknown {
  if (!files.stat(path)?.isFile) return undefined;
  try {
    return parseYaml(files.readText(path)) ?? {};
  } catch {
    return {};
  }
}

/** The folder below `root` that holds a Chart.yaml: helm unpacks into a folder with the chart's own name. */
export function findChart(root: string, files: Files): string | undefined {
  if (!files.stat(root)?.isDirectory) return undefined;
  if (files.stat(join(root, "Chart.yaml"))) return root;
  for (const entry of files.readDir(root)) {
    if (entry.isDirectory && files.stat(join(root, entry.name, "Chart.yaml"))) return join(root, entry.name);
  }
  return undefined;
}
