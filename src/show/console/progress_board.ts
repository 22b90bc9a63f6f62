// What is going on, a moment and the size of a terminal → the lines to show. Pure: the writer is in live_terminal.ts.
import { displayWidth, padTo, printable, truncateTo } from "../display_width.ts";
import { formatElapsed, formatLimit } from "../duration_text.ts";
import type { Activity, Operation, ProgressState } from "./progress_state.ts";
import type { Style } from "../style.ts";

/** When and where the lines are shown. */
export interface BoardView {
  readonly nowMs: number;
  readonly columns: number;
  readonly rows: number;
  readonly style: Style;
}

/** The braille wheel; a turn takes a second. */
const WHEEL = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const WHEEL_STEP_MS = 100;
/** The least width of the elapsed time's column: `59.9 s`. */
const TIME_WIDTH = 6;
/** Rows of the terminal that stay free: the output right above, and the line the cursor stands on. */
const FREE_ROWS = 3;
/** From this part of its limit on an operation is marked. */
const NEARLY_OVER = 0.8;

/** The lines of what runs, the longest first, and the counts; nothing if nothing runs. */
export function formatBoard(state: ProgressState, view: BoardView): readonly string[] {
  const activities = state.activities();
  if (activities.length === 0) return [];
  const most = Math.max(0, view.rows - FREE_ROWS);
  const fits = activities.length <= most;
  const shown = fits ? activities : activities.slice(0, Math.max(0, most - 1));
  const nameWidth = widthOfNames(state, view);
  const times = activities.map(({ sinceMs }) => formatElapsed(view.nowMs - sinceMs).length);
  const timeWidth = Math.max(TIME_WIDTH, ...times);
  const lines = shown.map((activity) => activityLine(activity, { ...view, nameWidth, timeWidth }));
  if (!fits && most > 0) {
    lines.push(fit(`  … and ${activities.length - shown.length} more`, view.style.dim, view));
  }
  return [...lines, fit(countsText(state, view), view.style.dim, view)];
}

function widthOfNames(state: ProgressState, { columns }: BoardView): number {
  const widest = Math.max(
    displayWidth(state.command),
    ...[...state.names()].map(displayWidth),
    ...state.activities().map(({ label }) => displayWidth(label)),
  );
  return Math.min(widest, Math.max(8, Math.floor(columns / 3)));
}

interface Widths {
  readonly nameWidth: number;
  readonly timeWidth: number;
}

function activityLine(
  { label, sinceMs, operations }: Activity,
  { nowMs, columns, style, nameWidth, timeWidth }: BoardView & Widths,
): string {
  const wheel = WHEEL[Math.floor(nowMs / WHEEL_STEP_MS) % WHEEL.length]!;
  const name = padTo(truncateTo(printable(label), nameWidth), nameWidth);
  const time = formatElapsed(nowMs - sinceMs).padStart(timeWidth);
  const head = `${wheel} ${name} ${time}  `;
  const room = columns - 1 - displayWidth(head);
  if (room < 8) return truncateTo(head.trimEnd(), columns - 1);
  const { text, isNearlyOver } = operationText(operations, nowMs);
  const operation = truncateTo(printable(text), room);
  return `${style.cyan(wheel)} ${style.bold(name)} ${time}  ${
    isNearlyOver ? style.yellow(operation) : operation
  }`;
}

/** The operation that started last, as it is the one that the others may wait for. */
function operationText(operations: readonly Operation[], nowMs: number) {
  const last = operations.at(-1);
  if (last === undefined) return { text: "", isNearlyOver: false };
  const { text, sinceMs, limitMs } = last;
  const beside = operations.length > 1 ? ` and ${operations.length - 1} more` : "";
  if (limitMs === undefined) return { text: text + beside, isNearlyOver: false };
  const elapsedMs = nowMs - sinceMs;
  const limit = elapsedMs < limitMs
    ? `(${formatElapsed(elapsedMs)} of ${formatLimit(limitMs)})`
    : `(its ${formatLimit(limitMs)} are over: ending it)`;
  return { text: `${text} ${limit}${beside}`, isNearlyOver: elapsedMs >= limitMs * NEARLY_OVER };
}

function countsText(state: ProgressState, { nowMs }: BoardView): string {
  const { done, running, waiting, failed, blocked, unchanged } = state.counts();
  const parts = [`${done} done`, `${running} running`, `${waiting} waiting`];
  if (unchanged > 0) parts.push(`${unchanged} unchanged`);
  parts.push(`${failed} failed`, `${blocked} blocked`);
  const end = state.isStopping ? " · stopping" : "";
  return `  ${parts.join(" · ")} · ${formatElapsed(nowMs - state.startedMs)}${end}`;
}

function fit(text: string, paint: (text: string) => string, { columns }: BoardView): string {
  return paint(truncateTo(text, columns - 1));
}
