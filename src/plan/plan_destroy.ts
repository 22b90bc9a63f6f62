// destroy: whatever helm has of the selected releases is uninstalled, everything in reverse.
import type { DesiredState } from "../merge/state.ts";
import type { Plan } from "./plan.ts";
import { planFile } from "./plan_files.ts";
import type { Selection } from "./select_releases.ts";

/** The plan of `destroy`: the files in reverse too, so that a parent goes before what it names. */
export function planDestroy(
  state: Pick<DesiredState, "isParallel">,
  selections: readonly Selection[],
  { present }: { /** Ids of the releases that helm lists. */ readonly present: ReadonlySet<string> },
): Plan {
  const files = selections.toReversed().map((selection) =>
    planFile(selection, {
      actionFor: (release) => present.has(release.id) ? "uninstall" : "none",
      // Source: Helmfile pkg/state/state.go Reverse, which turns the releases of a file around before grouping.
      reversesFileOrder: true,
    })
  );
  return { files, isParallel: state.isParallel };
}

/** The selected releases in the order `destroy` looks them up and would uninstall them. */
export function destroyOrder(selection: Selection): Selection["releases"] {
  const { depths } = selection;
  return selection.releases.toReversed().sort((a, b) => depths.get(b)! - depths.get(a)!);
}
