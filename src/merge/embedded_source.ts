// A text that stands in a state file → a source of its own whose places lead back there. Apart because templates of
// release fields and of hooks both are such texts.
import { lineAndColumn, type Origin, type SourceText, type Span } from "../diagnostics/diagnostic.ts";

/**
 * The source of a text at a span. Lines that stand in the file as they are, on a line each, are found to the
 * character; of others the whole span is told. The span is computed only if somebody asks.
 */
export function embeddedSource(
  text: string,
  { file, span }: { readonly file: string; readonly span: () => Span | undefined },
): SourceText {
  const source = { path: file, text };
  return Object.defineProperty(source, "origin", {
    enumerable: true,
    get(): Origin | undefined {
      const at = span();
      return at && { source: at.source, locate: (offset) => locateIn(at, text, offset) };
    },
  });
}

function locateIn(at: Span, text: string, offset: number): { readonly start: number; readonly end: number } {
  const { line, column } = lineAndColumn(text, offset);
  const own = text.split("\n")[line - 1]!;
  const host = hostLine(at, text, line);
  const index = own === "" || !host ? -1 : host.text.indexOf(own, Math.max(0, at.start - host.start));
  if (index < 0) return { start: at.start, end: at.end };
  const start = host!.start + index + column - 1;
  return { start, end: start + 1 };
}

/** The line of the file on which a line of the text should stand: a block scalar begins below its indicator. */
function hostLine(
  { source, start }: Span,
  text: string,
  line: number,
): { start: number; text: string } | undefined {
  const from = source.text.lastIndexOf("\n", start - 1) + 1;
  const lines = source.text.slice(from).split("\n", line + 1);
  const isBelow = !lines[0]!.includes(text.split("\n", 1)[0]!);
  const index = line - 1 + (isBelow ? 1 : 0), found = lines[index];
  if (found === undefined) return undefined;
  return { start: lines.slice(0, index).reduce((sum, one) => sum + one.length + 1, from), text: found };
}
