// Runs that were killed before they could clean up → what is left of their hooks and helm processes is ended, and their
// temporary folders are removed. Only what bears the marker of such a run is touched.
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { ProcessRow, System } from "../../system/system.ts";
import { hostName } from "./host_name.ts";
import { row } from "./journal.ts";
import { journalPath, openIds, openMarkPath } from "./journal_folder.ts";
import { MARKER_NAME, tracesOf } from "../processes/process_marker.ts";
import { type PastRun, readJournal } from "./read_journal.ts";
import type { Stop } from "../processes/stop.ts";
import { removeTemporaryFolders } from "../../files/temporary_folder.ts";

/** What is left has this long between TERM and KILL: helm lets go of its lock meanwhile. */
const GRACE_MS = 10_000;

/** A marker that no process carries by chance: run tokens, one within the other. */
const MARKER = new RegExp(`^${MARKER_NAME}=(?:[0-9a-f-]+/)*[0-9a-f]{8}-[0-9a-f]{4}$`);

/** A process counts as the run's if it is not younger: the kernel counts starts in hundredths of a second. */
const START_TOLERANCE_MS = 2000;

/** How long KILL may take until a process counts as one that even that does not end. */
const SWEEP_LIMIT_MS = 1000;

/** Ends what killed runs left behind, at once when we are to end ourselves; gives one warning for each such run. */
export async function recoverRuns(
  folder: string,
  { system, stop }: { readonly system: System; readonly stop: Stop },
): Promise<readonly Diagnostic[]> {
  const warnings: Diagnostic[] = [];
  for (const id of openIds(folder, system)) {
    const run = readJournal(folder, id, system);
    if (run?.result === "unfinished") {
      if (isAlive(run, system)) continue;
      const ended = await endLeftovers(run.marker, { system, stop });
      if (MARKER.test(run.marker)) removeTemporaryFolders(run.marker.split(/[=/]/).at(-1)!, system);
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

/** Whether the process that a journal names is still the one that wrote it; another machine's may be, for all we know. */
export function isAlive({ pid, host, startedAtMs }: PastRun, { processes, clock, files }: System): boolean {
  if (host !== undefined && host !== hostName(files)) return true;
  const itself = processes.find({ ancestors: [pid] }).find((row) => row.pid === pid);
  return itself !== undefined && clock.now() - itself.elapsedMs <= startedAtMs + START_TOLERANCE_MS;
}

async function endLeftovers(
  marker: string,
  { system, stop }: { readonly system: System; readonly stop: Stop },
): Promise<readonly ProcessRow[]> {
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
  const isPatient = () => !stop.asked.aborted && clock.monotonic() < end;
  for (let pauseMs = 5; rest.length > 0 && isPatient(); pauseMs = Math.min(200, pauseMs * 2)) {
    await clock.sleep(pauseMs, stop.asked).catch(() => {});
    rest = look();
  }
  const sweepEnd = clock.monotonic() + SWEEP_LIMIT_MS;
  while (rest.length > 0 && clock.monotonic() < sweepEnd) {
    for (const row of rest) processes.signal(row.pid, "SIGKILL");
    await clock.sleep(5);
    rest = look();
  }
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
