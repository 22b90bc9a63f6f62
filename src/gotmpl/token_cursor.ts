// Where the parser stands in the tokens of a text, the steps it takes there, and its complaints in Go's words.
import { lineAndColumn, type SourceText } from "../diagnostics/diagnostic.ts";
import { quote, unquote } from "../go/quote.ts";
import { KEYWORDS, type Token, type TokenKind } from "./lex.ts";
import type { Definition } from "./syntax.ts";

/** Go's complaint about a template text, and the token it is about. */
export class SyntaxFault extends Error {
  constructor(message: string, readonly place: SyntaxFaultPlace) {
    super(message);
  }
}

/** What a complaint is about, and how far the parser had looked: Go names that line. */
export interface SyntaxFaultPlace {
  readonly start: number;
  readonly end: number;
  readonly furthest: number;
}

/** A parser under way. */
export interface Parser {
  readonly source: SourceText;
  readonly tokens: readonly Token[];
  readonly isFunction: (name: string) => boolean;
  readonly definitions: Map<string, Definition>;
  /** The next token, and the furthest that was looked at: errors speak of the latter's line. */
  at: number;
  furthest: number;
  scope: Scope;
}

/** The definition that is being read. */
export interface Scope {
  readonly variables: string[];
  rangeDepth: number;
  parenDepth: number;
  /** Where the action that is being read starts. */
  action: Token | undefined;
}

/** What a definition starts with. */
export function newScope(): Scope {
  return { variables: ["$"], rangeDepth: 0, parenDepth: 0, action: undefined };
}

/** The next token, spaces included. */
export function peek(parser: Parser): Token {
  if (parser.at > parser.furthest) parser.furthest = parser.at;
  return parser.tokens[parser.at]!;
}

/** Takes the next token, spaces included. */
export function next(parser: Parser): Token {
  const token = peek(parser);
  // The last token, an end or a fault, is read again and again.
  if (parser.at < parser.tokens.length - 1) parser.at++;
  return token;
}

/** The next token that is no space. */
export function peekSolid(parser: Parser): Token {
  while (peek(parser).kind === "space") parser.at++;
  return peek(parser);
}

/** Takes the next token that is no space. */
export function nextSolid(parser: Parser): Token {
  peekSolid(parser);
  return next(parser);
}

/** The first word of the action whose `{{` is next. */
export function peekAfterOpen(parser: Parser): Token {
  const start = parser.at++;
  const token = peekSolid(parser);
  parser.at = start;
  return token;
}

/** Takes a token that must be of some kind. */
export function expect(parser: Parser, kinds: readonly TokenKind[], context: string): Token {
  const token = nextSolid(parser);
  if (!kinds.includes(token.kind)) throw unexpected(parser, token, context);
  return token;
}

function lineOf(parser: Parser, token: Token): number {
  return lineAndColumn(parser.source.text, token.start).line;
}

/** The offset at which a token ends. */
export function endOf(token: Token): number {
  return token.start + (token.kind === "error" ? 1 : token.text.length);
}

/** A complaint; about the furthest token that was looked at, unless another is named. */
export function faultAt(
  parser: Parser,
  message: string,
  token = parser.tokens[parser.furthest]!,
): SyntaxFault {
  const furthest = parser.tokens[parser.furthest]!.start;
  return new SyntaxFault(message, { start: token.start, end: endOf(token), furthest });
}

/** The complaint about a token that has no place where it stands. */
export function unexpected(parser: Parser, token: Token, context: string): SyntaxFault {
  if (token.kind !== "error") return faultAt(parser, `unexpected ${nameToken(token)} in ${context}`, token);
  const { action } = parser.scope, actionLine = action ? lineOf(parser, action) : 0;
  const isElsewhere = actionLine !== 0 && actionLine !== lineOf(parser, token);
  const started = ` in action started at stringTemplate:${actionLine}`;
  const where = token.text.endsWith(" action") ? started.slice(" in action".length) : started;
  return faultAt(parser, token.text + (isElsewhere ? where : ""), token);
}

const unquotedKinds: ReadonlySet<TokenKind> = new Set<TokenKind>([...KEYWORDS, "nil", "dot"]);

function nameToken(token: Token): string {
  if (token.kind === "eof") return "EOF";
  if (unquotedKinds.has(token.kind)) return `<${token.text}>`;
  const runes = [...token.text];
  return runes.length > 10 ? `${quote(runes.slice(0, 10).join(""))}...` : quote(token.text);
}

/** The end of the token that was read last. */
export function lastEnd(parser: Parser): number {
  return endOf(parser.tokens[parser.at - 1]!);
}

/** The text of a string token. */
export function readString(parser: Parser, token: Token): string {
  const text = unquote(token.text);
  if (text === undefined) throw faultAt(parser, "invalid syntax", token);
  return text;
}
