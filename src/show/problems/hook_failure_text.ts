// The post-mortem of a hook as text: what failed, the lines around it, how it got there, what it said, what to do.
import type {
  CallerFrame,
  HookFailure,
  LimitSource,
  OutputLine,
} from "../../run/post_mortem/hook_failure.ts";
import { printable } from "../display_width.ts";
import { formatCommand } from "./command_text.ts";
import { type Drawing, drawPlace } from "./failure_excerpt.ts";
import { stopText } from "../console/end_text.ts";
import { formatPlace, locatePlace } from "./place.ts";
import { settledLine } from "../console/settled_line.ts";
import type { Style } from "../style.ts";

/** How a failure is drawn. */
export interface HookFailureOptions {
  readonly style: Style;
  /** Output lines shown; 10 unless given. */
  readonly outputLines?: number;
}

/** The whole report, ending with a newline. */
export function formatHookFailure(failure: HookFailure, options: HookFailureOptions): string {
  const { style } = options;
  const gutter = Math.max(2, ...failure.place?.excerpt.map(({ number }) => String(number).length) ?? []);
  const drawing = { ...options, gutter, margin: " ".repeat(gutter) };
  const kind = failure.onError === "warn"
    ? style.yellow(`warning[${failure.code}]`)
    : style.red(`error[${failure.code}]`);
  const head = `${style.bold(kind)}: ${style.bold(headline(failure))}`;
  return [
    head,
    ...(failure.place ? drawPlace(failure.place, { failure, drawing }) : []),
    ...notes(failure, drawing),
    ...drawOutput(failure, drawing),
    ...failure.effects.map((effect) => remark("effect", effect, drawing)),
    ...failure.hints.map((hint) => remark("hint", hint, drawing)),
    ...failure.rerun === undefined ? [] : [remark("run again", failure.rerun, drawing)],
  ].join("\n") + "\n";
}

/** `Cannot run hook "migrate" (presync of release "api"): exit code 7`. */
export function headline(failure: HookFailure): string {
  const { hook } = failure;
  const owner = hook.release === undefined ? hook.event : `${hook.event} of release "${hook.release}"`;
  const attempt = hook.attempts > 1 ? `, attempt ${hook.attempt} of ${hook.attempts}` : "";
  return `Cannot run hook "${hook.name}" (${owner}${attempt}): ${whatHappened(failure)}`;
}

function whatHappened(failure: HookFailure): string {
  const { end, exitCode } = failure;
  switch (end.type) {
    case "timed_out":
      return `time limit of ${duration(end.limitMs)} reached`;
    case "stalled":
      return `no output for ${duration(end.quietMs)}`;
    case "canceled":
      return stopText(end);
    case "signaled":
      return `killed by ${end.signal}`;
    case "not_started":
      return end.reason === "other"
        ? `could not be started: ${end.message.replace(/^Failed to spawn '.*?': | \(os error \d+\)$/g, "")}`
        : NOT_STARTED[end.reason];
    case "exited": {
      const why = whyOf(failure);
      return `exit code ${exitCode}${why ? ` (${shorten(why)})` : ""}`;
    }
  }
}

const NOT_STARTED = {
  "not-found": "command not found",
  "not-executable": "not executable",
  "bad-interpreter": "its interpreter does not exist",
  "bad-cwd": "its working directory does not exist",
} as const;

/** The reason in the headline: what a shell refused, what the exit code means, what was said. */
function whyOf({ cause, bashMessage, meaning, said }: HookFailure): string | undefined {
  if (cause === "unset-variable" || cause === "syntax") return bashMessage;
  // It may be a program for another host that a shell tried to read.
  const isNamed = said?.by !== undefined && cause === "not-found" &&
    /^[^\p{C}\ufffd]+not found$/u.test(said.text);
  return isNamed ? said.text : meaning ?? said?.text;
}

/** What a program says may be long; a headline is not. */
function shorten(text: string): string {
  return text.length > 160 ? `${text.slice(0, 159).trimEnd()}…` : text;
}

function notes(failure: HookFailure, drawing: Drawing): string[] {
  return [
    ...callers(failure.callers, drawing),
    ...noteTexts(failure).map((text) => remark("note", text, drawing)),
    ...unchecked(failure, drawing),
    ...ladder(failure, drawing),
  ];
}

function noteTexts(failure: HookFailure): string[] {
  const { place, pipeline, command, hook, said, subshellDepth } = failure;
  const texts: string[] = [];
  if (place?.doubt) texts.push(place.doubt);
  if (pipeline?.stages) texts.push(`the stage that failed: ${pipeline.stages[pipeline.failed]}`);
  else if (command.source?.includes("\n")) {
    texts.push(`the command is ${command.source.split("\n").length} lines long`);
  }
  if (failure.isEndedByTrap) {
    texts.push(`a trap of the script's own then ended it with exit code ${failure.exitCode}`);
  }
  if (subshellDepth > 0) {
    texts.push(`it ran in a subshell${subshellDepth > 1 ? ` ${subshellDepth} levels deep` : ""}`);
  }
  if (said !== undefined && said.text !== whyOf(failure)) texts.push(`${said.by ?? "it"} says: ${said.text}`);
  texts.push(`command: ${shortCommand(command.argv)}`);
  texts.push(
    failure.end.type === "not_started"
      ? `it was to run in ${failure.context.cwd}`
      : `ran for ${duration(failure.durationMs)} in ${failure.context.cwd}${shellText(failure)}`,
  );
  texts.push(identity(failure));
  if (hook.declaredAt && !place?.isDeclaration) {
    texts.push(`declared at ${formatPlace(locatePlace(hook.declaredAt))}`);
  }
  if (failure.limit) texts.push(limitText(failure.limit));
  return texts;
}

