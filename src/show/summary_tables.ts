// What became of the releases, as tables at the end of a run and a last line with the numbers. Source of the headings
// and columns of what was updated, reinstalled, deleted or failed: Helmfile pkg/state/state.go
// AffectedReleases.DisplayAffectedReleases. The cause, and what is blocked or skipped, are ours.
import type { ReleaseAction, ReleaseRef } from "../run/events.ts";
import { withoutCredentials } from "./credentials.ts";
import { displayWidth, truncateTo } from "./display_width.ts";
import { formatDuration, formatElapsed } from "./duration_text.ts";
import type { FinishedRelease, RunResult, UntouchedRelease } from "./reports/run_result.ts";
import { formatTable } from "./table.ts";

/** The widest cause where nothing limits it; the whole story is told further up. */
const CAUSE_WIDTH = 72;
/** The least of a cause that says anything. */
const SHORT_CAUSE_WIDTH = 24;
const SEPARATOR = "   ";

/** One table per kind of result, and the numbers; nothing of a run that changes no releases. */
export function formatSummary(result: RunResult, columns?: number): string {
  const { finished, blocked, skipped } = result;
  const by = (ok: boolean, ...actions: ReleaseAction[]) =>
    finished.filter((one) => one.ok === ok && actions.includes(one.action));
  const title = (done: string, wanted: string) =>
    result.isDryRun ? `Releases to ${wanted}` : `${done} Releases`;
  return [
    table(title("Updated", "Update"), finishedRows(by(true, "upgrade"))),
    table(title("Reinstalled", "Reinstall"), finishedRows(by(true, "reinstall"))),
    table(title("Deleted", "Delete"), finishedRows(by(true, "uninstall"))),
    tableOfCauses("Failed Releases", finishedRows(by(false, "upgrade", "reinstall", "uninstall")), columns),
    tableOfCauses("Blocked Releases", untouchedRows(blocked), columns),
    tableOfCauses("Skipped Releases", untouchedRows(skipped), columns),
    numbersLine(result),
  ].join("");
}

function finishedRows(rows: readonly FinishedRelease[]): string[][] {
  if (rows.length === 0) return [];
  const hasCauses = rows.some(({ cause }) => cause !== undefined);
  const cells = rows.map(({ release, durationMs, cause }) => [
    ...releaseCells(release),
    formatDuration(durationMs),
    ...hasCauses ? [cause ?? ""] : [],
  ]);
  return [["NAME", "NAMESPACE", "CHART", "VERSION", "DURATION", ...hasCauses ? ["CAUSE"] : []], ...cells];
}

function untouchedRows(rows: readonly UntouchedRelease[]): string[][] {
  if (rows.length === 0) return [];
  const cells = rows.map(({ release, cause }) => [...releaseCells(release), cause]);
  return [["NAME", "NAMESPACE", "CHART", "VERSION", "CAUSE"], ...cells];
}

function releaseCells({ name, namespace, chart, version }: ReleaseRef): string[] {
  return [name, namespace, withoutCredentials(chart), version];
}

/** A table whose last column is cut where the terminal ends. */
function tableOfCauses(title: string, rows: readonly (readonly string[])[], columns?: number): string {
  if (rows.length === 0) return "";
  const before = formatTable(rows.map((row) => [...row.slice(0, -1), "|"]), SEPARATOR);
  const left = Math.max(...before.split("\n").map(displayWidth)) - 1;
  const room = Math.max(SHORT_CAUSE_WIDTH, Math.min(CAUSE_WIDTH, (columns ?? Infinity) - left - 1));
  return table(title, rows.map((row) => [...row.slice(0, -1), truncateTo(row.at(-1)!, room)]));
}

function table(title: string, rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return "";
  const text = formatTable(rows, SEPARATOR);
  const width = Math.max(...text.split("\n").map(displayWidth));
  const side = "=".repeat(Math.max(2, Math.floor((width - title.length - 2) / 2)));
  return `\n${side} ${title} ${side}\n${text}`;
}

/** `7 releases in 23.4 s: 4 updated, 1 failed, 2 blocked`, and which files were not reached. */
function numbersLine(result: RunResult): string {
  const { finished, blocked, skipped, unchanged, unreachedFiles, durationMs, isDryRun } = result;
  if (!result.isChanging) return "";
  const count = (ok: boolean, action?: ReleaseAction) =>
    finished.filter((one) => one.ok === ok && (action === undefined || one.action === action)).length;
  const numbers: readonly (readonly [number, string])[] = [
    [count(true, "upgrade"), isDryRun ? "to update" : "updated"],
    [count(true, "reinstall"), isDryRun ? "to reinstall" : "reinstalled"],
    [count(true, "uninstall"), isDryRun ? "to delete" : "deleted"],
    [unchanged, "unchanged"],
    [count(false), "failed"],
    [blocked.length, "blocked"],
    [skipped.length, "skipped"],
  ];
  const shown = numbers.filter(([number]) => number > 0);
  const total = shown.reduce((sum, [number]) => sum + number, 0);
  const releases = `${total} ${total === 1 ? "release" : "releases"} in ${formatElapsed(durationMs)}`;
  const numbersText = shown.map(([number, what]) => `${number} ${what}`).join(", ");
  const counted = shown.length === 0 ? "" : `${releases}: ${numbersText}`;
  const text = isDryRun
    ? [...counted ? [counted] : [], "a dry run: nothing was changed"].join("; ")
    : counted;
  const line = text === "" ? "" : `\n${text}\n`;
  return unreachedFiles.length === 0 ? line : `${line}not reached: ${unreachedFiles.join(", ")}\n`;
}
