// The extents of scalars: block, quoted, plain. Their values are js-yaml's business; here only where they end and what
// go-yaml refuses in them. Source: go-yaml v3 scannerc.go yaml_parser_scan_*_scalar.
import type { Cursor, Mark } from "./cursor.ts";
import { SyntaxStop } from "./syntax_stop.ts";

const ESCAPE_DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };
const ESCAPES = "0abt\tnvfre \"'\\N_LP";

/** Passes `|` or `>` and its lines; `indent` is that of the enclosing collection. */
export function skipBlockScalar(cursor: Cursor, indent: number): void {
  const start = cursor.mark();
  cursor.skip();
  const hint = skipBlockHeader(cursor, start);
  let column = hint === 0 ? 0 : Math.max(indent, 0) + hint;
  const skipBreaks = () => {
    column = skipBlockBreaks(cursor, { start, column, indent });
  };
  if (!cursor.isEnd()) cursor.skipBreak();
  skipBreaks();
  while (cursor.column === column && !cursor.isEnd()) {
    cursor.skipToBreak();
    if (!cursor.isEnd()) cursor.skipBreak();
    skipBreaks();
  }
}

/** Passes chomping and indentation hints; gives the latter, 0 if there is none. */
function skipBlockHeader(cursor: Cursor, start: Mark): number {
  const header = /^(?:[-+]?(\d)?|(\d)[-+]?)/.exec(cursor.text.slice(cursor.at, cursor.at + 2))!;
  const hint = /\d/.exec(header[0])?.[0];
  if (hint === "0") {
    cursor.skip(header[0].indexOf("0"));
    fail(cursor, start, "found an indentation indicator equal to 0");
  }
  cursor.skip(/^\d[-+]/.exec(cursor.text.slice(cursor.at, cursor.at + 2))?.[0].length ?? header[0].length);
  cursor.skipWhile(/[ \t]/);
  if (cursor.peek() === "#") cursor.skipToBreak();
  if (!cursor.isBreakOrEnd()) fail(cursor, start, "did not find expected comment or line break");
  return Number(hint ?? 0);
}

/** Passes indentation and empty lines; gives the column of the scalar's lines, found out if it was 0. */
function skipBlockBreaks(
  cursor: Cursor,
  { start, column, indent }: { readonly start: Mark; readonly column: number; readonly indent: number },
): number {
  let widest = 0;
  for (;;) {
    const isBefore = () => column === 0 || cursor.column < column;
    while (isBefore() && cursor.peek() === " ") cursor.skip();
    widest = Math.max(widest, cursor.column);
    if (isBefore() && cursor.peek() === "\t") {
      fail(cursor, start, "found a tab character where an indentation space is expected");
    }
    if (!cursor.isBreak()) break;
    cursor.skipBreak();
  }
  return column === 0 ? Math.max(widest, indent + 1, 1) : column;
}

/** Passes a quoted scalar with both its quotes. */
export function skipQuotedScalar(cursor: Cursor): void {
  const start = cursor.mark(), quote = cursor.peek();
  cursor.skip();
  for (;;) {
    if (cursor.isDocumentMarker()) fail(cursor, start, "found unexpected document indicator");
    if (cursor.isEnd()) fail(cursor, start, "found unexpected end of stream");
    skipQuotedWord(cursor, { start, quote });
    if (cursor.peek() === quote) break;
    while (cursor.isBlank() || cursor.isBreak()) cursor.isBlank() ? cursor.skip() : cursor.skipBreak();
  }
  cursor.skip();
}

/** Passes what stands before the next blank, break or closing quote. */
function skipQuotedWord(
  cursor: Cursor,
  { start, quote }: { readonly start: Mark; readonly quote: string },
): void {
  while (!cursor.isBlankOrEnd()) {
    if (quote === "'" && cursor.text.startsWith("''", cursor.at)) cursor.skip(2);
    else if (cursor.peek() === quote) return;
    else if (quote === "'" || cursor.peek() !== "\\") cursor.skip();
    else if (cursor.isBreak(1)) {
      cursor.skip();
      cursor.skipBreak();
      return;
    } else skipEscape(cursor, start);
  }
}

function skipEscape(cursor: Cursor, start: Mark): void {
  const kind = cursor.peek(1), digits = ESCAPE_DIGITS[kind] ?? 0;
  if (digits === 0 && (kind === "" || !ESCAPES.includes(kind))) {
    fail(cursor, start, "found unknown escape character");
  }
  cursor.skip(2);
  if (digits === 0) return;
  const hex = cursor.text.slice(cursor.at, cursor.at + digits);
  if (hex.length < digits || !/^[0-9A-Fa-f]*$/.test(hex)) {
    fail(cursor, start, "did not find expected hexdecimal number");
  }
  const code = parseInt(hex, 16);
  if ((code >= 0xd800 && code <= 0xdfff) || code > 0x10ffff) {
    fail(cursor, start, "found invalid Unicode character escape code");
  }
  cursor.skip(digits);
}

/** Passes a plain scalar of one or more lines; gives whether it ended at the beginning of a line. */
export function skipPlainScalar(
  cursor: Cursor,
  { indent, isInFlow }: { readonly indent: number; readonly isInFlow: boolean },
): boolean {
  const start = cursor.mark();
  let isAtLineStart = false;
  const endsHere = () =>
    (cursor.peek() === ":" && cursor.isBlankOrEnd(1)) || (isInFlow && /[,?[\]{}]/.test(cursor.peek()));
  while (!cursor.isDocumentMarker() && cursor.peek() !== "#") {
    while (!cursor.isBlankOrEnd() && !endsHere()) {
      isAtLineStart = false;
      cursor.skip();
    }
    if (!cursor.isBlank() && !cursor.isBreak()) break;
    while (cursor.isBlank() || cursor.isBreak()) {
      if (cursor.isBreak()) {
        isAtLineStart = true;
        cursor.skipBreak();
      } else if (isAtLineStart && cursor.column < indent + 1 && cursor.peek() === "\t") {
        fail(cursor, start, "found a tab character that violates indentation");
      } else cursor.skip();
    }
    if (!isInFlow && cursor.column < indent + 1) break;
  }
  return isAtLineStart;
}

function fail(cursor: Cursor, context: Mark, message: string): never {
  throw new SyntaxStop(message, "scanner", { problem: cursor.mark(), context });
}
