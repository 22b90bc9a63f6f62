// A release → `helm template NAME CHART …`, in the order of Helmfile pkg/state/state.go flagsForTemplate and
// TemplateReleases.
import { type HelmCall, helmCall, type HelmContext } from "./helm_call.ts";
import { chartArgument, type HelmRelease } from "./helm_release.ts";
import {
  adoptFlags,
  capabilityFlags,
  chartVersionFlags,
  connectionFlags,
  downloadFlags,
  freeArgs,
  option,
  options,
  postRendererArgFlags,
  postRendererFlags,
  schemaFlags,
  valuesFlags,
  when,
} from "./release_flags.ts";

/** The call that renders a release; to standard output, or below `outputDir`. */
export function templateCall(
  release: HelmRelease,
  context: HelmContext,
  { outputDir }: { readonly outputDir?: string | undefined } = {},
): HelmCall {
  const { flags } = context;
  return helmCall([
    "template",
    release.name,
    chartArgument(release),
    ...chartVersionFlags(release),
    ...adoptFlags(release),
    ...postRendererFlags(release, context),
    ...postRendererArgFlags(release, flags),
    ...capabilityFlags(release, { kubeVersion: flags.kubeVersion }),
    ...downloadFlags(release),
    ...options("--show-only", flags.showOnly),
    ...schemaFlags(release, flags),
    ...connectionFlags(release),
    ...freeArgs(flags.templateArgs, release.defaults.templateArgs),
    ...valuesFlags(release),
    ...options("--values", flags.values),
    ...options("--set", flags.set),
    ...option("--output-dir", outputDir),
    ...when(flags.validate, "--validate"),
    ...when(flags.includeCrds, "--include-crds"),
    ...when(flags.noHooks, "--no-hooks"),
    ...when(flags.skipTests, "--skip-tests"),
  ], context);
}
