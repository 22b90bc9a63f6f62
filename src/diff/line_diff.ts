// Two texts → the lines that differ, with some lines around them. The door of `diff` (jsdiff).
import { diffArrays } from "diff";

/** A line of a comparison; `gap` stands for lines left out. */
export interface DiffLine {
  readonly type: "same" | "added" | "removed" | "gap";
  readonly text: string;
}

/** How lines are compared. */
export interface LineDiffOptions {
  /** Unchanged lines shown around each change; all of them unless given. */
  readonly context?: number | undefined;
  /** Whether carriage returns at line ends count as nothing. */
  readonly stripsTrailingCr?: boolean | undefined;
}

/** Beyond so many differing lines no shortest comparison is looked for: it would take seconds. */
const MAX_EDITS = 5000;

/** The lines of both texts in one list, those that are only in `before` ahead of those that replace them. */
export function lineDiff(before: string, after: string, options: LineDiffOptions = {}): DiffLine[] {
  const [a, b] = [before, after].map((text) => splitLines(text, options.stripsTrailingCr === true)) as [
    string[],
    string[],
  ];
  const start = commonStart(a, b);
  const end = commonEnd(a.slice(start), b.slice(start));
  const lines = [
    ...typed("same", a.slice(0, start)),
    ...changedLines(a.slice(start, a.length - end), b.slice(start, b.length - end)),
    ...typed("same", a.slice(a.length - end)),
  ];
  return options.context === undefined ? lines : withContext(lines, options.context);
}

function splitLines(text: string, stripsCr: boolean): string[] {
  if (text === "") return [];
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return stripsCr ? lines.map((line) => line.replace(/\r$/, "")) : lines;
}

function typed(type: DiffLine["type"], texts: readonly string[]): DiffLine[] {
  return texts.map((text) => ({ type, text }));
}

function commonStart(a: readonly string[], b: readonly string[]): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length++;
  return length;
}

function commonEnd(a: readonly string[], b: readonly string[]): number {
  let length = 0;
  while (length < a.length && length < b.length && a.at(-1 - length) === b.at(-1 - length)) length++;
  return length;
}

function changedLines(a: string[], b: string[]): DiffLine[] {
  const parts = diffArrays(a, b, { maxEditLength: MAX_EDITS });
  if (parts === undefined) return [...typed("removed", a), ...typed("added", b)];
  return parts.flatMap(({ added, removed, value }) =>
    typed(removed ? "removed" : added ? "added" : "same", value)
  );
}

function withContext(lines: readonly DiffLine[], context: number): DiffLine[] {
  const isShown = new Array<boolean>(lines.length).fill(false);
  lines.forEach(({ type }, at) => {
    if (type !== "same") isShown.fill(true, Math.max(0, at - context), at + context + 1);
  });
  return lines.flatMap((line, at) => {
    if (isShown[at]) return [line];
    return at === 0 || isShown[at - 1] ? [{ type: "gap", text: "" }] : [];
  });
}
