// A file of tests and what happened in some of them → the same file with the expectations of these written anew. All
// other lines, and the comments of steps that stay, are left as they are.
import { lineAndColumn, type SourceText } from "../diagnostics/diagnostic.ts";
import { locateYaml, type YamlPath } from "../yaml/positions.ts";
import type { OrderLine } from "./compare_steps.ts";

/** What happened in a test, where it is not what was expected. */
export interface ActualOutcome {
  /** The position of the test in the file. */
  readonly index: number;
  /** The comparison to write; steps that come in between are left out where the order is "contains". */
  readonly order?: { readonly lines: readonly OrderLine[]; readonly keepsUnexpected: boolean };
  readonly exit?: number;
  readonly failed?: readonly string[];
  readonly blocked?: readonly string[];
}

interface Edit {
  /** Lines of the text, from 0. */
  readonly from: number;
  readonly to: number;
  readonly lines: readonly string[];
}

/** The new text; undefined if a test is not written one key a line, so that it cannot be edited by lines. */
export function recordOutcomes(source: SourceText, outcomes: readonly ActualOutcome[]): string | undefined {
  const lines = source.text.split("\n");
  const edits = outcomes.map((outcome) => editsOf(outcome, { source, lines }));
  if (edits.some((one) => one === undefined)) return undefined;
  // From the end, so that the line numbers of those to come stay right; of two insertions the first comes first.
  const sorted = edits.flatMap((one) => one!).toReversed().sort((a, b) => b.from - a.from);
  for (const { from, to, lines: replacement } of sorted) lines.splice(from, to - from, ...replacement);
  return lines.join("\n");
}

interface Text {
  readonly source: SourceText;
  readonly lines: readonly string[];
}

function editsOf(outcome: ActualOutcome, text: Text): Edit[] | undefined {
  const path = ["tests", outcome.index];
  const name = placeOf([...path, "name"], text);
  if (!name || !/^\s*(?:-\s+)?$/.test(text.lines[name.line]!.slice(0, name.column))) return undefined;
  const { column } = name;
  const end = lastLine(text.lines, { from: firstLine(text.lines, name), indent: column - 1 }) + 1;
  const place = (key: string, lines: (indent: string) => readonly string[]): Edit => {
    const indent = " ".repeat(column), at = placeOf([...path, key], text);
    if (!at) return { from: end, to: end, lines: lines(indent) };
    const [first = "", ...rest] = lines(indent);
    const before = text.lines[at.line]!.slice(0, at.column);
    const to = lastLine(text.lines, { from: at.line, indent: column, takesItems: true }) + 1;
    return { from: at.line, to, lines: [before + first.trimStart(), ...rest] };
  };
  const list = (names: readonly string[]) => `[${names.map(scalar).join(", ")}]`;
  const { order, exit, failed, blocked } = outcome;
  return [
    ...(order ? [place("expect", (indent) => expectation(order, { path, text, indent }))] : []),
    ...(exit === undefined ? [] : [place("exit", (indent) => [`${indent}exit: ${exit}`])]),
    ...(failed ? [place("failed", (indent) => [`${indent}failed: ${list(failed)}`])] : []),
    ...(blocked ? [place("blocked", (indent) => [`${indent}blocked: ${list(blocked)}`])] : []),
  ];
}

function expectation(
  { lines, keepsUnexpected }: NonNullable<ActualOutcome["order"]>,
  { path, text, indent }: { readonly path: YamlPath; readonly text: Text; readonly indent: string },
): readonly string[] {
  const itemAt = (at: number) => placeOf([...path, "expect", at], text);
  const key = placeOf([...path, "expect"], text), first = itemAt(0);
  const isBlock = key !== undefined && first !== undefined && first.line > key.line &&
    /^\s*-\s/.test(text.lines[first.line]!);
  const itemIndent = isBlock ? /^\s*/.exec(text.lines[first.line]!)![0] : `${indent}  `;
  /** The item's own line and the comments above it. */
  const kept = (at: number): readonly string[] => {
    const from = (at === 0 ? key!.line : itemAt(at - 1)!.line) + 1;
    return text.lines.slice(from, itemAt(at)!.line + 1);
  };
  const items = lines.flatMap((line) => {
    if (line.type === "missing" || (line.type === "unexpected" && !keepsUnexpected)) return [];
    return line.type === "same" && isBlock ? kept(line.at) : [`${itemIndent}- ${scalar(line.text)}`];
  });
  return items.length === 0 ? [`${indent}expect: []`] : [`${indent}expect:`, ...items];
}

interface KeyPlace {
  /** From 0. */
  readonly line: number;
  readonly column: number;
}

function placeOf(path: YamlPath, { source }: Text): KeyPlace | undefined {
  const place = locateYaml({ source, document: 0 }, path);
  if (!place) return undefined;
  const { line, column } = lineAndColumn(source.text, (place.key ?? place.value).start);
  return { line: line - 1, column: column - 1 };
}

/** The line with the dash of the item that a key belongs to. */
function firstLine(lines: readonly string[], { line, column }: KeyPlace): number {
  let at = line;
  while (at > 0 && !lines[at]!.slice(0, column).includes("-")) at--;
  return at;
}

/** The last line of what begins at a line: all that is indented deeper, without blank lines and comments after it. */
function lastLine(
  lines: readonly string[],
  { from, indent, takesItems = false }: {
    readonly from: number;
    readonly indent: number;
    /** Whether items of a list may stand below their key without an indent. */
    readonly takesItems?: boolean;
  },
): number {
  let last = from;
  for (let at = from + 1; at < lines.length; at++) {
    const [, blank = "", rest = ""] = /^(\s*)(.*)$/.exec(lines[at]!)!;
    if (rest === "" || rest.startsWith("#")) continue;
    const isItem = takesItems && blank.length === indent && rest.startsWith("- ");
    if (blank.length <= indent && !isItem) break;
    last = at;
  }
  return last;
}

function scalar(text: string): string {
  return /^[A-Za-z][\w ./@-]*$/.test(text) ? text : JSON.stringify(text);
}
