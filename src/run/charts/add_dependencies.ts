// A chart and a release's `dependencies` → a copy of the chart that brings those charts along.
import { basename, join, resolve } from "node:path";
import { isMap, newMap, type Value, type ValueMap } from "../../go/value.ts";
import { dependencyUpCall } from "../../helm/dependency_call.ts";
import { needsPlainHttp } from "../../helm/helm_release.ts";
import { repositoryOf } from "../../plan/helm_release_of.ts";
import { parseYaml } from "../../yaml/parse.ts";
import { printYaml } from "../../yaml/print.ts";
import { buildDependencies } from "./build_dependencies.ts";
import { copyFolder } from "./copy_folder.ts";
import { localChart, readChartYaml } from "./local_chart.ts";
import { fetchedFolder } from "./fetched_folder.ts";
import type { OwnChart } from "./own_chart.ts";

/** Copies the chart, adds the dependencies to its Chart.yaml and has helm fetch them; gives the copy's folder. */
export async function addDependencies(chart: string, at: OwnChart): Promise<string> {
  const { release, fileRun: { session, run } } = at;
  const { files } = run.system;
  const folder = join(at.home, "with-dependencies", basename(chart));
  copyFolder(chart, folder, files);
  const path = join(folder, "Chart.yaml");
  const fields = parseYaml(files.readText(path));
  const known = isMap(fields) && Array.isArray(fields.dependencies) ? fields.dependencies : [];
  const dependencies = [...known.map((item) => rooted(item, chart)), ...addedTo(at)];
  files.write(
    path,
    printYaml(newMap([...Object.entries(fields as ValueMap), ["dependencies", dependencies]])),
  );
  // Its lock knows nothing of what was added.
  files.remove(join(folder, "Chart.lock"));
  const call = dependencyUpCall(folder, session.context, {
    plainHttp: needsPlainHttp(session.release(release)),
  });
  await session.call(call, { doing: `fetch the dependencies of release "${release.name}"`, release });
  // As of any chart that did not come from a registry or repository (Helmfile state.go prepareChartForRelease).
  const isForeign = fetchedFolder(release.chart, { release, run }) !== undefined;
  if (isForeign || localChart(release, files) !== undefined) {
    await buildDependencies([{ release, folder, isForeign }], at.fileRun);
  }
  return folder;
}

/** A dependency of the chart itself: what it names by a relative path stays where it was. */
function rooted(dependency: Value, chart: string): Value {
  if (!isMap(dependency)) return dependency;
  const [, path] = /^file:\/\/(?!\/)(.*)$/.exec(String(dependency.repository ?? "")) ?? [];
  return path === undefined
    ? dependency
    : newMap([...Object.entries(dependency), ["repository", `file://${resolve(chart, path)}`]]);
}

function addedTo({ release, fileRun: { run } }: OwnChart): ValueMap[] {
  const { file } = release;
  return (release.spec.dependencies ?? []).map(({ chart, version, alias }) => {
    const folder = fetchedFolder(chart, { release, run }) ?? resolve(file.dir, chart);
    const isLocal = run.system.files.stat(folder)?.isDirectory === true;
    const local = isLocal ? readChartYaml(folder, run.system.files) : undefined;
    const repository = repositoryOf({ chart, file });
    const base = (repository?.url ?? "").replace(/^oci:\/\//, "").replace(/\/+$/, "");
    const parent = chart.slice(0, chart.lastIndexOf("/"));
    const url = isLocal ? `file://${folder}` : repository === undefined
      // Perhaps helm knows a repository of that name.
      ? (parent.includes("://") ? parent : `@${parent}`)
      : repository.oci
      ? `oci://${base}`
      : repository.url ?? "";
    const name = local?.name || basename(chart);
    return newMap([
      ["name", name],
      ["repository", url],
      ["version", version || local?.version || "*"],
      ...(alias ? [["alias", alias] as const] : []),
      ["condition", `${alias || name}.enabled`],
    ]);
  });
}
