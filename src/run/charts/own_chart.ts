// Releases whose manifests are changed on their way to helm → a chart of our own for each, in a folder that vanishes
// with the run. Source of compatible behaviour: Helmfile pkg/state/helmx.go PrepareChartify and the library
// helmfile/chartify.
import { basename, join, resolve } from "node:path";
import { isOciChart } from "../../helm/helm_release.ts";
import type { Release } from "../../merge/state.ts";
import type { FileRun } from "../file_run.ts";
import { addDependencies } from "./add_dependencies.ts";
import { buildKustomization, kustomizationFile } from "./kustomize.ts";
import { readChartYaml } from "./local_chart.ts";
import { patchChart } from "./patch_chart.ts";
import { copyFolder } from "./copy_folder.ts";
import { writeChart } from "./write_chart.ts";

/** Whether a release's chart is not used as it is, and so has to be at hand as files. */
export function needsOwnChart({ spec }: Release): boolean {
  return changesManifests({ spec }) || (spec.dependencies ?? []).length > 0;
}

function changesManifests({ spec }: Pick<Release, "spec">): boolean {
  const lists = [spec.jsonPatches, spec.strategicMergePatches, spec.transformers];
  return lists.some((list) => (list ?? []).length > 0) || (spec.forceNamespace ?? "") !== "";
}

/**
 * The folder of a release's own chart, made from where its chart is now; undefined if that is used as it is. Its
 * values are prepared before, for the manifests are rendered with them.
 */
export async function makeOwnChart(release: Release, fileRun: FileRun): Promise<string | undefined> {
  const { session, run } = fileRun;
  const given = session.release(release);
  const folder = resolve(release.file.dir, given.chartPath ?? release.chart);
  const isFolder = given.chartPath !== undefined && run.system.files.stat(folder)?.isDirectory === true;
  const isManifests = isFolder && !isOciChart(given) && readChartYaml(folder, run.system.files) === undefined;
  if (!isManifests && !needsOwnChart(release)) return undefined;
  const home = join(run.valuesFolder.dir, "own", release.id.replace(/[^\w.-]/g, "_"));
  const at: OwnChart = { release, fileRun, home };
  let chart = isManifests ? await chartOfManifests(folder, at) : folder;
  if ((release.spec.dependencies ?? []).length > 0) chart = await addDependencies(chart, at);
  return changesManifests(release) ? await patchChart(chart, at) : chart;
}

/** What the steps of making a chart share. */
export interface OwnChart {
  readonly release: Release;
  readonly fileRun: FileRun;
  /** The folder for everything that is made. */
  readonly home: string;
}

/** A kustomization is built; the YAML files of any other folder become templates as they are. */
async function chartOfManifests(folder: string, at: OwnChart): Promise<string> {
  const { system } = at.fileRun.run;
  const chart = join(at.home, "chart", basename(folder));
  if (kustomizationFile(folder, system.files) !== undefined) {
    const manifest = await buildKustomization(folder, at);
    writeChart(chart, { at, manifest });
    return chart;
  }
  writeChart(chart, { at });
  copyFolder(folder, join(chart, "templates"), system.files);
  return chart;
}
