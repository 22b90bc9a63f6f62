// Tokens → whether they are YAML, and where the first document ends. Builds nothing. Source: go-yaml v3 parserc.go.
import type { Mark } from "./cursor.ts";
import { SyntaxStop } from "./syntax_stop.ts";
import type { Token, TokenKind, TokenReader } from "./token_reader.ts";

/** A text being read, and the tag handles that its document declares. */
interface Reading {
  readonly tokens: TokenReader;
  readonly handles: Set<string>;
  depth: number;
}

/** Where a node stands: what may begin it differs. */
type NodeContext = "block" | "block value" | "flow";

/** Thrown where a text nests deeper than asked: it can be neither accepted nor refused. */
export class TooDeep extends Error {
  override readonly name = "TooDeep";
}

/**
 * Reads all documents, or only the first; gives the offset at which the first one ended. Throws `SyntaxStop` at the
 * first mistake, `TooDeep` beyond `maxDepth`.
 */
export function checkGrammar(
  tokens: TokenReader,
  { firstOnly, maxDepth }: { readonly firstOnly: boolean; readonly maxDepth: number },
): number {
  const reading: Reading = { tokens, handles: new Set(), depth: maxDepth };
  let end: number | undefined;
  for (let isFirst = true;; isFirst = false) {
    while (!isFirst && tokens.peek().kind === "document end") tokens.take();
    if (tokens.peek().kind === "end") return end ?? tokens.peek().start.at;
    checkDocument(reading, isFirst);
    end ??= tokens.peek().start.at;
    if (firstOnly) return end;
  }
}

function checkDocument(reading: Reading, mayBeImplicit: boolean): void {
  const { tokens } = reading;
  const isExplicit = isOneOf(tokens.peek(), ["directive", "document start"]);
  readDirectives(reading);
  if (isExplicit || !mayBeImplicit) {
    if (tokens.peek().kind !== "document start") {
      refuse("did not find expected <document start>", tokens.peek());
    }
    tokens.take();
    if (isOneOf(tokens.peek(), ["directive", "document start", "document end", "end"])) return;
  }
  checkNode(reading, "block");
}

function readDirectives({ tokens, handles }: Reading): void {
  handles.clear();
  let hasVersion = false;
  for (let token = tokens.peek(); token.kind === "directive"; token = tokens.peek()) {
    const directive = token.directive!;
    if ("handle" in directive) {
      if (handles.has(directive.handle)) refuse("found duplicate %TAG directive", token);
      handles.add(directive.handle);
    } else {
      if (hasVersion) refuse("found duplicate %YAML directive", token);
      if (!/^0?1\.0?1$/.test(directive.version)) refuse("found incompatible YAML document", token);
      hasVersion = true;
    }
    tokens.take();
  }
  handles.add("!").add("!!");
}

function checkNode(reading: Reading, context: NodeContext): void {
  if (--reading.depth < 0) throw new TooDeep();
  checkContent(reading, context);
  reading.depth++;
}

function checkContent(reading: Reading, context: NodeContext): void {
  const { tokens } = reading;
  const start = tokens.peek().start;
  if (tokens.peek().kind === "alias") return void tokens.take();
  const hasProperties = readProperties(reading, start);
  const token = tokens.peek();
  if (token.kind === "scalar") tokens.take();
  else if (token.kind === "flow start") {
    if (token.bracket === "[") checkFlowSequence(reading);
    else checkFlowMapping(reading);
  } else if (context === "block value" && token.kind === "block entry") checkIndentless(reading);
  else if (context !== "flow" && token.kind === "block sequence") checkBlockSequence(reading);
  else if (context !== "flow" && token.kind === "block mapping") checkBlockMapping(reading);
  else if (!hasProperties) refuse("did not find expected node content", token, start);
}

