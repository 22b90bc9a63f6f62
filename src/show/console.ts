// Who listens to a run: a text for people, or JSON lines if the command line asks for them.
import type { System } from "../system/system.ts";
import { type Console, type ConsoleTextOptions, openConsoleText } from "./console_text.ts";
import { openEventsJson } from "./events_json.ts";

/** Makes the listener of a run. */
export function openConsole(
  options: ConsoleTextOptions,
  system: Pick<System, "terminal" | "env" | "clock">,
): Console {
  if (options.logFormat !== "json") return openConsoleText(options, system);
  return { emit: openEventsJson(system), expectReleases: () => {} };
}
