// The journals of a state and what a run asks for → the run it goes on from, and what of that is left to do.
import type { System } from "../../system/system.ts";
import { journalIds } from "./journal_folder.ts";
import type { PastRun } from "./read_journal.ts";
import { readJournal } from "./read_journal.ts";

/** What makes a run the same undertaking as another. */
export interface RunIdentity {
  readonly command: string;
  readonly environment: string;
  readonly selectors: readonly string[];
}

/** The last run of the same command, environment and selectors. */
export function lastRun(
  folder: string,
  wanted: RunIdentity,
  system: Pick<System, "files">,
): PastRun | undefined {
  for (const id of journalIds(folder, system).toReversed()) {
    const run = readJournal(folder, id, system);
    if (run !== undefined && identityText(run) === identityText(wanted)) return run;
  }
  return undefined;
}

function identityText({ command, environment, selectors }: RunIdentity): string {
  return JSON.stringify([command, environment, [...selectors].sort()]);
}

/** The ids of the releases that a run was to work on and did not get done. */
export function undone(run: PastRun): ReadonlySet<string> {
  if (run.result === "done") return new Set();
  const fine = new Set(run.done.keys());
  for (const row of run.rows) {
    const { ok, release } = row as { ok?: unknown; release?: { id?: unknown } };
    if (row.type === "release_finished" && ok === true) fine.add(String(release?.id));
  }
  // What a comparison found unchanged has no events of its own: it is neither planned nor finished.
  const planned = run.rows.filter((row) => row.type === "plan_made")
    .flatMap((row) => (row.steps as { release: { id: string } }[]).map(({ release }) => release.id));
  const wanted = planned.length > 0 && run.command === "apply" ? planned : run.releases;
  return new Set(wanted.filter((id) => !fine.has(id)));
}
