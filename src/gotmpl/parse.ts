// Tokens in, definitions out: the grammar of text/template (Go package text/template/parse). A template's text and
// each define or block in it become a Definition of their own. The first fault ends it, as it does in Go.
import { lineAndColumn, type SourceText } from "../diagnostics/diagnostic.ts";
import { quote, unquote } from "../go/quote.ts";
import { formatOperand } from "./format_node.ts";
import { lex, type Token, type TokenKind } from "./lex.ts";
import { parseNumber } from "./number_literal.ts";
import {
  type Branch,
  type Command,
  type Definition,
  isEmptyBody,
  type Node,
  type Operand,
  type Pipeline,
} from "./syntax.ts";

/** Go's complaint about a template text, and the token it is about. */
export class SyntaxFault extends Error {
  constructor(message: string, readonly start: number, readonly end: number) {
    super(message);
  }
}

interface Parser {
  readonly source: SourceText;
  readonly tokens: readonly Token[];
  readonly isFunction: (name: string) => boolean;
  readonly definitions: Map<string, Definition>;
  /** The next token, and the furthest that was looked at: errors speak of the latter's line. */
  at: number;
  furthest: number;
  /** The definition that is being read. */
  scope: Scope;
}

interface Scope {
  readonly variables: string[];
  rangeDepth: number;
  parenDepth: number;
  /** Where the action that is being read starts. */
  action: Token | undefined;
}

const mostParens = 10_000;

/** Reads a text; its own body has the name `name`. Throws SyntaxFault. */
export function parse(
  source: SourceText,
  options: { readonly name: string; readonly isFunction: (name: string) => boolean },
): Map<string, Definition> {
  const parser: Parser = {
    source,
    tokens: lex(source.text),
    isFunction: options.isFunction,
    definitions: new Map(),
    at: 0,
    furthest: 0,
    scope: newScope(),
  };
  const body: Node[] = [];
  while (peek(parser).kind !== "eof") {
    if (peek(parser).kind === "open" && peekAfterOpen(parser).kind === "define") {
      parseDefine(parser);
      continue;
    }
    const node = parseNode(parser);
    if (isEnd(node)) throw faultAt(parser, `unexpected {{${node.kind}}}`);
    body.push(node);
  }
  addDefinition(parser, { name: options.name, source, body });
  return parser.definitions;
}

function newScope(): Scope {
  return { variables: ["$"], rangeDepth: 0, parenDepth: 0, action: undefined };
}

// Reading tokens

function peek(parser: Parser): Token {
  if (parser.at > parser.furthest) parser.furthest = parser.at;
  return parser.tokens[parser.at]!;
}

function next(parser: Parser): Token {
  const token = peek(parser);
  // The last token, an end or a fault, is read again and again.
  if (parser.at < parser.tokens.length - 1) parser.at++;
  return token;
}

function peekSolid(parser: Parser): Token {
  while (peek(parser).kind === "space") parser.at++;
  return peek(parser);
}

function nextSolid(parser: Parser): Token {
  peekSolid(parser);
  return next(parser);
}

function peekAfterOpen(parser: Parser): Token {
  const start = parser.at++;
  const token = peekSolid(parser);
  parser.at = start;
  return token;
}

function expect(parser: Parser, kinds: readonly TokenKind[], context: string): Token {
  const token = nextSolid(parser);
  if (!kinds.includes(token.kind)) throw unexpected(parser, token, context);
  return token;
}

function lineOf(parser: Parser, token: Token): number {
  return lineAndColumn(parser.source.text, token.start).line;
}

function endOf(token: Token): number {
  return token.start + (token.kind === "error" ? 1 : token.text.length);
}

// Faults

function faultAt(parser: Parser, message: string, token = parser.tokens[parser.furthest]!): SyntaxFault {
  return new SyntaxFault(message, token.start, endOf(token));
}

function unexpected(parser: Parser, token: Token, context: string): SyntaxFault {
  if (token.kind !== "error") return faultAt(parser, `unexpected ${nameToken(token)} in ${context}`, token);
  const { action } = parser.scope, actionLine = action ? lineOf(parser, action) : 0;
  const isElsewhere = actionLine !== 0 && actionLine !== lineOf(parser, token);
  const started = ` in action started at stringTemplate:${actionLine}`;
  const where = token.text.endsWith(" action") ? started.slice(" in action".length) : started;
  return faultAt(parser, token.text + (isElsewhere ? where : ""), token);
}

