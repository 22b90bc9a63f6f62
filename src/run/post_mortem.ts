// All evidence of a hook that failed → what happened, where, and by whose call. No drawing.
import type { Span } from "../diagnostics/diagnostic.ts";
import type { Files } from "../system/system.ts";
import type { BashMessage } from "./bash_messages.ts";
import { lastFatalMessage, messagesAbout } from "./bash_verdict.ts";
import type { BashFrame, BashRecord, BashRecords, BashShell } from "./bash_records.ts";
import type { ChildReport } from "./child_end.ts";
import { exitCodeOf } from "./child_end.ts";
import { exitCodeMeaning } from "./exit_code_meaning.ts";
import { expandCommand } from "./expand_command.ts";
import { type Culprit, findCulprit, rootShell, uncheckedRecords } from "./find_culprit.ts";
import { codeOfCause, findCause } from "./hook_cause.ts";
import { hookHints } from "./hook_hints.ts";
import type {
  CallerFrame,
  FailurePlace,
  HookFailure,
  HookIdentity,
  OutputTail,
  PipelineFailure,
  ScriptPlace,
  UncheckedFailure,
} from "./hook_failure.ts";
import { pipelineStages } from "./pipeline.ts";
import {
  excerptAround,
  inlineScript,
  nearestLine,
  readScriptFile,
  type Script,
  scriptOfFrame,
  type ScriptSearch,
} from "./script_source.ts";

/** Everything a hook left. */
export interface HookEvidence {
  readonly hook: HookIdentity;
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly report: ChildReport;
  readonly records: BashRecords;
  readonly output: OutputTail;
  readonly startedAtMs: number;
  readonly addedEnv: Readonly<Record<string, string>>;
  readonly locateLine: (argument: number, line: number) => Span | undefined;
  readonly files: Files;
  /** Paths are shown relative to it. */
  readonly displayDir: string;
  readonly mask: (text: string) => string;
}

