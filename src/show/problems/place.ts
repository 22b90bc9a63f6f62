// Where a span stands in the file the user wrote: through the template, if the text was rendered.
import { lineAndColumn, type SourceText, type Span } from "../../diagnostics/diagnostic.ts";

/** A span as a user finds it. Lines and columns count from 1. */
export interface Place {
  readonly source: SourceText;
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly column: number;
  /** The line in the rendered text, if the span is one of a rendered text. */
  readonly renderedLine?: number;
  /** The rendered text of the span, where it is not what the template says. */
  readonly renderedText?: string;
}

/** Leads a span back to the file it came from. */
export function locatePlace(span: Span): Place {
  const { source, start, end } = toTemplate(span);
  const place = { source, start, end, ...lineAndColumn(source.text, start) };
  // A part of a file has an origin too, and yet stands in it as it is, if further to the right.
  if (!span.source.origin || unindented(source.text).includes(unindented(span.source.text))) return place;
  const renderedText = wholeOutput(span);
  return {
    ...place,
    renderedLine: lineAndColumn(span.source.text, span.start).line,
    ...renderedText !== "" && renderedText !== source.text.slice(start, end) && { renderedText },
  };
}

function unindented(text: string): string {
  return text.replace(/^[ \t]+/gm, "");
}

/**
 * The span's text with what its actions wrote beside it on the line: a reader looks for the whole value, and a secret
 * is known by no less.
 */
function wholeOutput({ source: { text, origin }, start, end }: Span): string {
  const isSame = (a: number, b: number) => {
    const one = origin!.locate(a), other = origin!.locate(b);
    return text[b] !== "\n" && one.start === other.start && one.end === other.end;
  };
  if (end <= start) return "";
  let from = start, to = end;
  while (from > 0 && isSame(from, from - 1)) from--;
  while (to < text.length && isSame(to - 1, to)) to++;
  return text.slice(from, to);
}

/** `path:line:column`, and the rendered line where that is another. */
export function formatPlace(place: Place): string {
  const rendered = place.renderedLine !== undefined && place.renderedLine !== place.line
    ? ` (rendered line ${place.renderedLine})`
    : "";
  return `${place.source.path}:${place.line}:${place.column}${rendered}`;
}

function toTemplate(span: Span): Span {
  const { origin } = span.source;
  if (!origin) return span;
  const first = origin.locate(span.start);
  const last = origin.locate(Math.max(span.start, span.end - 1));
  const end = last.end >= first.start ? last.end : first.end;
  return toTemplate({
    source: origin.source,
    start: first.start,
    end: span.end > span.start ? end : first.start,
  });
}
