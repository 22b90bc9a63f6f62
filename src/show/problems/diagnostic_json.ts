// Diagnostics as JSON, for editors and CI: the same facts as the text, places as numbers.
import { type Diagnostic, lineAndColumn, type Span } from "../../diagnostics/diagnostic.ts";
import { locatePlace } from "./place.ts";

/** Rises when a field changes its meaning or goes away. */
const DIAGNOSTICS_JSON_VERSION = 1;

/** All diagnostics as one line of JSON, with what else there is to say of them. */
export function diagnosticsJson(
  diagnostics: readonly Diagnostic[],
  more: Readonly<Record<string, number>> = {},
): string {
  const rows = diagnostics.map(({ code, severity, message, span, notes, hint }) => ({
    code,
    severity,
    message,
    ...span && placeJson(span),
    ...notes &&
      { notes: notes.map((note) => ({ message: note.message, ...note.span && placeJson(note.span) })) },
    ...hint !== undefined && { hint },
  }));
  return JSON.stringify({ version: DIAGNOSTICS_JSON_VERSION, ...more, diagnostics: rows }) + "\n";
}

/** Where a span stands, as numbers. */
export function placeJson(span: Span): Record<string, string | number> {
  const { source, line, column, end, renderedLine } = locatePlace(span);
  const last = lineAndColumn(source.text, end);
  return {
    file: source.path,
    line,
    column,
    endLine: last.line,
    endColumn: last.column,
    ...renderedLine !== undefined && { renderedLine },
  };
}
