// A syntax error of js-yaml → the problem in go-yaml's words. Apart because the two parsers stop at different
// places with different words, and Helmfile's users (and their templates' error texts) know go-yaml's.
import { openContext } from "./open_context.ts";
import type { YamlProblem } from "./yaml_problem.ts";

/** Where js-yaml stopped, and its words for it. */
interface SyntaxStop {
  readonly text: string;
  readonly reason: string;
  readonly position: number;
}

/**
 * go-yaml's words and the places its line comes from: the context (where the enclosing node began) if that is not on
 * the first line, else the problem itself. The scanner counts lines from 1, the parser from 0 (decode.go fail).
 */
interface Verdict {
  readonly message: string;
  readonly by: "scanner" | "parser";
  readonly context?: number;
}

/** Says what go-yaml v3 would say about the place at which js-yaml stopped. */
export function explainSyntax(stop: SyntaxStop): YamlProblem {
  const { text, position } = stop;
  const verdict = judge(stop);
  const goLine = lineNumber(text, verdict, position);
  const start = Math.min(position, text.length);
  return { message: verdict.message, goLine, start, end: Math.min(start + 1, text.length) };
}

function lineNumber(text: string, { by, context }: Verdict, position: number): number {
  const extra = by === "scanner" ? 1 : 0;
  for (const place of [context ?? position, position]) {
    const line = lineIndex(text, place) +
      (by === "parser" && place >= text.length ? unfinishedLine(text) : 0);
    if (line !== 0) return line + extra;
  }
  return 0;
}

function lineIndex(text: string, position: number): number {
  return text.slice(0, position).split("\n").length - 1;
}

/** The scanner ends a last line that has no line break before it reports the end. */
function unfinishedLine(text: string): number {
  return text === "" || text.endsWith("\n") ? 0 : 1;
}

function judge(stop: SyntaxStop): Verdict {
  const { reason } = stop;
  if (/quoted scalar$/.test(reason)) return unclosedQuote(stop);
  if (reason === "deficient indentation" || /flow collection/.test(reason)) return judgeFlow(stop);
  const fixed = FIXED.find(([pattern]) => pattern.test(reason));
  return fixed ? fixed[1] : /^bad indentation|^end of the stream/.test(reason) ? judgeBlock(stop) : {
    message: reason,
    by: "scanner",
  };
}

const FIXED: readonly (readonly [RegExp, Verdict])[] = [
  [/escape/, { message: "found unknown escape character", by: "scanner" }],
  [/tab characters/, { message: "found character that cannot start any token", by: "scanner" }],
  [/multiline key|expected ':' after/, { message: "could not find expected ':'", by: "scanner" }],
  [/expected the node content/, { message: "did not find expected node content", by: "parser" }],
  [/line break is expected/, { message: "did not find expected comment or line break", by: "scanner" }],
  [/name of an a/, { message: "did not find expected alphabetic or numeric character", by: "scanner" }],
  [/non-printable|null byte/, { message: "control characters are not allowed", by: "scanner" }],
  [/undeclared tag handle/, { message: "found undefined tag handle", by: "parser" }],
];

function unclosedQuote({ text, position }: SyntaxStop): Verdict {
  const { quoteAt } = openContext(text, position);
  return {
    message: "found unexpected end of stream",
    by: "scanner",
    ...(quoteAt !== undefined && { context: quoteAt }),
  };
}

function judgeFlow(stop: SyntaxStop): Verdict {
  const { text, position } = stop;
  const { quoteAt, bracketAt } = openContext(text, position);
  if (quoteAt !== undefined) return unclosedQuote(stop);
  if (/[@`%|>]/.test(text[position] ?? "")) {
    return { message: "found character that cannot start any token", by: "scanner" };
  }
  const before = text.slice(0, position).trimEnd().at(-1);
  if (before === "," && position >= text.length) {
    return { message: "did not find expected node content", by: "parser" };
  }
  const close = bracketAt !== undefined && text[bracketAt] === "[" ? "]" : "}";
  return {
    message: `did not find expected ',' or '${close}'`,
    by: "parser",
    ...(bracketAt !== undefined && { context: bracketAt }),
  };
}

/** What stands where neither a key nor an item of the enclosing collection is expected. */
function judgeBlock({ text, position, reason }: SyntaxStop): Verdict {
  const rest = text.slice(
    position,
    text.indexOf("\n", position) < 0 ? undefined : text.indexOf("\n", position),
  );
  if (/^[@`%]/.test(rest)) return { message: "found character that cannot start any token", by: "scanner" };
  if (/^(?:[^"'#]|"[^"]*"|'[^']*')*?:(?:\s|$)/.test(rest)) {
    return { message: "mapping values are not allowed in this context", by: "scanner" };
  }
  if (/^-(?:\s|$)/.test(rest)) {
    return { message: "block sequence entries are not allowed in this context", by: "scanner" };
  }
  const isSequence = reason.includes("sequence") || /^\s*-(?:\s|$)/m.test(lastLine(text, position));
  return { message: `did not find expected ${isSequence ? "'-' indicator" : "key"}`, by: "parser" };
}

function lastLine(text: string, position: number): string {
  return text.slice(text.lastIndexOf("\n", position - 1) + 1, position);
}