const unquotedKinds: ReadonlySet<TokenKind> = new Set<TokenKind>([
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
  "nil",
  "dot",
]);

function nameToken(token: Token): string {
  if (token.kind === "eof") return "EOF";
  if (unquotedKinds.has(token.kind)) return `<${token.text}>`;
  const runes = [...token.text];
  return runes.length > 10 ? `${quote(runes.slice(0, 10).join(""))}...` : quote(token.text);
}

// Bodies and actions

/** `{{end}}` or `{{else}}`, which close a list of nodes and are no part of the tree. */
interface EndMark {
  readonly kind: "end" | "else";
  readonly start: number;
  readonly end: number;
}

function isEnd(node: Node | EndMark): node is EndMark {
  return node.kind === "end" || node.kind === "else";
}

function parseList(parser: Parser): { body: Node[]; mark: EndMark } {
  const body: Node[] = [];
  while (peekSolid(parser).kind !== "eof") {
    const node = parseNode(parser);
    if (isEnd(node)) return { body, mark: node };
    body.push(node);
  }
  throw faultAt(parser, "unexpected EOF");
}

function parseNode(parser: Parser): Node | EndMark {
  const token = nextSolid(parser);
  if (token.kind === "text") {
    return { kind: "text", text: token.text, at: token.start, start: token.start, end: endOf(token) };
  }
  if (token.kind !== "open") throw unexpected(parser, token, "input");
  parser.scope.action = token;
  const node = parseAction(parser, token.start);
  parser.scope.action = undefined;
  return node;
}

function parseAction(parser: Parser, start: number): Node | EndMark {
  const token = peekSolid(parser), { kind } = token;
  switch (kind) {
    case "if":
    case "with":
    case "range":
      next(parser);
      return parseBranch(parser, kind, start);
    case "block":
    case "template":
      next(parser);
      return kind === "block" ? parseBlock(parser, start) : parseTemplateCall(parser, start);
    case "break":
    case "continue":
      next(parser);
      return parseJump(parser, { kind, start, at: token.start });
    case "else":
      next(parser);
      return parseElse(parser, start);
    case "end":
      next(parser);
      return { kind, start, end: endOf(expect(parser, ["close"], "end")) };
  }
  const pipeline = parsePipeline(parser, "command");
  return { kind: "action", pipeline, at: token.start, start, end: lastEnd(parser) };
}

/** The end of the token that was read last. */
function lastEnd(parser: Parser): number {
  return endOf(parser.tokens[parser.at - 1]!);
}

function parseJump(parser: Parser, jump: { kind: "break" | "continue"; start: number; at: number }): Node {
  const close = nextSolid(parser);
  if (close.kind !== "close") throw unexpected(parser, close, `{{${jump.kind}}}`);
  if (parser.scope.rangeDepth === 0) throw faultAt(parser, `{{${jump.kind}}} outside {{range}}`);
  return { ...jump, end: endOf(close) };
}

/** An `{{else if}}` is left to stand at its `if`: what follows is read as a branch of its own. */
function parseElse(parser: Parser, start: number): EndMark {
  const token = peekSolid(parser);
  if (token.kind === "if" || token.kind === "with") return { kind: "else", start, end: token.start };
  return { kind: "else", start, end: endOf(expect(parser, ["close"], "else")) };
}

function parseBranch(parser: Parser, kind: Branch["kind"], start: number): Branch {
  const { scope } = parser, depth = scope.variables.length;
  const pipeline = parsePipeline(parser, kind);
  if (kind === "range") scope.rangeDepth++;
  const { body, mark } = parseList(parser);
  if (kind === "range") scope.rangeDepth--;
  let otherwise: readonly Node[] | undefined, end = mark.end;
  if (mark.kind === "else") {
    const isChained = kind !== "range" && peek(parser).kind === kind;
    if (isChained) {
      next(parser);
      const nested = parseBranch(parser, kind, mark.start);
      [otherwise, end] = [[nested], nested.end];
    } else {
      const rest = parseList(parser);
      if (rest.mark.kind !== "end") throw faultAt(parser, "expected end; found {{else}}");
      [otherwise, end] = [rest.body, rest.mark.end];
    }
  }
  scope.variables.length = depth;
  return { kind, pipeline, body, otherwise, at: pipeline.at, start, end };
}

