// A run as JSON, one line per event: for CI systems and other programs, and for the journal.
import type { Emit, RunEvent } from "../../run/events.ts";
import type { System } from "../../system/system.ts";
import type { Span } from "../../diagnostics/diagnostic.ts";
import { withoutCredentials } from "../credentials.ts";
import { placeJson } from "../problems/diagnostic_json.ts";

/** Rises when a field changes its meaning or goes away. */
const EVENTS_JSON_VERSION = 1;

/** Writes each event as it comes; the data a command gives goes to standard output as it is. */
export function openEventsJson({ terminal, clock }: Pick<System, "terminal" | "clock">): Emit {
  return (event) => {
    if (event.type === "text_printed") terminal.writeStdout(event.text);
    else terminal.writeStderr(eventJson(event, clock.now()));
  };
}

/** One line of JSON; places are files with lines and columns. */
export function eventJson(
  event: RunEvent,
  timeMs: number,
  mask: (text: string) => string = (text) => text,
): string {
  const row = { v: EVENTS_JSON_VERSION, time: new Date(timeMs).toISOString(), ...event };
  return JSON.stringify(row, (_, value: unknown) => printed(value, mask)) + "\n";
}

function printed(value: unknown, mask: (text: string) => string): unknown {
  if (typeof value === "string") return withoutCredentials(mask(value));
  return isSpan(value) ? placeJson(value) : value;
}

function isSpan(value: unknown): value is Span {
  return typeof value === "object" && value !== null && "source" in value && "start" in value &&
    "end" in value;
}
