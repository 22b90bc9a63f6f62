// apply: as sync, but only for releases that a comparison with the cluster found changed.
import type { DesiredState } from "../merge/state.ts";
import type { Plan } from "./plan.ts";
import { planFile } from "./plan_files.ts";
import type { SyncFacts } from "./plan_sync.ts";
import type { Selection } from "./select_releases.ts";

/** What the cluster has, and how it differs. */
export interface ApplyFacts extends SyncFacts {
  /** Ids of the releases that differ, those without a comparison (`--skip-diff-on-install`) included. */
  readonly changed: ReadonlySet<string>;
}

/** The plan of `apply`. */
export function planApply(
  state: Pick<DesiredState, "isParallel">,
  selections: readonly Selection[],
  { present, changed }: ApplyFacts,
): Plan {
  const files = selections.map((selection) =>
    planFile(selection, {
      actionFor(release) {
        if (release.isInstalled) return changed.has(release.id) ? "upgrade" : "none";
        return present.has(release.id) ? "uninstall" : "none";
      },
    })
  );
  return { files, isParallel: state.isParallel };
}