// Definitions

function parseDefine(parser: Parser): void {
  next(parser);
  nextSolid(parser);
  const outer = parser.scope;
  parser.scope = newScope();
  const name = parseName(parser, "define clause");
  expect(parser, ["close"], "define clause");
  addDefinition(parser, { name: name.text, source: parser.source, body: parseBody(parser, "define clause") });
  parser.scope = outer;
}

function parseBody(parser: Parser, context: string): Node[] {
  const { body, mark } = parseList(parser);
  if (mark.kind !== "end") throw faultAt(parser, `unexpected {{else}} in ${context}`);
  return body;
}

function parseName(parser: Parser, context: string): { text: string; token: Token } {
  const token = expect(parser, ["string", "raw"], context);
  return { text: readString(parser, token), token };
}

function addDefinition(parser: Parser, definition: Definition): void {
  const { name } = definition, old = parser.definitions.get(name);
  if (!old || isEmptyBody(old.body)) parser.definitions.set(name, definition);
  else if (!isEmptyBody(definition.body)) {
    throw faultAt(parser, `template: multiple definition of template ${quote(name)}`);
  }
}

function parseBlock(parser: Parser, start: number): Node {
  const { text: name, token } = parseName(parser, "block clause");
  const pipeline = parsePipeline(parser, "block clause"), outer = parser.scope;
  parser.scope = newScope();
  addDefinition(parser, { name, source: parser.source, body: parseBody(parser, "block clause") });
  parser.scope = outer;
  return { kind: "template", name, pipeline, at: token.start, start, end: lastEnd(parser) };
}

function parseTemplateCall(parser: Parser, start: number): Node {
  const { text: name, token } = parseName(parser, "template clause");
  let pipeline: Pipeline | undefined;
  if (peekSolid(parser).kind === "close") next(parser);
  else pipeline = parsePipeline(parser, "template clause");
  return { kind: "template", name, pipeline, at: token.start, start, end: lastEnd(parser) };
}

// Pipelines

const operandKinds: ReadonlySet<TokenKind> = new Set<TokenKind>([
  "bool",
  "rune",
  "complex",
  "dot",
  "field",
  "identifier",
  "number",
  "nil",
  "raw",
  "string",
  "variable",
  "openParen",
]);

function parsePipeline(parser: Parser, context: string, close: TokenKind = "close"): Pipeline {
  const first = peekSolid(parser);
  const { declares, isAssignment } = parseDeclarations(parser, context);
  const commands: Command[] = [];
  for (;;) {
    const token = peekSolid(parser);
    if (token.kind === close) break;
    if (!operandKinds.has(token.kind)) throw unexpected(parser, token, context);
    commands.push(parseCommand(parser));
  }
  const end = next(parser).start;
  checkCommands(parser, commands, context);
  return { kind: "pipeline", declares, isAssignment, commands, at: first.start, start: first.start, end };
}

function checkCommands(parser: Parser, commands: readonly Command[], context: string): void {
  if (commands.length === 0) throw faultAt(parser, `missing value for ${context}`);
  commands.forEach((command, i) => {
    const first = command.args[0]!;
    if (i === 0 || !["bool", "dot", "nil", "number", "string"].includes(first.kind)) return;
    const message = `non executable command in pipeline stage ${i + 1}`;
    throw new SyntaxFault(message, first.start, first.end);
  });
}

type Variable = Extract<Operand, { kind: "variable" }>;

