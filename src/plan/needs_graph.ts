// A state file's releases → who needs whom, by object and not by name, because two releases of one name may stand
// in a file as long as one of them takes part.
import type { Release } from "../merge/state.ts";
import { needKey, releaseKey } from "./release_key.ts";

/** One entry of a release's `needs`. */
export interface Need {
  /** The release that has it. */
  readonly from: Release;
  /** Its place in `needs`. */
  readonly index: number;
  readonly key: string;
  /** The release it means; undefined if the file has none. */
  readonly target: Release | undefined;
}

/** The needs of a file's releases, in the order they are written. */
export interface NeedsGraph {
  readonly releases: readonly Release[];
  needsOf(release: Release): readonly Need[];
  /** The releases that need this one themselves. */
  dependantsOf(release: Release): readonly Release[];
}

/** The graph of all releases of a file; `isPreferred` picks among releases of one name. */
export function needsGraph(
  releases: readonly Release[],
  isPreferred: (release: Release) => boolean = (release) => release.isEnabled,
): NeedsGraph {
  const byKey = Map.groupBy(releases, releaseKey);
  const needs = new Map<Release, Need[]>();
  const dependants = new Map<Release, Release[]>(releases.map((release) => [release, []]));
  for (const from of releases) {
    const own = from.needs.map((text, index) => {
      const key = needKey(text, from);
      const named = byKey.get(key) ?? [];
      return { from, index, key, target: named.find(isPreferred) ?? named[0] };
    });
    needs.set(from, own);
    for (const { target } of own) if (target !== undefined) dependants.get(target)!.push(from);
  }
  return {
    releases,
    needsOf: (release) => needs.get(release) ?? [],
    dependantsOf: (release) => dependants.get(release) ?? [],
  };
}

/** The releases that some releases need, directly or not, those releases included; in file order. */
export function withNeeds(graph: NeedsGraph, start: Iterable<Release>): Release[] {
  const reached = new Set<Release>(start);
  for (const release of reached) {
    for (const { target } of graph.needsOf(release)) if (target !== undefined) reached.add(target);
  }
  return graph.releases.filter((release) => reached.has(release));
}

/**
 * The depth of every release: 0 without needs, else one more than the deepest of its needs. Releases of one depth
 * are Helmfile's groups; a need that closes a cycle counts as none.
 */
export function depths(graph: NeedsGraph): ReadonlyMap<Release, number> {
  const known = new Map<Release, number>();
  const pending = [...graph.releases];
  const open = new Set<Release>();
  while (pending.length > 0) {
    const release = pending.at(-1)!;
    const targets = graph.needsOf(release).flatMap(({ target }) => target ?? []);
    const missing = targets.filter((target) => !known.has(target) && !open.has(target) && target !== release);
    if (!known.has(release) && missing.length > 0) {
      open.add(release);
      pending.push(...missing);
      continue;
    }
    pending.pop();
    if (!known.has(release)) known.set(release, 1 + Math.max(-1, ...targets.map((t) => known.get(t) ?? -1)));
  }
  return known;
}
