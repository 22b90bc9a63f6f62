// A text that js-yaml refuses → what go-yaml v3 makes of it: the problem in its words, or where its first document
// ends. Apart because the two parsers stop at different places with different words, and Helmfile's users (and their
// templates' error texts) know go-yaml's. Only a text that is refused pays for a second reading.
import { toBytes } from "../../go/bytes.ts";
import type { YamlProblem } from "../yaml_problem.ts";
import { checkGrammar, TooDeep } from "./check_grammar.ts";
import { SyntaxStop } from "./syntax_stop.ts";
import { TokenReader } from "./token_reader.ts";

/** go-yaml's verdict; `undecided` if the text nests too deep to tell. */
export type Verdict =
  | { readonly type: "problem"; readonly problem: YamlProblem }
  | { readonly type: "sound"; readonly end: number }
  | { readonly type: "undecided" };

/** What one must not find in YAML, whatever it means; go-yaml v3 readerc.go. */
const UNREADABLE = /[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/** Reads a text by go-yaml's rules: all its documents, or only the first. */
export function judgeSyntax(
  text: string,
  options: { readonly firstOnly: boolean; readonly maxDepth: number },
): Verdict {
  const unreadable = UNREADABLE.exec(text);
  if (unreadable) return { type: "problem", problem: readerProblem(text, unreadable.index) };
  try {
    return { type: "sound", end: checkGrammar(new TokenReader(text), options) };
  } catch (error) {
    if (error instanceof TooDeep) return { type: "undecided" };
    if (!(error instanceof SyntaxStop)) throw error;
    return { type: "problem", problem: problemOf(error, text) };
  }
}

/** A scanner's mistake is shown where its word began, as it may be found out only at the end of the text. */
function problemOf(stop: SyntaxStop, text: string): YamlProblem {
  const { problem, context } = stop.place;
  const at = stop.by === "scanner" && context ? context.at : problem.at;
  return { message: stop.message, goLine: stop.goLine, ...oneCharacter(text, at) };
}

function readerProblem(text: string, at: number): YamlProblem {
  return { message: readerMessage(text, at), goLine: 0, ...oneCharacter(text, at) };
}

function readerMessage(text: string, at: number): string {
  const isByte = /[\ud800-\udfff]/.test(text[at]!);
  if (!isByte) return "control characters are not allowed";
  const bytes = toBytes(text.slice(at, at + 4)), width = sequenceWidth(bytes[0]!);
  if (width === 0) return "invalid leading UTF-8 octet";
  const wrong = bytes.subarray(1, width).findIndex((byte) => (byte & 0xc0) !== 0x80);
  if (wrong >= 0) return "invalid trailing UTF-8 octet";
  return bytes.length < width ? "incomplete UTF-8 octet sequence" : "invalid length of a UTF-8 sequence";
}

function sequenceWidth(lead: number): number {
  if ((lead & 0xe0) === 0xc0) return 2;
  if ((lead & 0xf0) === 0xe0) return 3;
  return (lead & 0xf8) === 0xf0 ? 4 : 0;
}

function oneCharacter(text: string, at: number): { start: number; end: number } {
  const start = Math.min(at, text.length);
  return { start, end: Math.min(start + 1, text.length) };
}
