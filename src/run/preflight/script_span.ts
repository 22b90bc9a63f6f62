// A line of a script → where it stands: in its own file, or in the state file that holds it.
import type { Span } from "../../diagnostics/diagnostic.ts";
import type { PlannedHook } from "./planned_hooks.ts";
import type { FoundScript } from "./script_file.ts";

/** The span of a line (from 1) without its indentation; the hook itself where it cannot be traced. */
export function spanOfScriptLine(
  { planned: { hook }, source }: Pick<FoundScript, "source"> & { readonly planned: PlannedHook },
  line: number,
): Span | undefined {
  if ("file" in source) {
    const text = source.file.source.text;
    const start = text.split("\n").slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, 0);
    return trimmed({ source: source.file.source, start, end: text.length });
  }
  const { word } = source;
  const span = word && hook.locateLine(word.argument, word.lineOf(line));
  return span ? trimmed(span) : hook.span();
}

/** Only the first line, without blanks around it. */
function trimmed({ source, start, end }: Span): Span {
  const line = source.text.slice(start, end).split("\n", 1)[0]!;
  const from = start + line.length - line.trimStart().length;
  return { source, start: from, end: from + line.trim().length };
}

/** The part of a span that says this, the first or the last; the span itself where it says it otherwise. */
export function narrowTo(
  text: string,
  span: Span,
  { isLast = false }: { readonly isLast?: boolean } = {},
): Span {
  const { source, start, end } = span, whole = source.text.slice(start, end);
  const at = text === "" ? -1 : isLast ? whole.lastIndexOf(text) : whole.indexOf(text);
  return at === -1 ? span : { source, start: start + at, end: start + at + text.length };
}
