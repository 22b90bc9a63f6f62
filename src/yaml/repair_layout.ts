// Layouts that go-yaml v3 reads and js-yaml refuses → edits of white space that change no value. Apart because each is
// a difference between the two parsers that has to be known by name.

/** A replacement of `remove` characters at `at`. */
export interface Edit {
  readonly at: number;
  readonly remove: number;
  readonly insert: string;
}

/** Where js-yaml stopped in a text, and why. */
export interface StoppedParse {
  readonly text: string;
  readonly reason: string;
  readonly position: number;
}

/** The edit that lets js-yaml go on where go-yaml would have; undefined if go-yaml stops there too. */
export function repairLayout(stop: StoppedParse): Edit | undefined {
  const { text, reason, position } = stop;
  if (reason === "deficient indentation") return position < text.length ? indent(text, position) : undefined;
  // A comment needs no blank before it where a quote or bracket has just closed.
  const isComment = text[position] === "#" && /["'\]}]/.test(text[position - 1] ?? "");
  return isComment ? { at: position, remove: 0, insert: " " } : undefined;
}

/** Lines of a flow collection or a quoted scalar may stand at any indentation, and tabs may indent them. */
function indent(text: string, position: number): Edit {
  const blank = /[ \t]*$/.exec(text.slice(Math.max(0, position - 200), position))![0];
  if (blank.includes("\t")) {
    return { at: position - blank.length, remove: blank.length, insert: " ".repeat(blank.length) };
  }
  return { at: position, remove: 0, insert: " ".repeat(widestIndentation(text) + 1) };
}

function widestIndentation(text: string): number {
  let widest = 0;
  for (const match of text.matchAll(/^[ -]+/gm)) widest = Math.max(widest, match[0].length);
  return Math.min(widest, 1000);
}

/** The text after an edit. */
export function applyEdit(text: string, { at, remove, insert }: Edit): string {
  return text.slice(0, at) + insert + text.slice(at + remove);
}

/** The way back from an offset in the edited text to the text as it was given; edits in the order they were made. */
export function originOf(edits: readonly Edit[]): (offset: number) => number {
  if (edits.length === 0) return (offset) => offset;
  return (offset) => edits.reduceRight(before, offset);
}

function before(offset: number, { at, remove, insert }: Edit): number {
  if (offset <= at) return offset;
  return Math.max(at, offset - insert.length + remove);
}
