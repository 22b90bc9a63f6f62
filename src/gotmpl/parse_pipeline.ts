// Pipelines from tokens: declarations, commands, operands (Go package text/template/parse).
import { quote } from "../go/quote.ts";
import { formatOperand } from "./format_node.ts";
import type { Token, TokenKind } from "./lex.ts";
import { parseNumber } from "./number_literal.ts";
import type { Command, Operand, Pipeline } from "./syntax.ts";
import {
  endOf,
  faultAt,
  lastEnd,
  next,
  type Parser,
  peek,
  peekSolid,
  readString,
  SyntaxFault,
  unexpected,
} from "./token_cursor.ts";

const mostParens = 10_000;

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

/** Reads a pipeline and the token that closes it. */
export function parsePipeline(parser: Parser, context: string, close: TokenKind = "close"): Pipeline {
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
    const { start, end } = first, furthest = parser.tokens[parser.furthest]!.start;
    throw new SyntaxFault(`non executable command in pipeline stage ${i + 1}`, { start, end, furthest });
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
