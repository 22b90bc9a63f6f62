// Bash source text → its commands and pipeline stages, well enough to point at the one that failed. Not a parser of
// bash: quotes, substitutions and continued lines are all it knows.

/** A part of a text, by offset. */
export interface Piece {
  readonly text: string;
  readonly start: number;
}

/**
 * The stages of the pipeline that stands at `line` (1-based) and has `count` stages; undefined if there is not
 * exactly one such pipeline there.
 */
export function pipelineStages(
  source: string,
  { line, count }: { readonly line: number; readonly count: number },
): readonly Piece[] | undefined {
  const lines = source.split("\n");
  let first = line - 1, last = line - 1;
  while (first > 0 && isContinued(lines[first - 1]!, lines[first]!)) first--;
  while (last + 1 < lines.length && isContinued(lines[last]!, lines[last + 1]!)) last++;
  const offset = lines.slice(0, first).reduce((sum, text) => sum + text.length + 1, 0);
  const statement = lines.slice(first, last + 1).join("\n");
  const matches = pipelinesIn({ text: statement, start: offset }, count);
  return matches.length === 1 ? matches[0]!.map(trim) : undefined;
}

/** Those with so many stages; only where none stands by itself, those within parentheses: `x=$(a | b)`, `(a | b)`. */
function pipelinesIn({ text, start }: Piece, count: number): readonly (readonly Piece[])[] {
  const own = split(text, COMMAND_END)
    .map((command) => split(command.text, PIPE).map((stage) => shift(stage, command.start + start)))
    .filter((stages) => stages.length === count);
  return own.length > 0 ? own : insides(text).flatMap((inside) => pipelinesIn(shift(inside, start), count));
}

/** What stands in the outermost parentheses, those in double quotes too. */
function insides(text: string): readonly Piece[] {
  const found: Piece[] = [];
  let isQuoted = false;
  for (let at = 0; at < text.length;) {
    if (text[at] === '"') isQuoted = !isQuoted;
    const isInside = text[at] === "(" && (!isQuoted || text[at - 1] === "$");
    const isSkipped = isInside || (text[at] !== '"' && (!isQuoted || text[at] === "\\"));
    const end = isSkipped ? skipQuoted(text, at) : at;
    if (isInside) found.push({ text: text.slice(at + 1, end - 1), start: at + 1 });
    at = Math.max(end, at + 1);
  }
  return found;
}

function isContinued(line: string, next: string): boolean {
  return /\\$|\|&?\s*(#.*)?$/.test(line) || /^\s*\|/.test(next);
}

const PIPE = /^\|(?!\|)&?/;
const COMMAND_END = /^(?:&&|\|\||;;?|\n(?!\s*\|)|&(?![>&|\d]))/;

/** Splits where the pattern matches outside of quotes and parentheses. */
function split(text: string, separator: RegExp): Piece[] {
  const pieces: Piece[] = [];
  let start = 0, at = 0;
  while (at < text.length) {
    const skipped = skipQuoted(text, at);
    if (skipped > at) {
      at = skipped;
      continue;
    }
    const isPartOfOperator = text[at] === "&" && /[|<>]/.test(text[at - 1] ?? "");
    const isPipeContinued = separator === COMMAND_END && text[at] === "\n" &&
      /\|&?\s*$/.test(text.slice(start, at));
    const match = isPipeContinued || isPartOfOperator ? null : separator.exec(text.slice(at));
    if (!match) at++;
    else {
      pieces.push({ text: text.slice(start, at), start });
      start = at += match[0].length;
    }
  }
  pieces.push({ text: text.slice(start), start });
  return pieces.filter((piece) => piece.text.trim() !== "");
}

/** The end of the quoted text, substitution or escape that begins at `at`; `at` itself if none does. */
function skipQuoted(text: string, at: number): number {
  const char = text[at]!;
  if (char === "\\") return at + 2;
  if (char === "'" || char === "`") return endAfter(text, text.indexOf(char, at + 1));
  if (char === '"') return endOfDoubleQuotes(text, at + 1);
  if (char === "(") return endOfParentheses(text, at + 1);
  if (char === "#" && (at === 0 || /\s/.test(text[at - 1]!))) {
    return text.indexOf("\n", at) === -1 ? text.length : text.indexOf("\n", at);
  }
  return at;
}

function endAfter(text: string, index: number): number {
  return index === -1 ? text.length : index + 1;
}

function endOfDoubleQuotes(text: string, start: number): number {
  for (let at = start; at < text.length; at++) {
    if (text[at] === '"') return at + 1;
    if (text[at] === "\\") at++;
    else if (text.startsWith("$(", at)) at = endOfParentheses(text, at + 2) - 1;
  }
  return text.length;
}

function endOfParentheses(text: string, start: number): number {
  for (let at = start; at < text.length; at++) {
    if (text[at] === ")") return at + 1;
    const skipped = skipQuoted(text, at);
    if (skipped > at) at = skipped - 1;
  }
  return text.length;
}

function shift(piece: Piece, by: number): Piece {
  return { text: piece.text, start: piece.start + by };
}

/** Words before a command that are none: the function or block it begins, `if` and the like. */
const LEAD = /^\s*(?:(?:[\w:.-]+\s*\(\)\s*\{|\{|if|elif|while|until|then|else|do|!|time)\s+)*/;

function trim({ text, start }: Piece): Piece {
  const lead = LEAD.exec(text)![0].length;
  return { text: text.slice(lead).trim().replace(/\\$/, "").trimEnd(), start: start + lead };
}
