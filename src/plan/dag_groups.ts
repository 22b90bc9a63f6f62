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
export function dagGroups(selection: Selection): DagRow[] {
  return dependencyGroups(selection).flatMap((group, index) =>
    group.map((release) => ({
      group: index + 1,
      release: releaseKey(release),
      dependencies: selection.graph.needsOf(release).map(({ key }) => key),
    }))
  );
}

/** The selected releases in groups, each in file order: what a group needs is in the groups before it. */
export function dependencyGroups({ releases, depths }: Selection): Release[][] {
  const groups = Map.groupBy(releases, (release) => depths.get(release)!);
  return [...groups].sort(([a], [b]) => a - b).map(([, group]) => group);
}

/** The releases in the order Helmfile takes them one at a time: by group, then in file order. */
export function groupOrder(selection: Selection): Release[] {
  return dependencyGroups(selection).flat();
}
