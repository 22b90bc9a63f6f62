// A chart's folder → `helm dependency build` and `helm dependency update`.
import { keepDependencyArgs } from "./args_split.ts";
import { extraArgs, type HelmCall, helmCall, type HelmContext } from "./helm_call.ts";
import { when } from "./release_flags.ts";
import { helmHas } from "./version.ts";

/** How the dependencies of one chart are to be built. */
export interface DependencyOptions {
  /** The repositories' indexes are fresh. */
  readonly skipRefresh?: boolean;
  readonly plainHttp?: boolean;
}

/**
 * The call that fills a chart's `charts/` from its lock. It takes no extra arguments: they are the command's, and
 * charts are prepared before it begins. Source: Helmfile pkg/state/state.go runHelmDepBuilds.
 */
export function dependencyBuildCall(
  chartPath: string,
  context: HelmContext,
  given: DependencyOptions = {},
): HelmCall {
  return helmCall(["dependency", "build", chartPath, ...flagsOf(context, given)], context, { extra: [] });
}

/**
 * The call that resolves a chart's dependencies anew and writes its lock. Of the extra arguments only those that it
 * knows are passed on.
 */
export function dependencyUpdateCall(chartPath: string, context: HelmContext): HelmCall {
  return helmCall(["dependency", "update", chartPath, ...flagsOf(context, {})], context, {
    extra: keepDependencyArgs(extraArgs(context)),
  });
}

/** The same for a chart that was given more dependencies. Source: the library helmfile/chartify, Chartify. */
export function dependencyUpCall(
  chartPath: string,
  context: HelmContext,
  given: DependencyOptions,
): HelmCall {
  return helmCall(["dependency", "up", chartPath, ...flagsOf(context, given)], context, { extra: [] });
}

function flagsOf({ flags, version }: HelmContext, { skipRefresh, plainHttp }: DependencyOptions): string[] {
  const isPlain = flags.ociPlainHttp === true && helmHas(version, "dependencyPlainHttp");
  return [...when(skipRefresh, "--skip-refresh"), ...when(plainHttp === true || isPlain, "--plain-http")];
}
