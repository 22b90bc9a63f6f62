// A template's text in, its tokens out, all in one pass by hand (Go package text/template/parse, lexer rules).
// Offsets are UTF-16 units; texts between actions come out already trimmed.
import { isPrintable, quote } from "../go/quote.ts";
import { scanNumber } from "./scan_number.ts";
import { isDigit, isSpace, isWordAt, nextAt } from "./character.ts";

/** What a token is. Keywords are tokens of their own kind; `error` ends the list with Go's words as its text. */
export type TokenKind =
  | "text"
  | "open"
  | "close"
  | "space"
  | "error"
  | "eof"
  | "assign"
  | "declare"
  | "pipe"
  | "openParen"
  | "closeParen"
  | "char"
  | "field"
  | "variable"
  | "dot"
  | "identifier"
  | "bool"
  | "nil"
  | "number"
  | "complex"
  | "rune"
  | "string"
  | "raw"
  | Keyword;

/** The words that make an action more than a pipeline. */
export type Keyword =
  | "block"
  | "break"
  | "continue"
  | "define"
  | "else"
  | "end"
  | "if"
  | "range"
  | "template"
  | "with";

/** One token: its text as it stands in the source from `start` on. */
export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly start: number;
}

/** The words that are no functions. */
export const KEYWORDS: ReadonlySet<Keyword> = new Set<Keyword>([
  "block",
  "break",
  "continue",
  "define",
  "else",
  "end",
  "if",
  "range",
  "template",
  "with",
]);

interface Scanner {
  readonly text: string;
  readonly tokens: Token[];
  at: number;
  parens: number;
}

/** Splits a template into tokens; the last is `eof` or `error`. */
export function lex(text: string): Token[] {
  const scanner: Scanner = { text, tokens: [], at: 0, parens: 0 };
  while (scanner.at <= text.length) {
    if (!lexText(scanner) || !lexAction(scanner)) break;
  }
  return scanner.tokens;
}

function push(scanner: Scanner, kind: TokenKind, start: number): true {
  scanner.tokens.push({ kind, text: scanner.text.slice(start, scanner.at), start });
  return true;
}

/** Ends the list: false tells the callers to stop. */
function fault(scanner: Scanner, message: string, start = scanner.at): false {
  scanner.tokens.push({ kind: "error", text: message, start });
  return false;
}

/** Reads text and comments up to the next action; false at the end. */
function lexText(scanner: Scanner): boolean {
  const { text } = scanner;
  for (;;) {
    const open = text.indexOf("{{", scanner.at);
    if (open < 0) {
      if (scanner.at < text.length) {
        scanner.tokens.push({ kind: "text", text: text.slice(scanner.at), start: scanner.at });
      }
      scanner.tokens.push({ kind: "eof", text: "", start: text.length });
      return false;
    }
    const trims = text[open + 2] === "-" && isSpace(text.charCodeAt(open + 3));
    let end = open;
    while (trims && end > scanner.at && isSpace(text.charCodeAt(end - 1))) end--;
    if (end > scanner.at) {
      scanner.tokens.push({ kind: "text", text: text.slice(scanner.at, end), start: scanner.at });
    }
    const inside = open + (trims ? 4 : 2);
    if (!text.startsWith("/*", inside)) {
      scanner.tokens.push({ kind: "open", text: "{{", start: open });
      scanner.at = inside;
      return true;
    }
    if (!skipComment(scanner, inside)) return false;
  }
}

function skipComment(scanner: Scanner, start: number): boolean {
  const { text } = scanner, end = text.indexOf("*/", start + 2);
  if (end < 0) return fault(scanner, "unclosed comment", start);
  const close = end + 2, trims = isSpace(text.charCodeAt(close)) && text[close + 1] === "-";
  const after = close + (trims ? 2 : 0);
  if (!text.startsWith("}}", after)) return fault(scanner, "comment ends before closing delimiter", start);
  scanner.at = after + 2;
  if (trims) skipSpace(scanner);
  return true;
}

function skipSpace(scanner: Scanner): void {
  while (isSpace(scanner.text.charCodeAt(scanner.at))) scanner.at++;
}

/** Reads the tokens of one action, its end included; false after a fault. */
function lexAction(scanner: Scanner): boolean {
  const { text } = scanner;
  scanner.parens = 0;
  for (;;) {
    const trims = isSpace(text.charCodeAt(scanner.at)) && text.startsWith("-}}", scanner.at + 1);
    if (trims || text.startsWith("}}", scanner.at)) {
      if (scanner.parens > 0) return fault(scanner, "unclosed left paren");
      const start = scanner.at + (trims ? 2 : 0);
      scanner.at = start + 2;
      push(scanner, "close", start);
      if (trims) skipSpace(scanner);
      return true;
    }
    if (scanner.at >= text.length) return fault(scanner, "unclosed action");
    if (!lexToken(scanner)) return false;
  }
}