/** The post-mortem; never throws for what the hook or its scripts did. */
export function explainHook(evidence: HookEvidence): HookFailure {
  const scene = openScene(evidence);
  const exitCode = exitCodeOf(evidence.report.end);
  const culprit = evidence.report.end.type === "exited"
    ? findCulprit(evidence.records, {
      pid: evidence.report.pid,
      exitCode,
      lineOf: (r) => scene.textOf(r, r.frames.length - 1),
    })
    : undefined;
  const message = evidence.report.end.type === "exited"
    ? lastFatalMessage(evidence.output, { exitCode, culprit })
    : undefined;
  const frames = callChain(culprit, { message, scene });
  const place = findPlace(frames, { culprit, message, evidence, scene });
  const command = commandOf(culprit, message);
  const failedCommand = command ?? evidence.argv.join(" ");
  const cause = findCause(evidence.report.end, { message, culprit });
  const pipeline = culprit && !message ? findPipeline(culprit.record, scene) : undefined;
  const shell = culprit
    ? scene.shellOf(culprit.record)
    : rootShell(evidence.records.shells, evidence.report.pid);
  const facts = {
    cause,
    exitCode,
    output: evidence.output,
    command: failedCommand,
    message: message ?? messagesAbout(evidence.output, culprit),
    end: evidence.report.end,
    argv: evidence.argv,
    files: evidence.files,
    cwd: evidence.cwd,
  };
  const innermost = frames[0];
  return withoutUndefined<HookFailure>({
    code: codeOfCause(cause),
    cause,
    hook: evidence.hook,
    end: evidence.report.end,
    exitCode,
    meaning: meaningOf(exitCode, {
      command: pipeline?.stages?.[pipeline.failed] ?? failedCommand,
      culprit,
      evidence,
    }),
    place,
    command: withoutUndefined<HookFailure["command"]>({
      argv: evidence.argv.map(evidence.mask),
      source: command === undefined ? undefined : evidence.mask(command),
      expanded: maskOrUndefined(
        culprit && !message ? expandCommand(command!, culprit.record) : undefined,
        evidence.mask,
      ),
    }),
    pipeline,
    function: innermost?.frame.function,
    callers: frames.slice(1).map((link) => toCaller(link)),
    subshellDepth: culprit?.record.subshellDepth ?? 0,
    unchecked: uncheckedFailures(evidence, culprit),
    bashMessage: (message ?? messagesAbout(evidence.output, culprit))?.text,
    output: evidence.output,
    startedAtMs: evidence.startedAtMs,
    durationMs: evidence.report.durationMs,
    termination: evidence.report.termination && placedTermination(evidence),
    leaked: evidence.report.leaked,
    context: withoutUndefined<HookFailure["context"]>({
      cwd: evidence.cwd,
      bashVersion: shell?.version.replace(/\(.*/, ""),
      bashOptions: (culprit?.record.options ?? shell?.options)?.replace(/[hBcE]/g, "") || undefined,
      env: evidence.addedEnv,
    }),
    hints: hookHints(facts),
  });
}

/** The commands of a hook that ended well although they failed: each is a warning. */
export function uncheckedFailures(evidence: HookEvidence, culprit?: Culprit): readonly UncheckedFailure[] {
  const scene = openScene(evidence);
  const except = culprit?.burst ?? [];
  return uncheckedRecords(evidence.records, { pid: evidence.report.pid, except }).flatMap((record) => {
    const link = scene.link(record, 0);
    if (!link) return [];
    return {
      ...link.script.place(link.line),
      status: record.status,
      command: evidence.mask(firstLine(record.command)),
    };
  });
}

/** A frame with its text. */
interface Link {
  readonly frame: BashFrame;
  readonly script: Script;
  /** In the script's own count. */
  readonly line: number;
}

/** How frames and records lead to texts. */
interface Scene {
  readonly search: ScriptSearch;
  shellOf(record: BashRecord): BashShell | undefined;
  link(record: BashRecord, index: number): Link | undefined;
  textOf(record: BashRecord, index: number): string | undefined;
}

function openScene(evidence: HookEvidence): Scene {
  const search: ScriptSearch = {
    files: evidence.files,
    displayDir: evidence.displayDir,
    args: evidence.argv.slice(1),
    locateLine: evidence.locateLine,
  };
  const shellOf = (record: BashRecord) => evidence.records.shells.find((shell) => shell.pid === record.shell);
  const link = (record: BashRecord, index: number): Link | undefined => {
    const frame = record.frames[index];
    const shell = shellOf(record);
    const dirs = [shell?.cwd ?? evidence.cwd, record.cwd, evidence.cwd];
    const script = frame && scriptOfFrame(frame, { search, shell, dirs });
    if (!script) return undefined;
    // Only the innermost line belongs to the command; BASH_COMMAND stays the same further out.
    const line = index === 0
      ? nearestLine(script.text, { line: frame.line, command: record.command })
      : frame.line;
    return { frame, script, line };
  };
  const textOf = (record: BashRecord, index: number) => {
    const found = link(record, index);
    return found?.script.text.split("\n")[found.line - 1];
  };
  return { search, shellOf, link, textOf };
}

/** The frames of all shells a failure passed through, the innermost first, each place once. */
function callChain(
  culprit: Culprit | undefined,
  { message, scene }: { message: BashMessage | undefined; scene: Scene },
): readonly Link[] {
  const links: Link[] = [];
  let shell: number | undefined;
  for (const record of culprit?.burst ?? []) {
    if (record.shell === shell) continue;
    shell = record.shell;
    const all = record.frames.map((_, i) => scene.link(record, i)).filter((link) => link !== undefined);
    links.push(...all);
  }
  if (!message) return links;
  const ownLine = links.findIndex((link) =>
    link.frame.file === message.script && link.frame.line === message.line
  );
  return ownLine === -1
    ? [undefinedLink(message, scene), ...links].filter((link) => link !== undefined)
    : links.slice(ownLine);
}

/** A message of bash's names script and line, but no function. */
function undefinedLink(message: BashMessage, { search }: Scene): Link | undefined {
  const script = readMessageScript(message, search);
  if (!script || message.line === undefined) return undefined;
  return {
    frame: { file: message.script, line: message.line, function: undefined },
    script,
    line: message.line,
  };
}

function readMessageScript(message: BashMessage, search: ScriptSearch): Script | undefined {
  const isShellName = /(^|\/)(ba)?sh$/.test(message.script) || message.script === "environment";
  const inline = search.args.find((arg, i) =>
    /^-[a-z]*c$/.test(search.args[i - 1] ?? "") && arg.includes("\n") ||
    i > 0 && /^-[a-z]*c$/.test(search.args[i - 1]!)
  );
  if ((isShellName || message.isInline) && inline !== undefined) return inlineScript(inline, search);
  return readScriptFile(message.script, { search, dirs: [search.displayDir] });
}

function findPlace(
  frames: readonly Link[],
  { culprit, message, evidence, scene }: {
    culprit: Culprit | undefined;
    message: BashMessage | undefined;
    evidence: HookEvidence;
    scene: Scene;
  },
): FailurePlace | undefined {
  const innermost = frames[0];
  if (innermost) {
    const word = message ? message.subject : firstLine(culprit!.record.command);
    const doubt = message || culprit!.isCertain || isLastLine(innermost)
      ? undefined
      : "the script goes on after failures (no `set -e`); this is the last one that was seen";
    return placeAt(innermost, { word, doubt });
  }
  const { termination } = evidence.report;
  if (termination) return runningPlace(evidence, scene);
  return guessExit(evidence, scene);
}

function placeAt(
  { script, line }: { script: Script; line: number },
  { word, doubt }: { word?: string | undefined; doubt?: string | undefined },
): FailurePlace {
  const place = script.place(line);
  const text = script.lineAt(line)?.text ?? "";
  const mark = word === undefined ? undefined : markOf(text, word);
  return withoutUndefined<FailurePlace>({ ...place, excerpt: excerptAround(script, line), mark, doubt });
}

/** The longest start of the command that stands on the line. */
function markOf(text: string, command: string): { start: number; length: number } | undefined {
  for (let words = command.split(/\s+/); words.length > 0; words = words.slice(0, -1)) {
    const start = text.indexOf(words.join(" "));
    if (start !== -1 && words.join("") !== "") return { start, length: words.join(" ").length };
  }
  return undefined;
}

/** Whether nothing but closing words follows: then the failure set the exit code even without `set -e`. */
function isLastLine({ script, line }: Link): boolean {
  const rest = script.text.split("\n").slice(line);
  return rest.every((text) => /^\s*(#.*|fi|done|\}|\)|esac)?\s*$/.test(text));
}

/** The line of the innermost bash that was at work when its time was up. */
function runningPlace(evidence: HookEvidence, { search }: Scene): FailurePlace | undefined {
  const row = evidence.report.termination!.running.findLast((process) => process.at !== undefined);
  if (!row) return undefined;
  const script = scriptOfRunning(row, search);
  return script &&
    placeAt({ script, line: row.at!.line }, { doubt: "from the processes that ran when its time was up" });
}

function scriptOfRunning(row: { at?: ScriptPlace }, search: ScriptSearch): Script | undefined {
  if (!row.at) return undefined;
  if (row.at.path !== "") return readScriptFile(row.at.path, { search, dirs: [] });
  const inline = search.args.find((_, i) => /^-[a-z]*c$/.test(search.args[i - 1] ?? ""));
  return inline === undefined ? undefined : inlineScript(inline, search);
}

/** An `exit` that was not recorded (the script has an EXIT trap): only named if a single line can have done it. */
function guessExit(evidence: HookEvidence, { search }: Scene): FailurePlace | undefined {
  const shell = rootShell(evidence.records.shells, evidence.report.pid);
  if (!shell || evidence.report.end.type !== "exited") return undefined;
  const script = shell.inlineText === ""
    ? readScriptFile(shell.name, { search, dirs: [shell.cwd] })
    : inlineScript(shell.inlineText, search);
  const pattern = new RegExp(`(^|[\\s;&|{(])exit\\s+${evidence.report.end.code}\\b`);
  const found = script?.text.split("\n").flatMap((text, i) => pattern.test(text) ? [i + 1] : []) ?? [];
  if (!script || found.length !== 1) return undefined;
  const doubt = "the only line of the script that ends with this code";
  return placeAt({ script, line: found[0]! }, { word: `exit ${evidence.report.end.code}`, doubt });
}

function commandOf(culprit: Culprit | undefined, message: BashMessage | undefined): string | undefined {
  return message ? undefined : culprit?.record.command;
}

function findPipeline(record: BashRecord, scene: Scene): PipelineFailure | undefined {
  const statuses = record.pipeStatus;
  if (statuses.length < 2) return undefined;
  const failed = statuses.lastIndexOf(record.status);
  if (failed === -1) return undefined;
  const link = scene.link(record, 0);
  const stages = link && pipelineStages(link.script.text, { line: link.line, count: statuses.length });
  return withoutUndefined<PipelineFailure>({
    statuses,
    failed,
    stages: stages?.map((stage) => stage.text.replace(/\s*\\?\n\s*/g, " ")),
  });
}

function toCaller({ frame, script, line }: Link): CallerFrame {
  const text = script.lineAt(line)?.text.trim() ?? "";
  return withoutUndefined<CallerFrame>({ ...script.place(line), function: frame.function, text });
}

function meaningOf(
  exitCode: number,
  { command, culprit, evidence }: { command: string; culprit: Culprit | undefined; evidence: HookEvidence },
): string | undefined {
  if (evidence.report.end.type !== "exited") return undefined;
  // The number after `exit` is the script author's own.
  if (culprit?.record.kind === "exit" && !culprit.record.isInTrap) return undefined;
  return exitCodeMeaning(exitCode, command);
}

function placedTermination(evidence: HookEvidence): HookFailure["termination"] {
  const { search } = openScene(evidence);
  const { signal, graceMs, running, killed, survivors } = evidence.report.termination!;
  const placed = running.map((row) => {
    const place = scriptOfRunning(row, search)?.place(row.at!.line);
    const shown = { ...row, command: evidence.mask(row.command) };
    return place ? { ...shown, place } : shown;
  });
  const maskRow = <T extends { command: string }>(row: T): T => ({
    ...row,
    command: evidence.mask(row.command),
  });
  return { signal, graceMs, running: placed, killed: killed.map(maskRow), survivors: survivors.map(maskRow) };
}

function maskOrUndefined(text: string | undefined, mask: (text: string) => string): string | undefined {
  return text === undefined ? undefined : mask(text);
}

function firstLine(text: string): string {
  const end = text.indexOf("\n");
  return end === -1 ? text : `${text.slice(0, end)} …`;
}

/** Drops the keys that hold nothing, as exactOptionalPropertyTypes asks. */
function withoutUndefined<T>(value: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as T;
}