/** Where to go to change the limit. */
function limitText({ setBy, span }: LimitSource): string {
  const place = span ? ` at ${formatPlace(locatePlace(span))}` : "";
  switch (setBy) {
    case "hook":
      return `the limit is the hook's own${place === "" ? "" : `, set${place}`}`;
    case "defaults":
      return `the limit is that of all hooks, set${place} in helmDefaults.hooks`;
    case "stop":
      return "the limit is what all cleanup hooks together have once a run is stopped";
    default:
      return `the limit comes from ${setBy}`;
  }
}

function shellText({ context: { bashVersion, bashOptions } }: HookFailure): string {
  if (bashVersion === undefined) return "";
  return `, bash ${bashVersion}${bashOptions ? ` -${bashOptions}` : ""}`;
}

function identity({ hook }: HookFailure): string {
  const parts = [`hook ${hook.index + 1}`, `environment "${hook.environment}"`];
  if (hook.namespace !== undefined) parts.push(`namespace "${hook.namespace}"`);
  if (hook.kubeContext !== undefined) parts.push(`context "${hook.kubeContext}"`);
  return parts.join(", ");
}

/** Not too long for one line. */
function shortCommand(argv: readonly string[]): string {
  const text = formatCommand(argv);
  return text.length > 160 ? `${text.slice(0, 157)} …` : text;
}

function callers(frames: readonly CallerFrame[], drawing: Drawing): string[] {
  return frames.map(({ path, line, function: name, text }) =>
    remark("called", `from ${path}:${line}${name === undefined ? "" : ` in ${name}()`}: ${text}`, drawing)
  );
}

/** Failures shown of those the script went past. */
const MOST_UNCHECKED = 5;

function unchecked({ unchecked }: HookFailure, drawing: Drawing): string[] {
  if (unchecked.length === 0) return [];
  const shown = unchecked.slice(-MOST_UNCHECKED).map(({ path, line, status, command }) =>
    `${drawing.margin}     ${path}:${line}: ${command} (exit code ${status})`
  );
  const more = unchecked.length - shown.length;
  const title = `earlier commands failed and were not checked${
    more > 0 ? ` (${more} more before these)` : ""
  }:`;
  return [remark("note", title, drawing), ...shown];
}

function ladder({ termination, leaked, end }: HookFailure, drawing: Drawing): string[] {
  const rows = (title: string, list: readonly string[]) =>
    list.length === 0
      ? []
      : [remark("note", title, drawing), ...list.map((row) => `${drawing.margin}     ${row}`)];
  if (!termination) return rows("it left these processes running:", leaked.map(processText));
  const { signal, graceMs, running, killed, survivors } = termination;
  const patience = graceMs === 0
    ? "were killed at once"
    : `ignored ${signal} for ${duration(graceMs)} and were killed`;
  const ended = killed.length === 0
    ? `all of it ended on ${signal}`
    : `${killed.length} of ${Math.max(running.length, killed.length)} processes ${patience}`;
  return [
    ...rows(
      end.type === "canceled" ? "what ran when it was stopped:" : "what ran when its time was up:",
      running.map((row) => processText(row) + (row.place ? `  at ${row.place.path}:${row.place.line}` : "")),
    ),
    remark("note", ended, drawing),
    ...rows("these could not be killed:", survivors.map(processText)),
  ];
}

function processText(
  { pid, elapsedMs, command }: { pid: number; elapsedMs: number; command: string },
): string {
  const text = command.replace(/\s*\n\s*/g, " ; ");
  return `${pid}  ${duration(elapsedMs)}  ${text.length > 100 ? `${text.slice(0, 98)} …` : text}`;
}

/** Words that mark the line of an output that tells most. */
const TELLING =
  /\b(error|fatal|failed|failure|refused|denied|cannot|could not|not found|timed out|unauthorized|forbidden|panic)\b/i;

function drawOutput({ output, isSensitive, end }: HookFailure, drawing: Drawing): string[] {
  if (isSensitive) return [remark("note", "its output is not shown: the hook is `sensitive`", drawing)];
  const count = drawing.outputLines ?? 10;
  const shown = output.lines.slice(-count);
  if (end.type === "not_started") return [];
  if (shown.length === 0) return [remark("note", "it wrote no output", drawing)];
  const total = output.omitted + output.lines.length;
  const title = total > shown.length ? `output, the last ${shown.length} of ${total} lines:` : "output:";
  return [remark("note", title, drawing), ...shown.map((line) => outputLine(line, drawing))];
}

function outputLine({ stream, atMs, text }: OutputLine, { style, margin }: Drawing): string {
  const time = `${(atMs / 1000).toFixed(1)} s`.padStart(8);
  const shown = printable(settledLine(text, { colors: false }));
  const painted = stream === "stderr" && TELLING.test(shown) ? style.red(shown) : shown;
  const label = style.dim(`${time}  ${stream === "stderr" ? "err" : "out"} │`);
  return `${margin} ${label} ${painted}`.trimEnd();
}

function remark(kind: string, text: string, { style, margin }: Drawing): string {
  return `${margin} ${style.blue("=")} ${style.bold(`${kind}:`)} ${printable(text)}`;
}

/** `850 ms`, `4.2 s`, `5 min`, `1 h 20 min`. */
function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${Number((ms / 1000).toFixed(1))} s`;
  const minutes = Math.floor(ms / 60_000), seconds = Math.round((ms % 60_000) / 1000);
  if (minutes < 60) return seconds === 0 ? `${minutes} min` : `${minutes} min ${seconds} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
