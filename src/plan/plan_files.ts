// Selected releases and what is to become of each → steps with their edges. `planSync`, `planApply` and
// `planDestroy` differ only in how they decide that.
import type { Release } from "../merge/state.ts";
import type { NeedsGraph } from "./needs_graph.ts";
import type { Action, FilePlan, Step } from "./plan.ts";
import type { Selection } from "./select_releases.ts";

/** What tells one command's plan from another's. */
export interface PlanRules {
  readonly actionFor: (release: Release) => Action;
  /** Whether releases of one group are uninstalled last one first. */
  readonly reversesFileOrder?: boolean;
}

/**
 * The plan of one file. Uninstalls come first, in the reverse order of needs, then upgrades: what a release leaves
 * behind (a host name, an address) may be what another one takes. Apart from that a step waits only for the releases
 * it is related to. Source of the order: Helmfile pkg/state/state_run.go SortedReleaseGroups and pkg/app/app.go apply,
 * where groups are barriers too.
 */
export function planFile(selection: Selection, rules: PlanRules): FilePlan {
  const { file, releases, graph } = selection;
  const actions = new Map(releases.map((release) => [release, rules.actionFor(release)]));
  const upgrades = inOrder(selection, (release) => actions.get(release) === "upgrade");
  const uninstalls = inReverse(selection, (release) => actions.get(release) === "uninstall", rules);
  const actionOf = (release: Release) => actions.get(release) ?? "none";
  return {
    file: file.path,
    absolutePath: file.absolutePath,
    steps: [
      ...uninstalls.map((release) =>
        stepFor(release, "uninstall", { needs: uninstallsBefore(graph, release, actionOf), after: [] })
      ),
      ...upgrades.map((release) =>
        stepFor(release, "upgrade", { needs: upgradesBefore(graph, release, actionOf), after: uninstalls })
      ),
    ],
    unchanged: inOrder(selection, (release) => actions.get(release) === "none").map((release) =>
      stepFor(release, "none", { needs: [], after: [] })
    ),
  };
}

type ActionOf = (release: Release) => Action;

interface Edges {
  readonly needs: readonly Release[];
  readonly after: readonly Release[];
}

function stepFor(release: Release, action: Action, { needs, after }: Edges): Step {
  const { id, name, namespace, kubeContext, chart, version } = release;
  const ids = (others: readonly Release[]) => others.map((other) => other.id);
  return { id, action, name, namespace, kubeContext, chart, version, needs: ids(needs), after: ids(after) };
}

/** An upgrade needs the upgrades it reaches through its needs, be it through releases that nothing happens to. */
function upgradesBefore(graph: NeedsGraph, release: Release, actionOf: ActionOf): Release[] {
  const targets = (from: Release) => graph.needsOf(from).flatMap(({ target }) => target ?? []);
  const isUpgrade = (reached: Release) => actionOf(reached) === "upgrade";
  return reach(release, targets, isUpgrade).filter(isUpgrade);
}

/** An uninstall needs the uninstalls of the releases that need it. */
function uninstallsBefore(graph: NeedsGraph, release: Release, actionOf: ActionOf): Release[] {
  const isUninstall = (reached: Release) => actionOf(reached) === "uninstall";
  return reach(release, graph.dependantsOf, isUninstall).filter(isUninstall);
}

/** What can be reached from a release, itself excluded; the walk does not go on behind what `isEnd`. */
function reach(
  start: Release,
  neighbours: (release: Release) => readonly Release[],
  isEnd: (release: Release) => boolean,
): Release[] {
  const reached = new Set<Release>([start]);
  for (const release of reached) {
    if (release !== start && isEnd(release)) continue;
    for (const next of neighbours(release)) reached.add(next);
  }
  reached.delete(start);
  return [...reached];
}

function inOrder({ releases, depths }: Selection, isWanted: (release: Release) => boolean): Release[] {
  // Array.sort is stable, so file order is kept inside a group.
  return releases.filter(isWanted).sort((a, b) => depths.get(a)! - depths.get(b)!);
}

function inReverse(
  { releases, depths }: Selection,
  isWanted: (release: Release) => boolean,
  { reversesFileOrder }: PlanRules,
): Release[] {
  const wanted = releases.filter(isWanted);
  if (reversesFileOrder === true) wanted.reverse();
  return wanted.sort((a, b) => depths.get(b)! - depths.get(a)!);
}
