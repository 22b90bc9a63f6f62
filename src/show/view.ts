// Who listens to a run: the console, or JSON lines if the command line asks for them.
import type { Emit } from "../run/events.ts";
import type { System } from "../system/system.ts";
import { openConsole } from "./console.ts";
import { openEventsJson } from "./events_json.ts";
import type { LogOptions } from "./log.ts";

/** What the command line says about output. */
export interface ViewOptions extends LogOptions {
  readonly logFormat?: "text" | "json" | undefined;
}

/** The listener of a run of this many releases. */
export function openView(
  options: ViewOptions,
  system: Pick<System, "terminal" | "env" | "clock">,
  { releaseCount = 0 }: { readonly releaseCount?: number } = {},
): Emit {
  if (options.logFormat === "json") return openEventsJson(system);
  const console = openConsole(options, system);
  console.expectReleases(releaseCount);
  return console.emit;
}
