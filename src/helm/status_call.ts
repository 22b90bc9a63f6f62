// A release → `helm status`, `helm get manifest` and `helm get hooks`, which only look.
import { type HelmCall, helmCall, type HelmContext } from "./helm_call.ts";
import type { HelmRelease } from "./helm_release.ts";
import { connectionFlags, option } from "./release_flags.ts";

/** The call that shows a release's status; `output` is helm's own format, such as "json". */
export function statusCall(
  release: HelmRelease,
  context: HelmContext,
  { output }: { readonly output?: string | undefined } = {},
): HelmCall {
  return helmCall([
    "status",
    release.name,
    ...option("--namespace", release.namespace),
    ...connectionFlags(release),
    ...option("--output", output),
  ], context);
}

/** The call that prints the manifest of a release as helm stores it, without its hooks. */
export function getManifestCall(release: HelmRelease, context: HelmContext): HelmCall {
  return helmCall([
    "get",
    "manifest",
    release.name,
    ...option("--namespace", release.namespace),
    ...connectionFlags(release),
  ], context);
}

/** The call that prints the helm hooks of a release as helm stores them. */
export function getHooksCall(release: HelmRelease, context: HelmContext): HelmCall {
  return helmCall([
    "get",
    "hooks",
    release.name,
    ...option("--namespace", release.namespace),
    ...connectionFlags(release),
  ], context);
}
