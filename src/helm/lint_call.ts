// A release → `helm lint CHART …` and `helm unittest CHART …`, which check a chart with a release's values.
import { type HelmCall, helmCall, type HelmContext } from "./helm_call.ts";
import { chartArgument, type HelmRelease } from "./helm_release.ts";
import { adoptFlags, options, valuesFlags, when } from "./release_flags.ts";
import { helmHas } from "./version.ts";

/** The call that lints a release's chart. Source: Helmfile pkg/state/state.go flagsForLint, LintReleases. */
export function lintCall(release: HelmRelease, context: HelmContext): HelmCall {
  const { flags } = context;
  return helmCall([
    "lint",
    chartArgument(release),
    ...valuesFlags(release),
    ...adoptFlags(release),
    ...options("--values", flags.values),
    ...options("--set", flags.set),
  ], context);
}

/** The call that runs the chart's unit tests that `unitTests` names; a folder means its `*_test.yaml` files. */
export function unittestCall(release: HelmRelease, context: HelmContext): HelmCall {
  const { flags } = context;
  const files = (release.spec.unitTests ?? []).map((path) =>
    /[*?[]|\.ya?ml$/i.test(path) ? path : `${path.replace(/\/+$/, "")}/*_test.yaml`
  );
  // helm 4 takes --color for itself and the word after it as its value.
  const color = flags.color === true && !helmHas(context.version, "colorFlag");
  return helmCall([
    "unittest",
    chartArgument(release),
    ...valuesFlags(release),
    ...adoptFlags(release),
    ...options("--values", flags.values),
    ...options("--set", flags.set),
    ...when(flags.failFast, "--failfast"),
    ...when(color, "--color"),
    ...when(flags.debugPlugin, "--debugPlugin"),
    ...options("--file", files),
  ], context);
}
