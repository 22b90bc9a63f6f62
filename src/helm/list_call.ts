// What does helm have of some releases? → `helm list …`, one call for all that share a namespace and a cluster.
import { type HelmCall, helmCall, type HelmContext } from "./helm_call.ts";
import { option } from "./release_flags.ts";

/** Releases that one listing can find. */
export interface ListGroup {
  readonly kubeContext: string;
  readonly namespace: string;
  readonly names: readonly string[];
}

/** Above this many names the listing is not narrowed: a pattern that long costs helm more than the rows. */
const MOST_NAMES = 20;

/**
 * The call that lists releases by their exact names, as JSON. Source of the states and the filter: Helmfile
 * pkg/state/state.go listReleases, which makes one call for each release.
 */
export function listCall({ kubeContext, namespace, names }: ListGroup, context: HelmContext): HelmCall {
  return helmCall([
    "list",
    ...(names.length > MOST_NAMES ? [] : ["--filter", exactly(names)]),
    ...option("--kube-context", kubeContext),
    ...option("--namespace", namespace),
    "--uninstalling",
    "--deployed",
    "--failed",
    "--pending",
    "--max",
    "0",
    "--output",
    "json",
  ], context);
}

function exactly(names: readonly string[]): string {
  return names.length === 1 ? `^${names[0]}$` : `^(${names.join("|")})$`;
}
