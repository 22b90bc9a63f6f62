// Who listens to a run: a text for people with its progress, or JSON lines if the command line asks for them.
import type { Clock, Env, System, Terminal } from "../../system/system.ts";
import type { Emit } from "../../run/events.ts";
import { type ConsoleTextOptions, openConsoleText } from "./console_text.ts";
import { openEventsJson } from "../reports/events_json.ts";
import { openLiveTerminal } from "./live_terminal.ts";
import { formatBoard } from "./progress_board.ts";
import { ProgressNotices } from "./progress_notices.ts";
import { type ExpectedReleases, ProgressState } from "./progress_state.ts";
import { newStyle, wantsColor } from "../style.ts";

/** The listener of a run. */
export interface Console {
  /** Takes an event; neither throws nor waits. */
  readonly emit: Emit;
  /** What to ask the user on while the run goes on. */
  readonly terminal: Terminal;
  /** Says how many releases of each file take part. */
  expectReleases(files: readonly ExpectedReleases[]): void;
  /** Writes what is still held back and ends all drawing. */
  close(): void;
}

/** What the command line says about output and progress. */
export interface ConsoleOptions extends ConsoleTextOptions {
  readonly progress?: "auto" | "plain" | "none" | undefined;
}

type World = Pick<System, "terminal" | "env" | "clock">;

/** Makes the listener of a run. */
export function openConsole(options: ConsoleOptions, system: World): Console {
  if (options.logFormat === "json") {
    const { terminal } = system;
    return { emit: openEventsJson(system), terminal, expectReleases: () => {}, close: () => {} };
  }
  switch (progressKind(options, system)) {
    case "live":
      return openLive(options, system);
    case "plain":
      return openPlain(options, system);
    case "none":
      return openSilent(options, system);
  }
}

/** Live lines need a terminal that can move its cursor, and a person before it. */
function progressKind(
  { progress, quiet, logLevel }: ConsoleOptions,
  { terminal, env }: { readonly terminal: Terminal; readonly env: Env },
): "live" | "plain" | "none" {
  const isQuiet = quiet === true || (logLevel !== undefined && !["debug", "info"].includes(logLevel));
  if (progress === "none" || isQuiet) return "none";
  const isWatched = terminal.stderrIsTerminal && env.get("TERM") !== "dumb" && !isSet(env.get("CI"));
  return isWatched && progress !== "plain" ? "live" : "plain";
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && !["", "0", "false"].includes(value.toLowerCase());
}

function openSilent(options: ConsoleOptions, system: World): Console {
  const text = openConsoleText(options, system);
  return {
    emit: text.emit,
    terminal: system.terminal,
    expectReleases: (files) => text.expectReleases(countOf(files)),
    close: () => {},
  };
}

/** How often it is looked whether a notice is due. */
const NOTICE_STEP_MS = 1000;

function openPlain(options: ConsoleOptions, system: World): Console {
  const { terminal, clock } = system;
  const text = openConsoleText(options, system);
  const state = new ProgressState();
  const notices = new ProgressNotices(state);
  const stop = clock.repeat(NOTICE_STEP_MS, () => {
    for (const line of notices.due(clock.monotonic())) terminal.writeStderr(`${line}\n`);
  });
  return {
    emit: listener(state, { clock, emit: text.emit }),
    terminal,
    expectReleases: (files) => text.expectReleases(countOf(files)),
    close: stop,
  };
}

function openLive(options: ConsoleOptions, system: World): Console {
  const { clock, env } = system;
  const state = new ProgressState();
  const style = newStyle(wantsColor(options, env, true));
  const live = openLiveTerminal(system.terminal, {
    clock,
    draw: (size) => formatBoard(state, { ...size, nowMs: clock.monotonic(), style }),
  });
  const text = openConsoleText(options, { ...system, terminal: live.terminal });
  const take = listener(state, { clock, emit: text.emit });
  return {
    emit(event) {
      take(event);
      live.refresh({ isIdle: state.isIdle });
    },
    terminal: live.terminal,
    expectReleases(files) {
      state.expect(files);
      text.expectReleases(countOf(files));
    },
    close: live.close,
  };
}

function listener(
  state: ProgressState,
  { clock, emit }: { readonly clock: Clock; readonly emit: Emit },
): Emit {
  return (event) => {
    state.take(event, clock.monotonic());
    emit(event);
  };
}

function countOf(files: readonly ExpectedReleases[]): number {
  return files.reduce((sum, { count }) => sum + count, 0);
}