function parseDeclarations(
  parser: Parser,
  context: string,
): { declares: Variable[]; isAssignment: boolean } {
  const declares: Variable[] = [];
  for (;;) {
    const token = peekSolid(parser), start = parser.at;
    if (token.kind !== "variable") return { declares, isAssignment: false };
    next(parser);
    const after = peekSolid(parser), isList = after.kind === "char" && after.text === ",";
    if (!isList && after.kind !== "assign" && after.kind !== "declare") {
      parser.at = start;
      return { declares, isAssignment: false };
    }
    next(parser);
    declares.push(variableOf(token));
    parser.scope.variables.push(token.text);
    if (!isList) return { declares, isAssignment: after.kind === "assign" };
    if (context !== "range" || declares.length > 1) {
      throw faultAt(parser, `too many declarations in ${context}`);
    }
    if (!["variable", "close", "closeParen"].includes(peekSolid(parser).kind)) {
      throw faultAt(parser, "range can only initialize variables");
    }
  }
}

function variableOf(token: Token): Variable {
  return {
    kind: "variable",
    name: token.text,
    names: [],
    at: token.start,
    start: token.start,
    end: endOf(token),
  };
}

function parseCommand(parser: Parser): Command {
  const start = peekSolid(parser).start, args: Operand[] = [];
  for (;;) {
    peekSolid(parser);
    const operand = parseOperand(parser);
    if (operand) args.push(operand);
    const token = peek(parser);
    if (token.kind === "close" || token.kind === "closeParen") break;
    next(parser);
    if (token.kind === "pipe") break;
    if (token.kind !== "space") throw unexpected(parser, token, "operand");
  }
  if (args.length === 0) throw faultAt(parser, "empty command");
  return { args, at: start, start, end: args.at(-1)!.end };
}

function parseOperand(parser: Parser): Operand | undefined {
  const term = parseTerm(parser);
  const first = peek(parser);
  if (!term || first.kind !== "field") return term;
  const names: string[] = [];
  while (peek(parser).kind === "field") names.push(next(parser).text.slice(1));
  const extent = { at: first.start, start: term.start, end: lastEnd(parser) };
  switch (term.kind) {
    case "field":
    case "variable":
      return { ...term, ...extent, names: [...term.names, ...names] };
    case "bool":
    case "string":
    case "number":
    case "nil":
    case "dot":
      throw faultAt(parser, `unexpected . after term ${quote(formatOperand(term))}`);
    default:
      return { kind: "chain", operand: term, names, ...extent };
  }
}

function parseTerm(parser: Parser): Operand | undefined {
  const token = peekSolid(parser), extent = { at: token.start, start: token.start, end: endOf(token) };
  if (!operandKinds.has(token.kind)) return undefined;
  next(parser);
  switch (token.kind) {
    case "identifier":
      if (!parser.isFunction(token.text)) {
        throw faultAt(parser, `function ${quote(token.text)} not defined`, token);
      }
      return { kind: "identifier", name: token.text, ...extent };
    case "variable":
      if (parser.scope.variables.includes(token.text)) return variableOf(token);
      throw faultAt(parser, `undefined variable ${quote(token.text)}`, token);
    case "field":
      return { kind: "field", names: [token.text.slice(1)], ...extent };
    case "dot":
    case "nil":
      return { kind: token.kind, ...extent };
    case "bool":
      return { kind: "bool", value: token.text === "true", ...extent };
    case "string":
    case "raw":
      return { kind: "string", quoted: token.text, text: readString(parser, token), ...extent };
    case "openParen":
      return parseParens(parser, token);
    default:
      return parseNumberTerm(parser, token);
  }
}

function parseNumberTerm(parser: Parser, token: Token): Operand {
  const number = parseNumber(token.text, token.kind as "number" | "complex" | "rune");
  if (typeof number === "string") throw faultAt(parser, number, token);
  return { kind: "number", text: token.text, number, at: token.start, start: token.start, end: endOf(token) };
}

function parseParens(parser: Parser, open: Token): Operand {
  if (parser.scope.parenDepth >= mostParens) throw faultAt(parser, "max expression depth exceeded", open);
  parser.scope.parenDepth++;
  const pipeline = parsePipeline(parser, "parenthesized pipeline", "closeParen");
  parser.scope.parenDepth--;
  return { ...pipeline, start: open.start, end: lastEnd(parser) };
}

function readString(parser: Parser, token: Token): string {
  const text = unquote(token.text);
  if (text === undefined) throw faultAt(parser, "invalid syntax", token);
  return text;
}
