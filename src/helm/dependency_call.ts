// A chart's folder → `helm dependency build` and `helm dependency update`. Of the extra arguments only those that
// these commands know are passed on, so that `--args` meant for an upgrade does not break them.
import { keepDependencyArgs } from "./args_split.ts";
import { extraArgs, type HelmCall, helmCall, type HelmContext } from "./helm_call.ts";
import { when } from "./release_flags.ts";

/** How the dependencies of one chart are to be built. */
export interface DependencyOptions {
  /** The repositories' indexes are fresh. */
  readonly skipRefresh?: boolean;
  readonly plainHttp?: boolean;
}

/** The call that fills a chart's `charts/` from its lock. */
export function dependencyBuildCall(
  chartPath: string,
  context: HelmContext,
  given: DependencyOptions = {},
): HelmCall {
  return dependencyCall(["build", chartPath], context, given);
}

/** The call that resolves a chart's dependencies anew and writes its lock. */
export function dependencyUpdateCall(
  chartPath: string,
  context: HelmContext,
  given: DependencyOptions = {},
): HelmCall {
  return dependencyCall(["update", chartPath], context, given);
}

function dependencyCall(args: readonly string[], context: HelmContext, given: DependencyOptions): HelmCall {
  const plainHttp = given.plainHttp === true || context.flags.ociPlainHttp === true;
  return helmCall(
    [
      "dependency",
      ...args,
      ...when(given.skipRefresh, "--skip-refresh"),
      ...when(plainHttp, "--plain-http"),
    ],
    context,
    { extra: keepDependencyArgs(extraArgs(context)) },
  );
}
