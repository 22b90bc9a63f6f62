// Runs that were killed before they could clean up → what is left of their hooks and helm processes is ended. Only
// processes that carry the marker of such a run are touched.
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { ProcessRow, System } from "../system/system.ts";
import { row } from "./journal.ts";
import { journalPath, openIds, openMarkPath } from "./journal_folder.ts";
import { MARKER_NAME, tracesOf } from "./process_marker.ts";
import { type PastRun, readJournal } from "./read_journal.ts";

/** What is left has this long between TERM and KILL: helm lets go of its lock meanwhile. */
const GRACE_MS = 10_000;

/** A marker that no process carries by chance: run tokens, one within the other. */
const MARKER = new RegExp(`^${MARKER_NAME}=(?:[0-9a-f-]+/)*[0-9a-f]{8}-[0-9a-f]{4}$`);

/** A process counts as the run's if it is not younger: the kernel counts starts in hundredths of a second. */
const START_TOLERANCE_MS = 2000;

/** Ends what killed runs left behind; gives one warning for each such run. */
export async function recoverRuns(folder: string, system: System): Promise<readonly Diagnostic[]> {
  const warnings: Diagnostic[] = [];
  for (const id of openIds(folder, system)) {
    const run = readJournal(folder, id, system);
    if (run?.result === "unfinished") {
      if (isAlive(run, system)) continue;
      const ended = await endLeftovers(run.marker, system);
      system.files.append(
        journalPath(folder, id),
        row(
          { type: "run_recovered", ended: ended.map(({ pid, command }) => ({ pid, command })) },
          system.clock.now(),
        ),
      );
      warnings.push(explain(run, ended));
    }
    system.files.remove(openMarkPath(folder, id));
  }
  return warnings;
}

/** Whether the process that a journal names is still the one that wrote it. */
export function isAlive({ pid, startedAtMs }: PastRun, { processes, clock }: System): boolean {
  const itself = processes.find({ ancestors: [pid] }).find((row) => row.pid === pid);
  return itself !== undefined && clock.now() - itself.elapsedMs <= startedAtMs + START_TOLERANCE_MS;
}

async function endLeftovers(marker: string, system: System): Promise<readonly ProcessRow[]> {
  const { processes, clock, env, pid } = system;
  const inherited = `${MARKER_NAME}=${env.get(MARKER_NAME) ?? ""}`;
  // A run that is itself what is left of a killed one has no business ending it.
  if (!MARKER.test(marker) || inherited === marker || inherited.startsWith(`${marker}/`)) return [];
  const look = () => processes.find(tracesOf(marker)).filter((row) => row.pid !== pid);
  const found = look();
  for (const row of found) processes.signal(row.pid, "SIGTERM");
  for (const row of found) processes.signal(row.pid, "SIGCONT"); // a stopped process acts on TERM only then
  const end = clock.monotonic() + GRACE_MS;
  let rest = found.length === 0 ? found : look();
  for (let pauseMs = 5; rest.length > 0 && clock.monotonic() < end; pauseMs = Math.min(200, pauseMs * 2)) {
    await clock.sleep(pauseMs);
    rest = look();
  }
  for (const row of rest) processes.signal(row.pid, "SIGKILL");
  return found;
}

function explain({ id, command, environment }: PastRun, ended: readonly ProcessRow[]): Diagnostic {
  const rows = ended.map(({ pid, command }) => `  ${pid} ${command}`);
  return {
    code: "run/unfinished",
    severity: "warning",
    message: `The ${command} ${id} (environment "${environment}") was killed before it could end`,
    notes: [{
      message: rows.length === 0
        ? "nothing of it is running any more; its cleanup hooks have not run"
        : ["what was left of its hooks and helm processes has been ended:", ...rows].join("\n"),
    }],
    hint: `see what it had done with "runs show ${id}", go on from there with --resume`,
  };
}
