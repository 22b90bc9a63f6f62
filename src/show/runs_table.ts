// Runs that are remembered → a table, or JSON.
import type { PastRun } from "../run/journal/read_journal.ts";
import { formatDuration } from "./duration_text.ts";
import { formatTable } from "./table.ts";

const HEADINGS = ["ID", "TIME", "COMMAND", "ENVIRONMENT", "RESULT", "DURATION"];

/** A table in the given order; a line that says so if there are none. */
export function formatRunsTable(runs: readonly PastRun[]): string {
  if (runs.length === 0) return "No run of this state is remembered\n";
  const rows = runs.map((run) => [
    run.id,
    new Date(run.startedAtMs).toISOString().replace("T", " ").slice(0, 19),
    run.command,
    run.environment,
    run.result,
    run.durationMs === undefined ? "" : formatDuration(run.durationMs),
  ]);
  return formatTable([HEADINGS, ...rows], "   ");
}

/** One line of JSON. */
export function runsJson(runs: readonly PastRun[]): string {
  const rows = runs.map((
    { id, startedAtMs, command, environment, selectors, result, exitCode, durationMs },
  ) => ({
    id,
    time: new Date(startedAtMs).toISOString(),
    command,
    environment,
    selectors,
    result,
    exitCode,
    durationMs,
  }));
  return JSON.stringify(rows) + "\n";
}
