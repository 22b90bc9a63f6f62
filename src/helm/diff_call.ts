// A release → `helm diff upgrade --allow-unreleased …`, in the order of Helmfile pkg/state/state.go flagsForDiff
// and commonDiffFlags. helm-diff is a plugin: exit 2 means "changed" where `--detailed-exitcode` was given.
import { type HelmCall, helmCall, type HelmContext } from "./helm_call.ts";
import { chartArgument, type HelmRelease, setting } from "./helm_release.ts";
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
  serverSideFlags,
  suppressedLines,
  takesOwnership,
  valuesFlags,
  valuesModeFlag,
  when,
} from "./release_flags.ts";
import { helmHas } from "./version.ts";

/** What the cluster says about a release before it is compared. */
export interface DiffCircumstances {
  /** Whether helm has the release; only asked where a setting depends on it. */
  readonly isInstalled: boolean;
  /** `--skip-diff-validation-on-install`. */
  readonly skipsValidationOnInstall?: boolean;
  /** The cluster's version, where it is known. */
  readonly clusterVersion?: string;
}

/** The call that compares a release with the cluster. */
export function diffCall(release: HelmRelease, context: HelmContext, given: DiffCircumstances): HelmCall {
  const { flags } = context;
  const call = helmCall([
    "diff",
    "upgrade",
    "--allow-unreleased",
    release.name,
    chartArgument(release),
    ...chartVersionFlags(release),
    ...enableDnsFlags(release),
    ...when(setting(release, "disableOpenAPIValidation"), "--disable-openapi-validation"),
    ...when(skipsValidation(release, given), "--disable-validation"),
    ...capabilityFlags(release, { detected: detectedVersion(release, given) }),
    ...connectionFlags(release),
    // helm diff has no --plain-http.
    ...downloadFlags(release).filter((flag) => flag !== "--plain-http"),
    ...adoptFlags(release),
    ...postRendererFlags(release, context),
    ...postRendererArgFlags(release, flags),
    ...schemaFlags(release, flags),
    ...suppressedLineFlags(release, context),
    ...when(takesOwnership(release, flags), "--take-ownership"),
    ...serverSideFlags(release, context),
    ...valuesFlags(release),
    ...options("--values", flags.values),
    ...commonFlags(release, context),
  ], context);
  const color = colorEnv(context);
  return color === undefined ? call : { ...call, env: { HELM_DIFF_COLOR: color } };
}

function skipsValidation(
  release: HelmRelease,
  { isInstalled, skipsValidationOnInstall }: DiffCircumstances,
): boolean {
  const skipsOnInstall = release.spec.disableValidationOnInstall === true ||
    skipsValidationOnInstall === true;
  return setting(release, "disableValidation") ?? (skipsOnInstall && !isInstalled);
}

function detectedVersion(release: HelmRelease, { clusterVersion }: DiffCircumstances): string | undefined {
  return setting(release, "disableAutoDetectedKubeVersionForDiff") === true ? undefined : clusterVersion;
}

function suppressedLineFlags(release: HelmRelease, { flags }: HelmContext): string[] {
  return options("--suppress-output-line-regex", suppressedLines(release, flags));
}

function commonFlags(release: HelmRelease, context: HelmContext): string[] {
  const { flags } = context;
  return [
    valuesModeFlag(release, flags),
    ...when(flags.detailedExitcode, "--detailed-exitcode"),
    ...when(flags.stripTrailingCr, "--strip-trailing-cr"),
    ...when(flags.includeTests, "--include-tests"),
    ...options("--suppress", flags.suppress),
    ...when(flags.suppressSecrets, "--suppress-secrets"),
    ...when(flags.showSecrets, "--show-secrets"),
    ...when(flags.noHooks, "--no-hooks"),
    ...colorFlags(context),
    ...option("--context", flags.context === undefined || flags.context <= 0 ? "" : String(flags.context)),
    ...option("--output", flags.output),
    ...options("--set", flags.set),
    ...freeArgs(flags.diffArgs, release.defaults.diffArgs),
    ...freeArgs(flags.templateArgs, release.defaults.templateArgs),
  ];
}

// helm 4 takes --color for itself, so the plugin is told through its environment.
function colorFlags({ flags, version }: HelmContext): string[] {
  if (helmHas(version, "colorFlag")) return [];
  if (flags.noColor === true) return ["--no-color"];
  return when(flags.color, "--color");
}

function colorEnv({ flags, version }: HelmContext): string | undefined {
  if (!helmHas(version, "colorFlag")) return undefined;
  if (flags.noColor === true) return "false";
  return flags.color === true ? "true" : undefined;
}
