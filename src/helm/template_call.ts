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
  enableDnsFlags,
  freeArgs,
  option,
  options,
  postRendererArgFlags,
  postRendererFlags,
  schemaFlags,
  valuesFlags,
  when,
} from "./release_flags.ts";
import { helmHas } from "./version.ts";

/** Where manifests go. */
export interface TemplateOptions {
  /** Missing for standard output. */
  readonly outputDir?: string | undefined;
}

/**
 * Where what the call prints is to be written, since helm does not: helm 3 writes files before its post renderer has
 * seen them. Undefined where helm writes itself. Source: Helmfile pkg/helmexec TemplateRelease.
 */
export function postRenderedFile(
  release: HelmRelease,
  context: HelmContext,
  { outputDir }: TemplateOptions,
): string | undefined {
  const isUnseen = !helmHas(context.version, "postRendererPlugins") &&
    postRendererFlags(release, context).length > 0;
  return isUnseen && outputDir !== undefined ? `${outputDir}/templates/${release.name}.yaml` : undefined;
}

/** The call that renders a release; to standard output, or below `outputDir` if helm can be trusted with it. */
export function templateCall(
  release: HelmRelease,
  context: HelmContext,
  { outputDir }: TemplateOptions = {},
): HelmCall {
  const { flags } = context;
  const isOurs = postRenderedFile(release, context, { outputDir }) !== undefined;
  return helmCall([
    "template",
    release.name,
    chartArgument(release),
    ...chartVersionFlags(release),
    ...adoptFlags(release),
    ...enableDnsFlags(release),
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
    ...option("--output-dir", isOurs ? "" : outputDir),
    ...when(flags.validate, "--validate"),
    ...when(flags.includeCrds, "--include-crds"),
    ...when(flags.noHooks, "--no-hooks"),
    ...when(flags.skipTests, "--skip-tests"),
  ], context);
}
