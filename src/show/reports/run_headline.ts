// The result of a run in one line.
import { formatDuration } from "../duration_text.ts";
import type { RunResult } from "./run_record.ts";

/** `sync in "prod" failed: 1 of 3 releases failed, 1 skipped (12s)`. */
export function headlineOf(
  { command, environment, isDryRun, exitCode, releases, failures, durationMs }: RunResult,
): string {
  const count = (outcome: string) => releases.filter((one) => one.outcome === outcome).length;
  const where = environment === "" ? "" : ` in "${environment}"`;
  const isFine = exitCode === 0 || exitCode === 2;
  const how = isFine ? "succeeded" : exitCode !== undefined && exitCode >= 128 ? "was stopped" : "failed";
  const parts = [
    ...numbered(count("done"), "done"),
    ...numbered(count("failed"), "failed"),
    ...numbered(count("blocked"), "blocked"),
    ...numbered(count("skipped"), "done before"),
    ...numbered(count("running"), "not finished"),
  ];
  const problems = parts.length === 0 && failures.length > 0
    ? [`${failures.length} ${failures.length === 1 ? "problem" : "problems"}`]
    : parts;
  const facts = problems.length === 0 ? "" : `: ${problems.join(", ")}`;
  return `${isDryRun ? "dry run of " : ""}${command}${where} ${how}${facts} (${formatDuration(durationMs)})`;
}

function numbered(count: number, what: string): string[] {
  return count === 0 ? [] : [`${count} ${what}`];
}
