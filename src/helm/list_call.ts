// What is installed? → `helm list …`, for one release as Helmfile asks, or for a whole cluster in one call.
import { type HelmCall, helmCall, type HelmContext } from "./helm_call.ts";
import type { HelmRelease } from "./helm_release.ts";
import { connectionFlags, option } from "./release_flags.ts";

const STATES = ["--uninstalling", "--deployed", "--failed", "--pending"];

/** The call that lists one release by its exact name. Source: Helmfile pkg/state/state.go listReleases. */
export function listCall(release: HelmRelease, context: HelmContext): HelmCall {
  return helmCall([
    "list",
    "--filter",
    `^${release.name}$`,
    ...connectionFlags(release),
    ...option("--namespace", release.namespace),
    ...STATES,
  ], context);
}

/** The call that lists every release of a cluster: one call where Helmfile makes one per release. */
export function listAllCall(kubeContext: string, context: HelmContext): HelmCall {
  return helmCall([
    "list",
    "--all-namespaces",
    ...option("--kube-context", kubeContext),
    ...STATES,
    "--max",
    "0",
    "--output",
    "json",
  ], context);
}
