// Charts in folders → `helm dependency build`, once for each folder.
import { resolve } from "node:path";
import { Failure } from "../../diagnostics/diagnostic.ts";
import { dependencyBuildCall } from "../../helm/dependency_call.ts";
import { repoUpdateCall } from "../../helm/repo_call.ts";
import type { Release } from "../../merge/state.ts";
import { allOrFailures } from "../all_or_failures.ts";
import type { FileRun } from "../file_run.ts";
import { forgive } from "../left_out.ts";
import { createLimiter } from "../limiter.ts";
import { readChartYaml } from "./local_chart.ts";

/** A chart whose dependencies are to be there before helm uses it. */
export interface BuildRequest {
  readonly release: Release;
  /** As helm gets it: absolute, or relative to the state file. */
  readonly folder: string;
  /** Not ours to repair: if its dependencies cannot be built, helm may still be able to use it. */
  readonly isForeign?: boolean;
}

/**
 * Builds them one after the other, for `helm dependency build` writes into the shared index. A chart that names no
 * dependencies is left alone: there is nothing to build. Source: Helmfile pkg/state/state.go runHelmDepBuilds.
 */
export async function buildDependencies(requests: readonly BuildRequest[], fileRun: FileRun): Promise<void> {
  const wanted = Map.groupBy(
    requests.filter(({ release }) => !skipsDependencies(release, fileRun)),
    ({ release, folder }) => resolve(release.file.dir, folder),
  );
  const hasDependencies = (folder: string) =>
    (readChartYaml(folder, fileRun.run.system.files)?.dependencies.length ?? 0) > 0;
  const first = [...wanted.values()].map(([request]) => request!);
  const everyone = [...wanted.values()].flat();
  if (!await orForgive(everyone, fileRun, () => updateIndexes(first, fileRun))) return;
  const inTurn = createLimiter(1);
  await allOrFailures(
    [...wanted].filter(([folder]) => hasDependencies(folder))
      .map(([, users]) =>
        inTurn.run(async () => void await orForgive(users, fileRun, () => build(users[0]!, fileRun)))
      ),
  );
}

/** Runs something that some releases wait for; where that is allowed, its failure leaves them out. False if it failed. */
async function orForgive(
  requests: readonly BuildRequest[],
  fileRun: FileRun,
  action: () => Promise<void>,
): Promise<boolean> {
  try {
    await action();
    return true;
  } catch (error) {
    if (!(error instanceof Failure) || !fileRun.run.settings.allowFailedReleases) throw error;
    forgive(requests.map(({ release }) => release), fileRun, error);
    return false;
  }
}

/** Whether a release's dependencies stay as they are. */
function skipsDependencies({ spec, file }: Release, { run }: FileRun): boolean {
  return run.settings.skipDeps || (spec.skipDeps ?? file.helmDefaults.skipDeps === true);
}

/** Whether helm takes the indexes of a release's repositories as they are. */
export function skipsRefresh({ spec, file }: Release, { run }: FileRun): boolean {
  return run.settings.skipRefresh || (spec.skipRefresh ?? file.helmDefaults.skipRefresh === true);
}

/** Where one chart is built without a look at the indexes, they are brought up to date once for all. */
async function updateIndexes(requests: readonly BuildRequest[], fileRun: FileRun): Promise<void> {
  const { file, session, run } = fileRun;
  if (requests.length === 0 || run.settings.skipRefresh || file.helmDefaults.skipRefresh === true) return;
  const isWanted = requests.some(({ release, isForeign }) => isForeign || skipsRefresh(release, fileRun));
  if (!isWanted || file.repositories.every(({ oci }) => oci === true)) return;
  await session.call(repoUpdateCall(session.context), { doing: "update the repositories" });
}

async function build({ release, folder, isForeign }: BuildRequest, fileRun: FileRun): Promise<void> {
  const { session, run } = fileRun;
  const call = dependencyBuildCall(folder, session.context, {
    skipRefresh: isForeign === true || skipsRefresh(release, fileRun),
  });
  try {
    await session.call(call, { doing: `build the dependencies of chart "${release.chart}"`, release });
  } catch (error) {
    if (!(error instanceof Failure) || !isForeign) throw error;
    for (const diagnostic of error.diagnostics) {
      run.emit({ type: "warning", diagnostic: { ...diagnostic, severity: "warning" } });
    }
  }
}
