// The options' state → its runs that are remembered.
import { journalIds } from "../../run/journal/journal_folder.ts";
import { type PastRun, readJournal } from "../../run/journal/read_journal.ts";
import { isAlive } from "../../run/journal/recover_runs.ts";
import type { System } from "../../system/system.ts";
import type { StateOptions } from "./load_state.ts";
import { folderOf } from "./run_journal.ts";

/** The newest first. */
export function pastRuns(options: Pick<StateOptions, "file">, system: System): readonly PastRun[] {
  const folder = folderOf(options, system);
  if (folder === undefined) return [];
  return journalIds(folder, system).toReversed().flatMap((id) => readJournal(folder, id, system) ?? [])
    .map((run) => run.result === "unfinished" && isAlive(run, system) ? { ...run, result: "running" } : run);
}
