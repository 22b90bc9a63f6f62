// The order of top-level keys, read from the text itself: bases before environments before releases, and environments
// apart from releases. Textual because Helmfile checks it before anything is rendered (pkg/policy/checker.go).
import type { Diagnostic, SourceText, Span } from "../../diagnostics/diagnostic.ts";

/** A top-level key, or a `---` line. */
interface Mark {
  readonly key: string;
  readonly span: Span;
}

const ORDER = ["bases", "environments", "releases"];

/**
 * Checks the order of the keys. Environments beside releases in one part are refused only in a file without template
 * actions: with them, the environments are found first and the rest is rendered with their values.
 */
export function checkTopLevelKeys(source: SourceText): readonly Diagnostic[] {
  const marks = readMarks(source);
  const out = checkOrder(marks);
  return out.length > 0 || source.text.includes("{{") ? out : checkSeparation(marks);
}

/** The text of the top-level `environments:` of a part that also has releases; undefined if it is not so. */
export function cutEnvironments(source: SourceText): SourceText | undefined {
  const keys = readMarks(source).map(({ key }) => key);
  if (!keys.includes("environments") || !keys.includes("releases")) return undefined;
  const start = source.text.search(/^environments:/m);
  const text = blockFrom(source.text, start);
  return {
    path: source.path,
    text,
    origin: { source, isCut: true, locate: (at) => ({ start: start + at, end: start + at + 1 }) },
  };
}

// A block ends before the first line that starts in the first column with anything but a comment or a list item.
function blockFrom(text: string, start: number): string {
  const lines = text.slice(start).split("\n");
  const end = lines.findIndex((line, i) => i > 0 && /^[^\s#-]/.test(line) || /^---/.test(line));
  return (end < 0 ? lines : lines.slice(0, end)).join("\n") + "\n";
}

function readMarks(source: SourceText): readonly Mark[] {
  return [...source.text.matchAll(/^(?:([a-zA-Z]+):|(---) *\r?$)/gm)].map((match) => {
    const key = match[1] ?? "---";
    return { key, span: { source, start: match.index, end: match.index + key.length } };
  });
}

function checkOrder(marks: readonly Mark[]): Diagnostic[] {
  let before: Mark | undefined;
  return marks.flatMap((mark) => {
    const last = before, rank = ORDER.indexOf(mark.key);
    if (mark.key === "---") before = undefined;
    if (rank < 0) return [];
    before = mark;
    if (!last || ORDER.indexOf(last.key) <= rank) return [];
    return [{
      code: "state/key-order" as const,
      severity: "error" as const,
      message: `Cannot use "${mark.key}" after "${last.key}"`,
      span: mark.span,
      notes: [{ message: `"${last.key}" is here`, span: last.span }],
      hint: `write "${mark.key}" before "${last.key}"`,
    }];
  });
}

function checkSeparation(marks: readonly Mark[]): Diagnostic[] {
  let environments: Mark | undefined;
  for (const mark of marks) {
    if (mark.key === "---") environments = undefined;
    else if (mark.key === "environments") environments = mark;
    else if (mark.key === "releases" && environments) {
      return [{
        code: "state/environments-beside-releases",
        severity: "error",
        message: "Cannot define environments and releases within the same part of a file",
        span: mark.span,
        notes: [{ message: "the environments are here", span: environments.span }],
        hint: 'separate them by a line "---"',
      }];
    }
  }
  return [];
}
