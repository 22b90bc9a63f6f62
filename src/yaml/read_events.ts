// Text → js-yaml's parse events, of all that go-yaml v3 reads and js-yaml by itself does not. Apart because it is
// the one door of js-yaml: its error type and its stricter indentation stay behind it.
import {
  type Event,
  EVENT_ID,
  getScalarValue,
  parseEvents,
  SCALAR_STYLE,
  type ScalarEvent,
  YAMLException,
} from "js-yaml";
import { explainSyntax } from "./explain_syntax.ts";
import { YamlError } from "./yaml_problem.ts";

export { EVENT_ID, SCALAR_STYLE };
export type { Event, ScalarEvent };

/** Deeper than any file that means well, and within the stack: js-yaml and the decoder recurse. */
const MAX_DEPTH = 500;

/** The events of a text; offsets in them point into `text`, `origin` leads back to the text as given. */
export interface EventStream {
  readonly text: string;
  readonly events: readonly Event[];
  readonly origin: (offset: number) => number;
}

/** The text of a scalar, unescaped and folded. */
export function scalarText(stream: EventStream, event: ScalarEvent): string {
  return getScalarValue(stream.text, event);
}

/**
 * Parses a text into events; throws `YamlError`. With `firstOnly` what stands behind the first document is not
 * judged, as in go-yaml's Unmarshal.
 */
export function readEvents(text: string, options: { firstOnly: boolean }): EventStream {
  try {
    return readRepaired(text);
  } catch (error) {
    const problem = error instanceof YamlError ? error.problems[0] : undefined;
    const end = options.firstOnly && problem ? endOfFirstDocument(text, problem.start) : undefined;
    if (end === undefined) throw error;
    return readRepaired(text.slice(0, end));
  }
}

/** Where the first document ends, if a marker before `limit` ends it. */
function endOfFirstDocument(text: string, limit: number): number | undefined {
  const marker = /^(?:---|\.\.\.)(?=\s|$)/gm;
  for (let match = marker.exec(text); match && match.index <= limit; match = marker.exec(text)) {
    const before = text.slice(0, match.index);
    if (/^(?!\s*(?:#|$)|%|---\s*(?:#|$))/m.test(before.trimEnd()) && before.trim() !== "") return match.index;
  }
  return undefined;
}

interface Insertion {
  /** The offset in the repaired text at which `length` spaces were put. */
  readonly at: number;
  readonly length: number;
}

/**
 * go-yaml takes lines of a flow collection or a quoted scalar at any indentation, and a comment directly behind a
 * closing quote. js-yaml takes neither, so such places are given spaces (which change no value) one by one.
 */
function readRepaired(given: string): EventStream {
  let text = given, widest = 0;
  const insertions: Insertion[] = [];
  const limit = Math.max(20, Math.floor(20_000_000 / (given.length + 1)));
  for (;;) {
    const outcome = tryParse(text);
    if ("events" in outcome) return { text, events: outcome.events, origin: originOf(insertions) };
    const { reason, position } = outcome;
    widest ||= widestIndentation(given);
    const spaces = insertions.length < limit ? spacesNeeded(text, { reason, position, widest }) : 0;
    if (spaces === 0) {
      const problem = explainSyntax({ text, reason, position });
      const origin = originOf(insertions);
      throw new YamlError([{ ...problem, start: origin(problem.start), end: origin(problem.end) }]);
    }
    text = text.slice(0, position) + " ".repeat(spaces) + text.slice(position);
    insertions.push({ at: position, length: spaces });
  }
}

function tryParse(text: string): { events: Event[] } | { reason: string; position: number } {
  try {
    return { events: parseEvents(text, { maxDepth: MAX_DEPTH }) };
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    return { reason: error.reason, position: Math.min(error.mark?.position ?? 0, text.length) };
  }
}

function spacesNeeded(text: string, error: { reason: string; position: number; widest: number }): number {
  const { reason, position, widest } = error;
  if (reason === "deficient indentation" && position < text.length) return widest + 1;
  const isComment = text[position] === "#" && /["'\]}]/.test(text[position - 1] ?? "");
  return isComment ? 1 : 0;
}

function widestIndentation(text: string): number {
  let widest = 0;
  for (const match of text.matchAll(/^[ -]+/gm)) widest = Math.max(widest, match[0].length);
  return widest;
}

function originOf(insertions: readonly Insertion[]): (offset: number) => number {
  if (insertions.length === 0) return (offset) => offset;
  // Later insertions were made in the text that already held the earlier ones.
  return (offset) =>
    insertions.reduceRight(
      (at, { at: start, length }) => at <= start ? at : Math.max(start, at - length),
      offset,
    );
}
