// A release → `helm test NAME …`. Source: Helmfile pkg/state/state.go TestReleases; its --plain-http is left out,
// as `helm test` has no such flag.
import { type HelmCall, helmCall, type HelmContext } from "./helm_call.ts";
import type { HelmRelease } from "./helm_release.ts";
import { connectionFlags, option, timeoutFlags, when } from "./release_flags.ts";

/** The call that runs a release's chart tests. */
export function testCall(release: HelmRelease, context: HelmContext): HelmCall {
  const { flags } = context;
  return helmCall([
    "test",
    release.name,
    ...option("--namespace", release.namespace),
    ...when(flags.logs, "--logs"),
    ...timeoutFlags(release, flags),
    ...connectionFlags(release),
  ], context);
}
