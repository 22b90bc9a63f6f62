// sync: every selected release is upgraded, or uninstalled if it should not be installed but is.
import type { DesiredState } from "../merge/state.ts";
import type { Plan } from "./plan.ts";
import { planFile } from "./plan_files.ts";
import type { Selection } from "./select_releases.ts";

/** What the cluster has. */
export interface SyncFacts {
  /** Ids of the releases with `installed: false` that helm lists. */
  readonly present: ReadonlySet<string>;
}

/** The plan of `sync`. */
export function planSync(
  state: Pick<DesiredState, "isParallel">,
  selections: readonly Selection[],
  { present }: SyncFacts,
): Plan {
  const files = selections.map((selection) =>
    planFile(selection, {
      actionFor: (release) =>
        release.isInstalled ? "upgrade" : present.has(release.id) ? "uninstall" : "none",
    })
  );
  return { files, isParallel: state.isParallel };
}
