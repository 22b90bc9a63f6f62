// A release → `helm upgrade --install …`, in the order of Helmfile pkg/state/state.go flagsForUpgrade and
// helmexec SyncRelease.
import { upgradeAsDryRun } from "./dry_run.ts";
import { type HelmCall, helmCall, type HelmContext } from "./helm_call.ts";
import { chartArgument, type HelmRelease, setting } from "./helm_release.ts";
import {
  adoptFlags,
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
  takesOwnership,
  timeoutFlags,
  upgradeVerifyFlags,
  valuesFlags,
  valuesModeFlag,
  when,
} from "./release_flags.ts";
import { helmHas } from "./version.ts";

/** The call that installs or upgrades a release; `checkReleaseFlags` says beforehand what helm would refuse. */
export function upgradeCall(release: HelmRelease, context: HelmContext): HelmCall {
  const { flags } = context;
  return helmCall([
    "upgrade",
    "--install",
    release.name,
    chartArgument(release),
    ...chartVersionFlags(release),
    ...enableDnsFlags(release),
    ...waitFlags(release, context),
    ...upgradeVerifyFlags(release),
    ...timeoutFlags(release, flags),
    ...replaceFlags(release, context),
    ...createNamespaceFlags(release, context),
    ...when(setting(release, "disableOpenAPIValidation"), "--disable-openapi-validation"),
    ...connectionFlags(release),
    ...downloadFlags(release),
    ...adoptFlags(release),
    ...labelFlags(release, context),
    ...postRendererFlags(release, context),
    ...descriptionFlags(release, context),
    ...postRendererArgFlags(release, flags),
    ...schemaFlags(release, flags),
    ...noteFlags(context),
    ...when(takesOwnership(release, flags) && helmHas(context.version, "takeOwnership"), "--take-ownership"),
    ...serverSideFlags(release, context),
    ...freeArgs(flags.syncArgs, release.defaults.syncArgs),
    ...valuesFlags(release),
    ...options("--values", flags.values),
    ...options("--set", flags.set),
    ...when(flags.skipCrds === true || release.defaults.skipCRDs === true, "--skip-crds"),
    valuesModeFlag(release, flags),
    "--history-max",
    String(setting(release, "historyMax") ?? 10),
  ], context);
}

/** The same call as a dry run that the API server answers, the release as JSON on standard output. */
export function upgradeDryRunCall(release: HelmRelease, context: HelmContext): HelmCall {
  const call = upgradeAsDryRun(upgradeCall(release, context), context, "server");
  return { ...call, args: [...call.args, "--output", "json"] };
}

/** The release and its defaults' way to wait: "helm", "helm-legacy" or "kubedog". */
function trackMode(release: HelmRelease, { flags }: HelmContext): string {
  return release.spec.trackMode || flags.trackMode || release.defaults.trackMode || "helm";
}

function waitFlags(release: HelmRelease, context: HelmContext): string[] {
  const mode = trackMode(release, context);
  const isLegacy = mode === "helm-legacy" && helmHas(context.version, "waitStrategy");
  const waits = context.flags.wait === true || setting(release, "wait") === true;
  // Source: Helmfile helmx.go appendWaitForJobsFlags: kubedog tracks the jobs itself.
  const waitsForJobs = mode !== "kubedog" &&
    (context.flags.waitForJobs === true || setting(release, "waitForJobs") === true);
  return [
    ...when(waits, isLegacy ? "--wait=legacy" : "--wait"),
    ...when(waitsForJobs, "--wait-for-jobs"),
  ];
}

function replaceFlags(release: HelmRelease, { version }: HelmContext): string[] {
  const rollsBack = setting(release, "atomic") === true || setting(release, "rollbackOnFailure") === true;
  return [
    ...when(setting(release, "force"), helmHas(version, "forceReplace") ? "--force-replace" : "--force"),
    ...when(setting(release, "forceConflicts"), "--force-conflicts"),
    ...when(setting(release, "recreatePods"), "--recreate-pods"),
    ...when(rollsBack, helmHas(version, "rollbackOnFailure") ? "--rollback-on-failure" : "--atomic"),
    ...when(setting(release, "cleanupOnFail"), "--cleanup-on-fail"),
  ];
}

function createNamespaceFlags(release: HelmRelease, { version }: HelmContext): string[] {
  const isWanted = setting(release, "createNamespace") ?? true;
  return when(isWanted && helmHas(version, "createNamespace"), "--create-namespace");
}

/** Labels helm's storage keeps for itself (helm pkg/storage/driver GetSystemLabels). */
const SYSTEM_LABELS = new Set(["name", "owner", "status", "version", "createdAt", "modifiedAt"]);

function labelFlags(release: HelmRelease, { flags, version }: HelmContext): string[] {
  const isWanted = [release.spec, flags, release.defaults].some((from) => from.syncReleaseLabels === true);
  if (!isWanted || !helmHas(version, "labels")) return [];
  const labels = Object.entries(release.spec.labels ?? {})
    .filter(([key]) => key !== "" && !SYSTEM_LABELS.has(key))
    .sort(([a], [b]) => a < b ? -1 : 1);
  return option("--labels", labels.map(([key, value]) => `${key}=${value}`).join(","));
}

function descriptionFlags(release: HelmRelease, { flags, version }: HelmContext): string[] {
  if (!helmHas(version, "description")) return [];
  return option("--description", flags.description || release.spec.description);
}

function noteFlags({ flags, version }: HelmContext): string[] {
  return when(flags.hideNotes === true && helmHas(version, "hideNotes"), "--hide-notes");
}
