// A run as text on standard error: a listener of its events. Each output line is marked with its release and event
// when more than one release runs.
import type { Emit, HookRef, RunEvent } from "../../run/events.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { System } from "../../system/system.ts";
import { formatCommand } from "../problems/command_text.ts";
import { withoutCredentials } from "../credentials.ts";
import { formatDiagnostic, formatDiagnostics } from "../problems/diagnostic_text.ts";
import { helmLine, isBookkeeping, releaseLine } from "./helm_lines.ts";
import { DIFF_FORMATS, type DiffFormat, formatDiff } from "../diff_text.ts";
import { formatLimit } from "../duration_text.ts";
import { formatHookFailure, headline } from "../problems/hook_failure_text.ts";
import { type Log, type LogOptions, openLog } from "./log.ts";
import { settledLine } from "./settled_line.ts";
import { RunResultCollector } from "../reports/run_result.ts";
import { formatSummary } from "../summary_tables.ts";

/** A listener of a run. */
export interface ConsoleText {
  /** Takes an event; neither throws nor waits. */
  readonly emit: Emit;
  /** Says how many releases take part. */
  expectReleases(count: number): void;
}

/** What the command line says about output. */
export interface ConsoleTextOptions extends LogOptions {
  /** `--output` of commands that compare. */
  readonly output?: string | undefined;
  readonly enableLiveOutput?: boolean | undefined;
}

interface View {
  readonly log: Log;
  readonly terminal: System["terminal"];
  readonly results: RunResultCollector;
  readonly isLive: boolean;
  readonly diffFormat: DiffFormat;
  isMarking: boolean;
  isDryRun: boolean;
}

/** Opens the view; once it expects more than one release, output lines are marked. */
export function openConsoleText(
  options: ConsoleTextOptions,
  system: Pick<System, "terminal" | "env">,
): ConsoleText {
  const log = openLog(options, system);
  const view: View = {
    log,
    terminal: system.terminal,
    results: new RunResultCollector(),
    isLive: options.enableLiveOutput === true,
    diffFormat: DIFF_FORMATS.find((format) => format === options.output) ?? "diff",
    isMarking: false,
    isDryRun: false,
  };
  return {
    emit(event) {
      view.results.take(event);
      handle(event, view);
    },
    expectReleases: (count) => void (view.isMarking = count > 1),
  };
}

function handle<T extends RunEvent["type"]>(event: Extract<RunEvent, { type: T }>, view: View): void {
  HANDLERS[event.type as T](event, view);
}