/** An anchor and a tag, in either order. */
function readProperties({ tokens, handles }: Reading, start: Mark): boolean {
  const first = tokens.peek().kind;
  if (first !== "anchor" && first !== "tag") return false;
  let tag = readProperty(tokens);
  if (tokens.peek().kind === (first === "anchor" ? "tag" : "anchor")) tag = readProperty(tokens) ?? tag;
  if (tag?.handle && !handles.has(tag.handle)) refuse("found undefined tag handle", tag, start);
  return true;
}

function readProperty(tokens: TokenReader): Token | undefined {
  const token = tokens.take();
  return token.kind === "tag" ? token : undefined;
}

function checkBlockSequence(reading: Reading): void {
  const { tokens } = reading;
  const { start } = tokens.take();
  while (tokens.peek().kind === "block entry") {
    tokens.take();
    if (!isOneOf(tokens.peek(), ["block entry", "block end"])) checkNode(reading, "block");
  }
  if (tokens.peek().kind !== "block end") refuse("did not find expected '-' indicator", tokens.peek(), start);
  tokens.take();
}

/** Items of a key that stand at the key's own column: nothing closes them. */
function checkIndentless(reading: Reading): void {
  const { tokens } = reading;
  while (tokens.peek().kind === "block entry") {
    tokens.take();
    if (!isOneOf(tokens.peek(), ["block entry", "key", "value", "block end"])) checkNode(reading, "block");
  }
}

function checkBlockMapping(reading: Reading): void {
  const { tokens } = reading;
  const { start } = tokens.take();
  while (tokens.peek().kind === "key") {
    for (const kind of ["key", "value"] as const) {
      if (tokens.peek().kind !== kind) continue;
      tokens.take();
      if (!isOneOf(tokens.peek(), ["key", "value", "block end"])) checkNode(reading, "block value");
    }
  }
  if (tokens.peek().kind !== "block end") refuse("did not find expected key", tokens.peek(), start);
  tokens.take();
}

function checkFlowSequence(reading: Reading): void {
  checkFlow(reading, "]", () => {
    const { tokens } = reading;
    if (tokens.peek().kind !== "key") return checkNode(reading, "flow");
    tokens.take();
    if (isOneOf(tokens.peek(), ["value", "flow entry"]) || closes(tokens.peek(), "]")) {
      // go-yaml passes over what stands in the place of the key.
      tokens.take();
    } else checkNode(reading, "flow");
    checkFlowValue(reading, "]");
  });
}

function checkFlowMapping(reading: Reading): void {
  checkFlow(reading, "}", () => {
    const { tokens } = reading;
    if (tokens.peek().kind !== "key") return checkNode(reading, "flow");
    tokens.take();
    if (!isOneOf(tokens.peek(), ["value", "flow entry"]) && !closes(tokens.peek(), "}")) {
      checkNode(reading, "flow");
    }
    checkFlowValue(reading, "}");
  });
}

function checkFlow(reading: Reading, close: string, checkEntry: () => void): void {
  const { tokens } = reading;
  const { start } = tokens.take();
  for (let isFirst = true; !closes(tokens.peek(), close); isFirst = false) {
    if (!isFirst) {
      if (tokens.peek().kind !== "flow entry") {
        refuse(`did not find expected ',' or '${close}'`, tokens.peek(), start);
      }
      tokens.take();
      if (closes(tokens.peek(), close)) break;
    }
    checkEntry();
  }
  tokens.take();
}

function checkFlowValue(reading: Reading, close: string): void {
  const { tokens } = reading;
  if (tokens.peek().kind !== "value") return;
  tokens.take();
  if (tokens.peek().kind !== "flow entry" && !closes(tokens.peek(), close)) checkNode(reading, "flow");
}

function closes(token: Token, bracket: string): boolean {
  return token.kind === "flow end" && token.bracket === bracket;
}

function isOneOf(token: Token, kinds: readonly TokenKind[]): boolean {
  return kinds.includes(token.kind);
}

function refuse(message: string, { start }: Token, context?: Mark): never {
  throw new SyntaxStop(message, "grammar", { problem: start, ...(context && { context }) });
}
