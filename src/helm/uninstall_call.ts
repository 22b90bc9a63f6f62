// A release → `helm delete NAME …`. Source: Helmfile pkg/state/state.go DeleteReleases, DeleteReleasesForSync,
// appendDeleteWaitFlags.
import { type HelmCall, helmCall, type HelmContext } from "./helm_call.ts";
import { type HelmRelease, setting } from "./helm_release.ts";
import { connectionFlags, option } from "./release_flags.ts";
import { helmHas } from "./version.ts";

/** The call that uninstalls a release; `--deleteWait` and `--deleteTimeout` have no effect in Helmfile either. */
export function uninstallCall(release: HelmRelease, context: HelmContext): HelmCall {
  const { wait, cascade, namespace } = uninstallFlags(release, context);
  return helmCall(
    ["delete", release.name, ...connectionFlags(release), ...cascade, ...wait, ...namespace],
    context,
  );
}

/** The same within sync and apply, for `installed: false`: Helmfile puts the flags the other way round there. */
export function uninstallForSyncCall(release: HelmRelease, context: HelmContext): HelmCall {
  const { wait, cascade, namespace } = uninstallFlags(release, context);
  return helmCall(
    ["delete", release.name, ...namespace, ...wait, ...connectionFlags(release), ...cascade],
    context,
  );
}

/** The same before a release is installed anew, which needs the room: helm waits until its objects are gone. */
export function uninstallToReinstallCall(release: HelmRelease, context: HelmContext): HelmCall {
  const waiting = { ...release, spec: { ...release.spec, deleteWait: true } };
  return helmCall([
    "delete",
    release.name,
    ...option("--namespace", release.namespace),
    ...deleteWaitFlags(waiting),
    ...connectionFlags(release),
  ], context);
}

function uninstallFlags(release: HelmRelease, context: HelmContext) {
  return {
    wait: deleteWaitFlags(release),
    cascade: cascadeFlags(release, context),
    namespace: option("--namespace", release.namespace),
  };
}

function cascadeFlags(release: HelmRelease, { flags, version }: HelmContext): string[] {
  if (!helmHas(version, "cascade")) return [];
  return option("--cascade", release.spec.cascade || flags.cascade || release.defaults.cascade);
}

function deleteWaitFlags(release: HelmRelease): string[] {
  if (setting(release, "deleteWait") !== true) return [];
  const seconds = setting(release, "deleteTimeout") ?? 0;
  return ["--wait", ...(seconds === 0 ? [] : ["--timeout", `${seconds}s`])];
}