function lexToken(scanner: Scanner): boolean {
  const { text, at: start } = scanner, code = text.charCodeAt(start);
  if (isSpace(code)) return lexSpace(scanner);
  if (isWordAt(text, start) && !isDigit(code)) return lexWord(scanner);
  scanner.at++;
  switch (text[start]) {
    case "=":
      return push(scanner, "assign", start);
    case ":":
      if (text[scanner.at] !== "=") return fault(scanner, "expected :=", start);
      scanner.at++;
      return push(scanner, "declare", start);
    case "|":
      return push(scanner, "pipe", start);
    case '"':
      return lexQuoted(scanner, "string", "unterminated quoted string");
    case "'":
      return lexQuoted(scanner, "rune", "unterminated character constant");
    case "`":
      return lexRaw(scanner, start);
    case "$":
      return lexName(scanner, "variable", start);
    case ".":
      return isDigit(text.charCodeAt(scanner.at)) || scanner.at >= text.length
        ? lexNumber(scanner, start)
        : lexName(scanner, "field", start);
    case "(":
      scanner.parens++;
      return push(scanner, "openParen", start);
    case ")":
      scanner.parens--;
      return scanner.parens < 0
        ? fault(scanner, "unexpected right paren", start)
        : push(scanner, "closeParen", start);
  }
  if (isDigit(code) || code === 43 || code === 45) return lexNumber(scanner, start);
  if (code > 32 && code < 127) return push(scanner, "char", start);
  return fault(scanner, `unrecognized character in action: ${nameCharacter(text, start)}`, start);
}

/** A run of space, but not the last one of ` -}}`, which belongs to the end of the action. */
function lexSpace(scanner: Scanner): true {
  const start = scanner.at;
  skipSpace(scanner);
  if (scanner.text.startsWith("-}}", scanner.at)) scanner.at--;
  return scanner.at > start ? push(scanner, "space", start) : true;
}

function skipWord(scanner: Scanner): void {
  while (isWordAt(scanner.text, scanner.at)) scanner.at = nextAt(scanner.text, scanner.at);
}

/** Whether a name may end here. */
function isAtTerminator({ text, at }: Scanner): boolean {
  return at >= text.length || isSpace(text.charCodeAt(at)) || ".,|:)(".includes(text[at]!) ||
    text.startsWith("}}", at);
}

function badCharacter(scanner: Scanner, start: number): false {
  return fault(scanner, `bad character ${nameCharacter(scanner.text, scanner.at)}`, start);
}

/** fmt's %#U of the character. */
function nameCharacter(text: string, at: number): string {
  const code = text.codePointAt(at) ?? 0xfffd;
  const point = code >= 0xd800 && code <= 0xdfff ? 0xfffd : code, char = String.fromCodePoint(point);
  return `U+${point.toString(16).toUpperCase().padStart(4, "0")}${isPrintable(char) ? ` '${char}'` : ""}`;
}

function lexWord(scanner: Scanner): boolean {
  const start = scanner.at;
  skipWord(scanner);
  if (!isAtTerminator(scanner)) return badCharacter(scanner, start);
  const word = scanner.text.slice(start, scanner.at);
  if ((KEYWORDS as ReadonlySet<string>).has(word)) return push(scanner, word as Keyword, start);
  return push(
    scanner,
    word === "true" || word === "false" ? "bool" : word === "nil" ? "nil" : "identifier",
    start,
  );
}

/** `.name`, `$name`, or the bare `.` and `$`. */
function lexName(scanner: Scanner, kind: "field" | "variable", start: number): boolean {
  if (isAtTerminator(scanner)) return push(scanner, kind === "variable" ? kind : "dot", start);
  skipWord(scanner);
  return isAtTerminator(scanner) ? push(scanner, kind, start) : badCharacter(scanner, start);
}

function lexQuoted(scanner: Scanner, kind: "string" | "rune", message: string): boolean {
  const { text } = scanner, start = scanner.at - 1, mark = text[start];
  for (; scanner.at < text.length && text[scanner.at] !== "\n"; scanner.at++) {
    if (text[scanner.at] === mark) {
      scanner.at++;
      return push(scanner, kind, start);
    }
    if (text[scanner.at] === "\\" && text[++scanner.at] === "\n") break;
  }
  return fault(scanner, message, start);
}

function lexRaw(scanner: Scanner, start: number): boolean {
  const end = scanner.text.indexOf("`", scanner.at);
  if (end < 0) return fault(scanner, "unterminated raw quoted string", start);
  scanner.at = end + 1;
  return push(scanner, "raw", start);
}

function lexNumber(scanner: Scanner, start: number): boolean {
  const { text } = scanner;
  scanner.at = start;
  const isGood = scanNumber(scanner), sign = text[scanner.at];
  if (!isGood) return fault(scanner, `bad number syntax: ${quote(text.slice(start, scanner.at))}`, start);
  if (sign !== "+" && sign !== "-") return push(scanner, "number", start);
  if (scanNumber(scanner) && text[scanner.at - 1] === "i") return push(scanner, "complex", start);
  return fault(scanner, `bad number syntax: ${quote(text.slice(start, scanner.at))}`, start);
}
