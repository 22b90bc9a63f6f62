// A run that is remembered → what it did, what failed and why, as text.
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { HookRef, ReleaseRef } from "../run/events.ts";
import type { ChildEnd } from "../run/processes/child_end.ts";
import type { HookFailure } from "../run/post_mortem/hook_failure.ts";
import type { JournalRow, PastRun } from "../run/journal/read_journal.ts";
import { formatDiagnostic } from "./problems/diagnostic_text.ts";
import { formatDuration } from "./duration_text.ts";
import { exitText } from "./console/end_text.ts";
import { formatHookFailure } from "./problems/hook_failure_text.ts";
import type { Style } from "./style.ts";
import { formatTable } from "./table.ts";

/** The whole text. */
export function formatPastRun(run: PastRun, { style }: { readonly style: Style }): string {
  const took = run.durationMs === undefined ? "" : ` after ${formatDuration(run.durationMs)}`;
  const head = [
    style.bold(`${run.command} ${run.id}: ${run.result}${took}`),
    `started ${new Date(run.startedAtMs).toISOString()}, environment "${run.environment}"` +
    (run.selectors.length > 0 ? `, selectors ${run.selectors.join(" or ")}` : "") +
    (run.resumes === undefined ? "" : `, goes on from ${run.resumes}`),
  ];
  const table = formatTable(run.rows.flatMap(stepRow), "   ");
  const problems = run.rows.flatMap((row) => problemTexts(row, style));
  return [head.join("\n") + "\n", ...(table === "" ? [] : [table]), ...problems].join("\n");
}

/** A line of the table, with its time since midnight UTC; none for rows that tell no step. */
function stepRow(row: JournalRow): string[][] {
  const at = row.time.slice(11, 19);
  const line = (what: string, result: string, ms?: unknown) => [
    [at, what, result, typeof ms === "number" ? formatDuration(ms) : ""],
  ];
  const name = (row.release as ReleaseRef | undefined)?.name ?? "";
  switch (row.type) {
    case "release_finished":
      return line(`${row.action} ${name}`, row.ok === true ? "done" : "failed", row.durationMs);
    case "release_blocked":
      return line(name, `blocked: ${(row.by as string[]).join(", ")} failed, which it needs`);
    case "release_skipped":
      return line(name, `skipped: done in ${row.doneIn}`);
    case "hook_finished":
      return line(hookLabel(row.hook as HookRef), exitText(row.end as ChildEnd), row.durationMs);
    case "deadline_reached":
      return line("the run", "reached its deadline", row.limitMs);
    case "run_recovered":
      return line("a later run", `found it killed, ended ${(row.ended as unknown[]).length} processes of it`);
    default:
      return [];
  }
}

function hookLabel({ event, name, release }: HookRef): string {
  return `hook ${name} (${release === undefined ? event : `${event} of ${release}`})`;
}

/** Places are kept as numbers, so that the excerpts of the files as they were are not: the line is told instead. */
function problemTexts(row: JournalRow, style: Style): string[] {
  if (row.type === "hook_failed") {
    const { hook, limit, ...failure } = row.failure as HookFailure;
    const { declaredAt, ...identity } = hook;
    const declared = declaredAt === undefined ? "" : `declared at ${placeText(declaredAt)}\n`;
    const source = limit && { limit: { setBy: limit.setBy } };
    return [formatHookFailure({ ...failure, ...source, hook: identity }, { style }) + declared];
  }
  const diagnostics = row.type === "warning"
    ? [row.diagnostic as Diagnostic]
    : row.diagnostics as Diagnostic[] ?? [];
  return diagnostics.map(({ span, notes, ...diagnostic }) => {
    const place = span === undefined ? [] : [{ message: `at ${placeText(span)}` }];
    const told = (notes ?? []).map(({ message, span }) => ({
      message: span === undefined ? message : `${message} at ${placeText(span)}`,
    }));
    return formatDiagnostic({ ...diagnostic, notes: [...place, ...told] }, { style });
  });
}

function placeText(place: unknown): string {
  const { file, line, column } = place as { file: string; line: number; column: number };
  return `${file}:${line}:${column}`;
}
