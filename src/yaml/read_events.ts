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
import { applyEdit, type Edit, originOf, repairLayout } from "./repair_layout.ts";
import { judgeSyntax } from "./syntax/judge_syntax.ts";
import { YamlError, type YamlProblem } from "./yaml_problem.ts";

export { EVENT_ID, SCALAR_STYLE };
export type { Event, ScalarEvent };

/** Where js-yaml stopped and its words for it. */
interface Refusal {
  readonly reason: string;
  readonly position: number;
}

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
 * The text of a scalar that is a whole document. go-yaml counts an indentation hint (`|2`) from column 0 there, as
 * its own printer does; js-yaml counts from -1, as the YAML 1.2 specification does.
 */
export function rootScalarText(stream: EventStream, event: ScalarEvent): string {
  if (event.style !== SCALAR_STYLE.LITERAL_BLOCK && event.style !== SCALAR_STYLE.FOLDED_BLOCK) {
    return scalarText(stream, event);
  }
  const hint = /[|>][-+]?([1-9])[-+]?[ \t]*(?:#[^\n]*)?\r?\n$/.exec(stream.text.slice(0, event.valueStart));
  return scalarText(stream, hint ? { ...event, indent: Number(hint[1]) } : event);
}

/**
 * Parses a text into events; throws `YamlError`. With `firstOnly` what stands behind the first document is not
 * judged, as in go-yaml's Unmarshal.
 */
export function readEvents(text: string, options: { firstOnly: boolean }): EventStream {
  const outcome = tryParse(text);
  if ("events" in outcome) return { text, events: outcome.events, origin: (offset) => offset };
  const verdict = judgeSyntax(text, { ...options, maxDepth: MAX_DEPTH });
  if (verdict.type === "problem") throw new YamlError([verdict.problem]);
  if (verdict.type === "undecided") throw new YamlError([problemOf(outcome)]);
  return readRepaired(options.firstOnly ? text.slice(0, verdict.end) : text);
}

/** More repairs than any text needs that a person wrote, at a cost that stays below a second. */
function maxRepairs(text: string): number {
  return Math.max(20, Math.min(500, Math.floor(20_000_000 / (text.length + 1))));
}

/** Reads a text that go-yaml accepts, edited until js-yaml does. */
function readRepaired(given: string): EventStream {
  let text = given, last = -1, tries = 0;
  const edits: Edit[] = [];
  const limit = maxRepairs(given);
  for (;;) {
    const outcome = tryParse(text);
    const origin = originOf(edits);
    if ("events" in outcome) return { text, events: outcome.events, origin };
    const place = origin(outcome.position);
    tries = place > last ? 0 : tries + 1;
    last = Math.max(last, place);
    const edit = edits.length < limit && tries < 2 ? repairLayout({ text, ...outcome }) : undefined;
    if (!edit) throw new YamlError([problemOf({ ...outcome, position: place })]);
    text = applyEdit(text, edit);
    edits.push(edit);
  }
}

/** What js-yaml refuses and go-yaml might not. */
function problemOf({ reason, position }: Refusal): YamlProblem {
  return { message: reason, goLine: 0, start: position, end: position };
}

function tryParse(text: string): { readonly events: Event[] } | Refusal {
  try {
    return { events: parseEvents(text, { maxDepth: MAX_DEPTH }) };
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    return { reason: error.reason, position: Math.min(error.mark?.position ?? 0, text.length) };
  }
}
