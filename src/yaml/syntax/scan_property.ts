// What stands before a node or a document: anchors, aliases, tags, directives. Source: go-yaml v3 scannerc.go
// yaml_parser_scan_anchor, yaml_parser_scan_tag, yaml_parser_scan_directive.
import type { Cursor, Mark } from "./cursor.ts";
import { SyntaxStop } from "./syntax_stop.ts";

const WORD = /[0-9A-Za-z_-]/;
const URI = /[0-9A-Za-z_;/?:@&=+$,.!~*'()[\]%-]/;

/** A directive: the version it names, or the tag handle it declares. */
export type Directive = { readonly version: string } | { readonly handle: string };

/** Passes `&name` or `*name`. */
export function skipAnchor(cursor: Cursor): void {
  const start = cursor.mark();
  cursor.skip();
  const from = cursor.at;
  cursor.skipWhile(WORD);
  if (cursor.at > from && (cursor.isBlankOrEnd() || /[?:,\]}%@`]/.test(cursor.peek()))) return;
  fail(cursor, start, "did not find expected alphabetic or numeric character");
}

/** Passes a tag; gives the handle that must be declared ("" if none). */
export function scanTag(cursor: Cursor): string {
  const start = cursor.mark();
  let handle = "";
  if (cursor.peek(1) === "<") {
    cursor.skip(2);
    skipUri(cursor, { start, mayBeEmpty: false });
    if (cursor.peek() !== ">") fail(cursor, start, "did not find the expected '>'");
    cursor.skip();
  } else {
    handle = scanHandle(cursor, start);
    const isNamed = handle.length > 1 && handle.endsWith("!");
    skipUri(cursor, { start, mayBeEmpty: !isNamed });
    if (!isNamed) handle = cursor.at === start.at + 1 ? "" : "!";
  }
  if (!cursor.isBlankOrEnd()) fail(cursor, start, "did not find expected whitespace or line break");
  return handle;
}

function scanHandle(cursor: Cursor, start: Mark): string {
  if (cursor.peek() !== "!") fail(cursor, start, "did not find expected '!'");
  const from = cursor.at;
  cursor.skip();
  cursor.skipWhile(WORD);
  if (cursor.peek() === "!") cursor.skip();
  return cursor.text.slice(from, cursor.at);
}

function skipUri(
  cursor: Cursor,
  { start, mayBeEmpty }: { readonly start: Mark; readonly mayBeEmpty: boolean },
): void {
  const from = cursor.at;
  while (!cursor.isEnd() && URI.test(cursor.peek())) {
    if (cursor.peek() === "%" && !/^%[0-9A-Fa-f]{2}/.test(cursor.text.slice(cursor.at, cursor.at + 3))) {
      fail(cursor, start, "did not find URI escaped octet");
    }
    cursor.skip();
  }
  if (cursor.at === from && !mayBeEmpty) fail(cursor, start, "did not find expected tag URI");
}

/** Passes a line that begins with `%`. */
export function scanDirective(cursor: Cursor): Directive {
  const start = cursor.mark();
  cursor.skip();
  const from = cursor.at;
  cursor.skipWhile(WORD);
  const name = cursor.text.slice(from, cursor.at);
  if (name === "") fail(cursor, start, "could not find expected directive name");
  if (!cursor.isBlankOrEnd()) fail(cursor, start, "found unexpected non-alphabetical character");
  const directive = name === "YAML"
    ? scanVersion(cursor, start)
    : name === "TAG"
    ? scanTagDirective(cursor, start)
    : fail(cursor, start, "found unknown directive name");
  cursor.skipWhile(/[ \t]/);
  if (cursor.peek() === "#") cursor.skipToBreak();
  if (!cursor.isBreakOrEnd()) fail(cursor, start, "did not find expected comment or line break");
  if (!cursor.isEnd()) cursor.skipBreak();
  return directive;
}

function scanVersion(cursor: Cursor, start: Mark): Directive {
  cursor.skipWhile(/[ \t]/);
  const from = cursor.at;
  skipNumber(cursor, start);
  if (cursor.peek() !== ".") fail(cursor, start, "did not find expected digit or '.' character");
  cursor.skip();
  skipNumber(cursor, start);
  return { version: cursor.text.slice(from, cursor.at) };
}

function skipNumber(cursor: Cursor, start: Mark): void {
  const from = cursor.at;
  cursor.skipWhile(/\d/);
  if (cursor.at === from) fail(cursor, start, "did not find expected version number");
  if (cursor.at - from > 2) fail(cursor, start, "found extremely long version number");
}

function scanTagDirective(cursor: Cursor, start: Mark): Directive {
  cursor.skipWhile(/[ \t]/);
  const handle = scanHandle(cursor, start);
  if (handle !== "!" && !/^!.*!$/.test(handle)) fail(cursor, start, "did not find expected '!'");
  if (!cursor.isBlank()) fail(cursor, start, "did not find expected whitespace");
  cursor.skipWhile(/[ \t]/);
  skipUri(cursor, { start, mayBeEmpty: false });
  if (!cursor.isBlankOrEnd()) fail(cursor, start, "did not find expected whitespace or line break");
  return { handle };
}

function fail(cursor: Cursor, context: Mark, message: string): never {
  throw new SyntaxStop(message, "scanner", { problem: cursor.mark(), context });
}
