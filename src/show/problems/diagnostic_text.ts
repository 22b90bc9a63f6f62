// Diagnostics as text: what is wrong, the line of the file with the place underlined, why, and what to do next.
import type { Diagnostic, Note } from "../../diagnostics/diagnostic.ts";
import { displayWidth, printable, takeColumns, takeLastColumns, truncateTo } from "../display_width.ts";
import { formatPlace, locatePlace, type Place } from "./place.ts";
import type { Style } from "../style.ts";

/** How diagnostics are drawn. */
export interface DrawOptions {
  readonly style: Style;
  /** Columns of the terminal; 120 unless known. */
  readonly columns?: number | undefined;
}

/** Columns of context kept before the underlined part of a line too long to show. */
const CONTEXT_BEFORE = 24;
/** The most of a rendered text that an underline quotes. */
const LONGEST_QUOTE = 60;

/** From this many on nobody counts at a glance. */
const MANY = 3;

/** All diagnostics, each a block of its own, blank lines between them; how many there are, if there are many. */
export function formatDiagnostics(diagnostics: readonly Diagnostic[], options: DrawOptions): string {
  const blocks = diagnostics.map((diagnostic) => formatDiagnostic(diagnostic, options)).join("\n");
  return diagnostics.length < MANY ? blocks : `${blocks}\n${options.style.bold(countText(diagnostics))}\n`;
}

function countText(diagnostics: readonly Diagnostic[]): string {
  const warnings = diagnostics.filter(({ severity }) => severity === "warning").length;
  const problems = `${diagnostics.length} problems`;
  if (warnings === 0) return problems;
  return warnings === diagnostics.length
    ? `${warnings} warnings`
    : `${problems}, ${warnings} of them warnings`;
}

/** One diagnostic, ending with a newline. */
export function formatDiagnostic(diagnostic: Diagnostic, options: DrawOptions): string {
  const { style } = options;
  const paint = diagnostic.severity === "error" ? style.red : style.yellow;
  const head = `${style.bold(paint(`${diagnostic.severity}[${diagnostic.code}]`))}: `;
  const place = diagnostic.span && locatePlace(diagnostic.span);
  const gutter = place ? String(place.line).length : 2;
  const lines = [head + style.bold(indentRest(diagnostic.message, 2))];
  if (place) lines.push(...excerpt(place, { ...options, paint, gutter }));
  for (const note of diagnostic.notes ?? []) lines.push(...remark("note", noteText(note), { style, gutter }));
  if (diagnostic.hint) lines.push(...remark("hint", diagnostic.hint, { style, gutter }));
  return lines.join("\n") + "\n";
}

/** A note's message and where it points, on one line. */
function noteText(note: Note): string {
  return note.span ? `${note.message} at ${formatPlace(locatePlace(note.span))}` : note.message;
}

interface ExcerptOptions extends DrawOptions {
  readonly gutter: number;
  readonly paint: (text: string) => string;
}

function excerpt(place: Place, { style, paint, gutter, columns = 120 }: ExcerptOptions): string[] {
  const bar = style.blue("|");
  const margin = " ".repeat(gutter);
  const arrow = `${margin}${style.blue("-->")} ${formatPlace(place)}`;
  if (place.source.text === "") return [arrow];
  const { line, before, marked } = cropped(lineOf(place), Math.max(40, columns - gutter - 3));
  const underline = paint("^".repeat(Math.max(1, displayWidth(marked))));
  const label = labelOf(place);
  return [
    arrow,
    `${margin} ${bar}`,
    `${style.blue(String(place.line))} ${bar} ${line}`,
    `${margin} ${bar} ${" ".repeat(displayWidth(before))}${underline}${label ? ` ${paint(label)}` : ""}`,
  ];
}

/** A line of a source in three printable parts: what stands before the marked part, that part, and the rest. */
interface MarkedLine {
  readonly before: string;
  readonly marked: string;
  readonly after: string;
}

function lineOf({ source: { text }, start, end }: Place): MarkedLine {
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const newline = text.indexOf("\n", start);
  const to = newline === -1 ? text.length : newline;
  const stop = Math.min(Math.max(end, start), to);
  const part = (a: number, b: number) => printable(text.slice(a, b).replace(/\r$/, ""));
  return { before: part(from, start), marked: part(start, stop), after: part(stop, to) };
}

/** Fits a line into the columns there are, with the marked part in sight. */
function cropped({ before, marked, after }: MarkedLine, columns: number) {
  if (displayWidth(before + marked + after) <= columns) {
    return { line: before + marked + after, before, marked };
  }
  const isFar = displayWidth(before) > CONTEXT_BEFORE;
  const shownBefore = isFar ? `…${takeLastColumns(before, CONTEXT_BEFORE)}` : before;
  const room = Math.max(8, columns - displayWidth(shownBefore) - 1);
  const shown = truncateTo(marked + after, room + 1);
  return { line: shownBefore + shown, before: shownBefore, marked: takeColumns(marked, room) };
}

function labelOf({ source, start, end, renderedText }: Place): string {
  if (renderedText !== undefined && source.text.slice(start, end).includes("{{")) {
    const text = truncateTo(renderedText, LONGEST_QUOTE);
    return `renders to ${isQuoted(text) ? text : JSON.stringify(text)}`;
  }
  const lines = source.text.slice(start, end).trimEnd().split("\n").length;
  return lines > 1 ? `and ${lines - 1} more ${lines === 2 ? "line" : "lines"}` : "";
}

function isQuoted(text: string): boolean {
  return /^(["'])[^\n]*\1$/.test(text);
}

function remark(kind: string, text: string, { style, gutter }: { style: Style; gutter: number }): string[] {
  const margin = " ".repeat(gutter + 1);
  return [`${margin}${style.blue("=")} ${style.bold(kind)}: ${indentRest(text, gutter + 3)}`];
}

function indentRest(text: string, columns: number): string {
  return text.trimEnd().replaceAll("\n", `\n${" ".repeat(columns)}`);
}
