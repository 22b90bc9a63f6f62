// Where the node of a parse event stands in the text, and where the next one begins.
import { type Event, EVENT_ID, type EventStream, SCALAR_STYLE } from "./read_events.ts";

/** The index behind the node at `at`. */
export function skipNode(events: readonly Event[], at: number): number {
  let depth = 0;
  do {
    const { type } = events[at++]!;
    if (type === EVENT_ID.MAPPING || type === EVENT_ID.SEQUENCE) depth++;
    else if (type === EVENT_ID.POP) depth--;
  } while (depth > 0);
  return at;
}

/** Where a node begins in the stream's text; an empty scalar has no place, and begins where `before` says. */
export function nodeStart(event: Event, before = 0): number {
  if (event.type === EVENT_ID.SCALAR) {
    if (event.valueStart === -1) return before;
    const isQuoted = event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED;
    return event.valueStart - (isQuoted ? 1 : 0);
  }
  if (event.type === EVENT_ID.ALIAS) return event.anchorStart - 1;
  return "start" in event ? event.start : before;
}

/** Where a scalar or alias ends; a collection is marked by its first character alone. */
export function nodeEnd(event: Event, before = 0): number {
  if (event.type === EVENT_ID.SCALAR) {
    if (event.valueStart === -1) return before;
    const isQuoted = event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED;
    return event.valueEnd + (isQuoted ? 1 : 0);
  }
  if (event.type === EVENT_ID.ALIAS) return event.anchorEnd;
  return nodeStart(event, before) + 1;
}

/** A node's place in the text as it was given. */
export function nodeRange(stream: EventStream, event: Event): { start: number; end: number } {
  return { start: stream.origin(nodeStart(event)), end: stream.origin(nodeEnd(event)) };
}

/** The 1-based line of a node, as go-yaml counts. */
export function lineOf(stream: EventStream, event: Event): number {
  return stream.text.slice(0, nodeStart(event)).split(/\r\n|\r|\n/).length;
}