/** One handler per event: a new event does not compile until it has one. */
const HANDLERS: { [T in RunEvent["type"]]: (event: Extract<RunEvent, { type: T }>, view: View) => void } = {
  run_started: ({ command, environment, isDryRun = false }, view) => {
    view.isDryRun = isDryRun;
    view.log.debug(`${command} in environment ${environment}`);
  },
  file_started: ({ file }, { log }) => log.debug(`Working on ${file}`),
  file_finished: ({ file, ok, diagnostics }, view) => {
    view.log.debug(`${ok ? "Done with" : "Failed in"} ${file}`);
    if (diagnostics.length > 0) view.terminal.writeStderr(formatDiagnostics(diagnostics, drawing(view)));
  },
  release_started: ({ release, action }, { log, isDryRun }) => {
    const line = releaseLine(action, release);
    if (line) log.info(isDryRun ? `Dry run: ${line}` : line);
  },
  release_finished: ({ diagnostics }, view) => {
    if (diagnostics.length > 0) view.terminal.writeStderr(formatDiagnostics(diagnostics, drawing(view)));
  },
  release_compared: ({ release, isShown, changes, text }, { log, terminal, diffFormat }) => {
    if (!isShown) return log.info(releaseLine("diff", release)!);
    if (text !== "" || diffFormat === "diff") {
      terminal.writeStdout(`${releaseLine("diff", release)}\n`);
    }
    terminal.writeStdout(text === "" ? formatDiff(changes, { format: diffFormat, style: log.style }) : text);
  },
  removal_planned: ({ release: { name, chart } }, { log }) =>
    log.info(`Release ${name} (${chart}) will be deleted`),
  plan_made: ({ file, steps }, { log }) =>
    log.debug(`${steps.length} ${steps.length === 1 ? "release" : "releases"} of ${file} to work on`),
  release_blocked: ({ release, by }, { log }) =>
    log.warn(`skipped release "${release.name}": ${by.join(", ")} failed, which it needs`),
  release_skipped: ({ release, doneIn }, { log }) =>
    log.info(
      `Skipping release=${release.name}: done in run ${doneIn}, and nothing it is made of has changed`,
    ),
  hook_started: ({ hook, argv }, { log }) => log.debug(`${hookLabel(hook)}: ${argv.join(" ")}`),
  hook_output: ({ hook, line, showLogs }, view) => {
    if (showLogs || view.log.shows("debug")) {
      view.terminal.writeStderr(marked(line, hookMark(hook, view), view));
    }
  },
  hook_finished: ({ hook, end, durationMs }, { log }) =>
    log.debug(`${hookLabel(hook)}: ${end.type} after ${Math.round(durationMs)} ms`),
  hook_skipped: ({ hook, reason }, { log, isDryRun }) =>
    isDryRun
      ? log.info(`Would not run ${hookLabel(hook)}: ${reason}`)
      : log.debug(`${hookLabel(hook)} does not run: ${reason}`),
  hook_listed: ({ hook, argv, unknown }, { log }) =>
    log.info(`Would run ${hookLabel(hook)}${unknown ? `, ${unknown}` : ""}: ${formatCommand(argv)}`),
  hook_retried: ({ hook, failure, waitMs }, { log }) =>
    log.warn(`${headline(failure)}; try ${hook.attempt + 1} of ${hook.attempts} in ${formatLimit(waitMs)}`),
  hook_failed: ({ failure }, { log, terminal }) => {
    if (failure.onError === "ignore") log.debug(`${headline(failure)}; ignored`);
    else terminal.writeStderr(formatHookFailure(failure, { style: log.style }));
  },
  hook_failures_unchecked: ({ hook, unchecked }, { log }) => {
    const commands = unchecked.map(({ path, line, command, status }) =>
      `  ${path}:${line}: ${command} (exit code ${status})`
    );
    log.warn([`${hookLabel(hook)} ended well although commands failed in it:`, ...commands].join("\n"));
  },
  hook_leaked: ({ hook, leaked }, { log }) => {
    const rows = leaked.map(({ pid, command }) => `  ${pid} ${command}`);
    log.warn([`${hookLabel(hook)} left processes running:`, ...rows].join("\n"));
  },
  helm_started: ({ helm }, { log }) => {
    const line = helmLine(helm);
    if (line) log.info(line);
    log.debug(`exec: helm ${withoutCredentials(helm.args.join(" "))}`);
  },
  helm_output: ({ helm, stream, line }, view) => {
    // Helmfile's live output is the one thing that comes on standard output without being data.
    if (view.isLive && stream === "stdout") {
      return view.terminal.writeStdout(`${view.terminal.stdoutIsTerminal ? settledLine(line) : line}\n`);
    }
    const isWanted = view.log.shows(stream === "stdout" && isBookkeeping(helm) ? "debug" : "info");
    if (isWanted) {
      view.terminal.writeStderr(marked(line, helm.release && view.isMarking ? helm.release.name : "", view));
    }
  },
  helm_finished: ({ helm, end, durationMs }, { log }) =>
    log.debug(`helm ${helm.args[0] ?? ""}: ${end.type} after ${Math.round(durationMs)} ms`),
  text_printed: ({ text }, { terminal }) => terminal.writeStdout(text),
  stop_requested: ({ signal, isForced }, { log }) =>
    log.warn(isForced ? `got ${signal} again: killing what still runs` : `got ${signal}: ending what runs`),
  deadline_reached: ({ limitMs }, view) =>
    view.terminal.writeStderr(formatDiagnostic(deadlineProblem(limitMs), drawing(view))),
  run_failed: () => {}, // whoever catches the failure shows it, also where no run had started
  warning: ({ diagnostic }, view) => {
    if (view.log.shows("warn")) view.terminal.writeStderr(formatDiagnostic(diagnostic, drawing(view)));
  },
  run_finished: ({ durationMs }, { log, results, terminal }) => {
    if (log.shows("info")) {
      terminal.writeStderr(formatSummary(results.result(durationMs), terminal.columns()));
    }
  },
};

/** What is wrong when the whole run takes too long. */
export function deadlineProblem(limitMs: number): Diagnostic {
  return {
    code: "run/deadline",
    severity: "error",
    message: `Cannot go on: the run has reached its deadline of ${limitMs / 1000} s`,
    hint: "what runs gets SIGTERM and its grace period, and cleanup hooks still run; see --deadline",
  };
}

function drawing({ log, terminal }: View) {
  return { style: log.style, columns: terminal.columns() };
}

/** `api/presync`, or the event alone for a hook of the file; nothing while a single release runs. */
function hookMark({ release, event }: HookRef, view: View): string {
  if (!view.isMarking) return "";
  return release === undefined ? event : `${release}/${event}`;
}

function hookLabel({ name, event, release }: HookRef): string {
  return `hook "${name}" (${release === undefined ? event : `${event} of ${release}`})`;
}

/** What moves a cursor, sets a title or clears a screen stays behind; colours come along where ours are shown too. */
function marked(line: string, mark: string, { log: { style } }: View): string {
  const settled = settledLine(line, { colors: style.isColored });
  return mark === "" ? `${settled}\n` : `${style.cyan(mark)} ${style.dim("│")} ${settled}\n`;
}
