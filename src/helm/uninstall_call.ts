// A release → `helm delete NAME …`. Source: Helmfile pkg/state/state.go DeleteReleases, appendDeleteWaitFlags.
import { type HelmCall, helmCall, type HelmContext } from "./helm_call.ts";
import { type HelmRelease, setting } from "./helm_release.ts";
import { connectionFlags, option } from "./release_flags.ts";
import { helmHas } from "./version.ts";

/** The call that uninstalls a release; `--deleteWait` and `--deleteTimeout` have no effect in Helmfile either. */
export function uninstallCall(release: HelmRelease, context: HelmContext): HelmCall {
  return helmCall([
    "delete",
    release.name,
    ...connectionFlags(release),
    ...cascadeFlags(release, context),
    ...deleteWaitFlags(release),
    ...option("--namespace", release.namespace),
  ], context);
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
