// Selected releases → the rows of `show-dag`: groups of releases that could run at once in Helmfile's eyes.
import type { Release } from "../merge/state.ts";
import { releaseKey } from "./release_key.ts";
import type { Selection } from "./select_releases.ts";

/** One release of a group. */
export interface DagRow {
  /** From 1. */
  readonly group: number;
  readonly release: string;
  /** The keys of what it needs, as written. */
  readonly dependencies: readonly string[];
}

/** The rows of one file, by group and then in file order. Source: Helmfile pkg/app/app.go printDAG. */
export function dagGroups({ releases, graph, depths }: Selection): DagRow[] {
  const groups = [...Map.groupBy(releases, (release) => depths.get(release)!)].sort(([a], [b]) => a - b);
  return groups.flatMap(([, group], index) =>
    group.map((release: Release) => ({
      group: index + 1,
      release: releaseKey(release),
      dependencies: graph.needsOf(release).map(({ key }) => key),
    }))
  );
}

/** The releases in the order Helmfile takes them one at a time: by group, then in file order. */
export function groupOrder({ releases, depths }: Selection): Release[] {
  return [...releases].sort((a, b) => depths.get(a)! - depths.get(b)!);
}
