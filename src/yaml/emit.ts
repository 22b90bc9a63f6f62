// Writes YAML text piece by piece, with go-yaml's rules for when a line is broken and a blank is due. Apart from
// print.ts, which decides what to write.
import type { ScalarStyle } from "./scalar_style.ts";

/** The text so far and what its end looks like. */
export interface Emitter {
  text: string;
  column: number;
  /** Whether the last character makes a blank before the next word needless. */
  isBlank: boolean;
  /** Whether only indentation and indicators such as "-" stand on the line so far. */
  isIndentation: boolean;
}

/** An emitter at the start of a document. */
export function newEmitter(): Emitter {
  return { text: "", column: 0, isBlank: true, isIndentation: true };
}

/** Goes to the given indentation, on a new line unless only indentation stands on this one. */
export function indentTo(emitter: Emitter, indent: number): void {
  const { column } = emitter;
  if (!emitter.isIndentation || column > indent || (column === indent && !emitter.isBlank)) {
    breakLine(emitter);
  }
  if (emitter.column < indent) put(emitter, " ".repeat(indent - emitter.column));
  emitter.isBlank = true;
}

/** Writes an indicator such as "-", ":" or "[]"; `isIndentation` says that a collection may follow on this line. */
export function writeIndicator(
  emitter: Emitter,
  indicator: string,
  options: { glued?: boolean; isIndentation?: boolean } = {},
): void {
  if (!options.glued && !emitter.isBlank) put(emitter, " ");
  put(emitter, indicator);
  emitter.isBlank = false;
  emitter.isIndentation &&= options.isIndentation ?? false;
}

/** Writes a scalar; `indent` is that of its continuation lines. */
export function writeScalar(
  emitter: Emitter,
  text: string,
  options: { style: ScalarStyle; indent: number },
): void {
  switch (options.style) {
    case "literal":
      return writeLiteral(emitter, text, options.indent);
    case "double":
      writeIndicator(emitter, escapeDouble(text));
      break;
    case "single":
      writeIndicator(emitter, "'");
      writeBroken(emitter, text.replaceAll("'", "''"), options.indent);
      put(emitter, "'");
      break;
    case "plain":
      if (text !== "") writeIndicator(emitter, text);
  }
  emitter.isBlank = false;
  emitter.isIndentation = false;
}

/** Ends the document: its last line is broken if it is not yet. */
export function endDocument(emitter: Emitter): string {
  indentTo(emitter, 0);
  return emitter.text;
}

function put(emitter: Emitter, text: string): void {
  emitter.text += text;
  emitter.column += text.length;
}

function breakLine(emitter: Emitter, character = "\n"): void {
  emitter.text += character;
  emitter.column = 0;
  emitter.isIndentation = true;
}

/** go-yaml v3, emitterc.go write_literal_scalar. */
function writeLiteral(emitter: Emitter, text: string, indent: number): void {
  const hint = /^[ \n\u2028\u2029]/.test(text) ? "2" : "";
  writeIndicator(emitter, "|" + hint + chomping(text));
  breakLine(emitter);
  emitter.isBlank = true;
  writeBroken(emitter, text, indent, true);
}

function chomping(text: string): string {
  if (!/[\n\u2028\u2029]$/.test(text)) return "-";
  return text.length === 1 || /[\n\u2028\u2029]{2}$/.test(text) ? "+" : "";
}

/** Writes text that may hold breaks, each followed by an indented line. */
function writeBroken(emitter: Emitter, text: string, indent: number, isAtBreak = false): void {
  let afterBreak = isAtBreak;
  for (const piece of text.match(/[\n\u2028\u2029]|[^\n\u2028\u2029]+/g) ?? []) {
    if (/^[\n\u2028\u2029]/.test(piece)) {
      breakLine(emitter, piece);
      afterBreak = true;
      continue;
    }
    if (afterBreak) indentTo(emitter, indent);
    put(emitter, piece);
    emitter.isIndentation = false;
    afterBreak = false;
  }
}

const ESCAPES: Readonly<Record<string, string>> = {
  "\0": "\\0",
  "\x07": "\\a",
  "\b": "\\b",
  "\t": "\\t",
  "\n": "\\n",
  "\v": "\\v",
  "\f": "\\f",
  "\r": "\\r",
  "\x1b": "\\e",
  '"': '\\"',
  "\\": "\\\\",
  "\u0085": "\\N",
  "\u00a0": "\\_",
  "\u2028": "\\L",
  "\u2029": "\\P",
};

const TO_ESCAPE = /[^\x20-\x7e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]|["\\]/gu;

/** go-yaml v3, emitterc.go write_double_quoted_scalar: what is not printable is escaped. */
function escapeDouble(text: string): string {
  // Its test for a byte order mark always looks at the first character, so such a text is escaped throughout.
  const pattern = text.startsWith("\ufeff") ? /./gsu : TO_ESCAPE;
  return `"${text.replace(pattern, (char) => ESCAPES[char] ?? escapeCode(char.codePointAt(0)!))}"`;
}

function escapeCode(code: number): string {
  const hex = code.toString(16).toUpperCase();
  if (code <= 0xff) return "\\x" + hex.padStart(2, "0");
  return code <= 0xffff ? "\\u" + hex.padStart(4, "0") : "\\U" + hex.padStart(8, "0");
}
