// How releases name each other: `[[CONTEXT/]NAMESPACE/]NAME`. Source: Helmfile pkg/state/state.go ReleaseToID,
// ApplyOverrides.
import type { Release } from "../merge/state.ts";

/** What a need must say to mean a release; of two releases with one key only one can take part. */
export function releaseKey(release: Release): string {
  return joinKey(release.kubeContext, release.namespace, release.name);
}

/**
 * The key a need means: a missing namespace or context is the one of the release that has the need. A context may
 * hold slashes itself (`arn:aws:eks:…/cluster`), so everything before the last two parts is the context.
 */
export function needKey(need: string, from: Release): string {
  const parts = need.split("/");
  const name = parts.at(-1)!;
  const namespace = parts.length > 1 ? parts.at(-2)! : from.namespace;
  const kubeContext = parts.length > 2 ? parts.slice(0, -2).join("/") : from.kubeContext;
  return joinKey(kubeContext, namespace, name);
}

function joinKey(kubeContext: string, namespace: string, name: string): string {
  if (kubeContext !== "") return `${kubeContext}/${namespace}/${name}`;
  return namespace === "" ? name : `${namespace}/${name}`;
}
