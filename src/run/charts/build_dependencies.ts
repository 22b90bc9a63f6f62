// Charts in folders → `helm dependency build`, once for each folder.
import { resolve } from "node:path";
import { Failure } from "../../diagnostics/diagnostic.ts";
import { dependencyBuildCall } from "../../helm/dependency_call.ts";
import { needsPlainHttp } from "../../helm/helm_release.ts";
import type { Release } from "../../merge/state.ts";
import { allOrFailures } from "../all_or_failures.ts";
import type { FileRun } from "../file_run.ts";
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
  const wanted = new Map<string, BuildRequest>();
  for (const request of requests) {
    const folder = resolve(request.release.file.dir, request.folder);
    if (!skipsDependencies(request.release, fileRun) && !wanted.has(folder)) wanted.set(folder, request);
  }
  const hasDependencies = (folder: string) =>
    (readChartYaml(folder, fileRun.run.system.files)?.dependencies.length ?? 0) > 0;
  const inTurn = createLimiter(1);
  await allOrFailures(
    [...wanted].filter(([folder]) => hasDependencies(folder))
      .map(([, request]) => inTurn.run(() => build(request, fileRun))),
  );
}

/** Whether a release's dependencies stay as they are. */
export function skipsDependencies({ spec, file }: Release, { run }: FileRun): boolean {
  return spec.skipDeps ?? (run.settings.skipDeps || file.helmDefaults.skipDeps === true);
}

async function build({ release, folder, isForeign }: BuildRequest, { session, run }: FileRun): Promise<void> {
  const { spec, file } = release;
  const skipRefresh = run.settings.skipRefresh || spec.skipRefresh === true ||
    file.helmDefaults.skipRefresh === true;
  const call = dependencyBuildCall(folder, session.context, {
    skipRefresh,
    plainHttp: needsPlainHttp(session.release(release)),
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
