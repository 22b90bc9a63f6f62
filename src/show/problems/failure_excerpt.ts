// The place of a failure as text: the lines around it, with what failed underlined.
import type { FailurePlace, HookFailure } from "../../run/post_mortem/hook_failure.ts";
import { displayWidth, printable } from "../display_width.ts";
import type { Style } from "../style.ts";

/** How a report is drawn: its colours and the width of its line numbers. */
export interface Drawing {
  readonly style: Style;
  /** Output lines shown; 10 unless given. */
  readonly outputLines?: number;
  readonly gutter: number;
  /** As many blanks. */
  readonly margin: string;
}

/** The arrow with path and line, and the excerpt. */
export function drawPlace(
  place: FailurePlace,
  { failure, drawing }: { failure: HookFailure; drawing: Drawing },
): string[] {
  const { style, gutter, margin } = drawing;
  const bar = style.blue("|");
  const inFunction = failure.function === undefined ? "" : ` in ${failure.function}()`;
  const lines = [
    `${margin}${style.blue("-->")} ${place.path}:${place.line}${inFunction}`,
    `${margin} ${bar}`,
  ];
  for (const { number, text: whole } of place.excerpt) {
    const isHere = number === place.line;
    const { text, mark } = cutLine(whole, isHere ? place.mark : undefined);
    const shown = printable(text);
    const label = style.blue(String(number).padStart(gutter));
    lines.push(`${label} ${bar}${shown === "" ? "" : ` ${isHere ? shown : style.dim(shown)}`}`);
    if (mark) lines.push(underline(text, { mark, failure, drawing }));
  }
  return lines;
}

/** Longer lines are cut, around what is marked. */
const LONGEST_LINE = 200;

function cutLine(
  text: string,
  mark: FailurePlace["mark"],
): { readonly text: string; readonly mark: FailurePlace["mark"] } {
  if (text.length <= LONGEST_LINE) return { text, mark };
  const from = Math.max(0, Math.min((mark?.start ?? 0) - 40, text.length - LONGEST_LINE));
  const before = from === 0 ? "" : "…", cut = text.slice(from, from + LONGEST_LINE);
  const start = (mark?.start ?? 0) - from + before.length;
  return {
    text: `${before}${cut}${from + LONGEST_LINE < text.length ? "…" : ""}`,
    mark: mark && { start, length: Math.min(mark.length, before.length + cut.length - start) },
  };
}

function underline(
  text: string,
  { mark, failure, drawing }: {
    mark: NonNullable<FailurePlace["mark"]>;
    failure: HookFailure;
    drawing: Drawing;
  },
): string {
  const { style, margin } = drawing;
  const before = displayWidth(printable(text.slice(0, mark.start)));
  const carets = "^".repeat(
    Math.max(1, displayWidth(printable(text.slice(mark.start, mark.start + mark.length)))),
  );
  const label = stageLabel(failure);
  return `${margin} ${style.blue("|")} ${" ".repeat(before)}${
    style.red(carets + (label ? ` ${label}` : ""))
  }`;
}

function stageLabel({ pipeline, command, place }: HookFailure): string | undefined {
  // Of a here-document, the stage is another line.
  if (pipeline && place?.doubt === undefined) {
    const { failed, statuses } = pipeline;
    return `stage ${failed + 1} of ${statuses.length} failed (exit codes ${statuses.join(" | ")})`;
  }
  return command.expanded === undefined || command.expanded.includes("\n")
    ? undefined
    : `ran as: ${command.expanded}`;
}
