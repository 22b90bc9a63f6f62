// Tokens in, definitions out: the grammar of text/template (Go package text/template/parse). A template's text and
// each define or block in it become a Definition of their own. The first fault ends it, as it does in Go.
import type { SourceText } from "../diagnostics/diagnostic.ts";
import { quote } from "../go/quote.ts";
import { lex, type Token } from "./lex.ts";
import { parsePipeline } from "./parse_pipeline.ts";
import { type Branch, type Definition, isEmptyBody, type Node, type Pipeline } from "./syntax.ts";
import {
  endOf,
  expect,
  faultAt,
  lastEnd,
  newScope,
  next,
  nextSolid,
  type Parser,
  peek,
  peekAfterOpen,
  peekSolid,
  readString,
  unexpected,
} from "./token_cursor.ts";

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
