// All evidence of a hook that failed → what happened, where, and by whose call. No drawing.
import { lastFatalMessage, messageAbout, requiredVariableMessage } from "./bash_verdict.ts";
import { exitCodeOf } from "./child_end.ts";
import { exitCodeMeaning } from "./exit_code_meaning.ts";
import { expandCommand } from "./expand_command.ts";
import {
  callChain,
  type FailureFacts,
  findPipeline,
  findPlace,
  isLastWord,
  messageLine,
  scriptOfRunning,
} from "./failure_place.ts";
import { type Culprit, findCulprit, rootShell, uncheckedRecords } from "./find_culprit.ts";
import { codeOfCause, findCause } from "./hook_cause.ts";
import { type HookEvidence, type Link, openScene, type Scene } from "./hook_evidence.ts";
import type { CallerFrame, HookFailure, HookTermination, UncheckedFailure } from "./hook_failure.ts";
import { hookHints } from "./hook_hints.ts";
import { withoutUndefined } from "./without_undefined.ts";

/** The post-mortem; never throws for what the hook or its scripts did. */
export function explainHook(evidence: HookEvidence): HookFailure {
  const { report, argv, mask, output } = evidence;
  const facts = gather(evidence);
  const { culprit, message } = facts;
  const frames = callChain(facts);
  const found = findPipeline(facts);
  const cause = findCause(report.end, { ...facts, wasOutOfMemory: evidence.wasOutOfMemory });
  const exitCode = exitCodeOf(report.end);
  const spoken = message ?? messageAbout(output, culprit);
  const failed = found?.pipeline.stages?.[found.pipeline.failed] ?? culprit?.record.command ?? argv.join(" ");
  return withoutUndefined<HookFailure>({
    code: codeOfCause(cause),
    cause,
    hook: evidence.hook,
    end: report.end,
    exitCode,
    meaning: meaningOf(exitCode, { command: failed, culprit, evidence }),
    place: findPlace(evidence, { ...facts, frames, found }),
    command: commandOf(evidence, facts),
    pipeline: found?.pipeline,
    function: frames[0]?.frame.function,
    callers: frames.slice(1).map(toCaller),
    subshellDepth: culprit?.record.subshellDepth ?? 0,
    unchecked: uncheckedFailures(evidence, culprit),
    isEndedByTrap: culprit?.burst.at(-1)?.isInTrap ?? false,
    bashMessage: spoken && mask(spoken.text),
    output,
    isSensitive: evidence.isSensitive,
    limit: evidence.limit,
    onError: evidence.onError,
    rerun: evidence.rerun,
    startedAtMs: evidence.startedAtMs,
    durationMs: report.durationMs,
    termination: terminationOf(evidence, facts.scene),
    leaked: report.leaked.map((row) => ({ ...row, command: mask(row.command) })),
    context: contextOf(evidence, facts),
    effects: evidence.effects,
    hints: hookHints({ ...evidence, cause, exitCode, end: report.end, message: spoken }),
  });
}

/** The commands that failed in a hook without ending it; of one that ended well, each deserves a warning. */
export function uncheckedFailures(evidence: HookEvidence, culprit?: Culprit): readonly UncheckedFailure[] {
  const scene = openScene(evidence);
  const except = culprit?.burst ?? [];
  return uncheckedRecords(evidence.records, { pid: evidence.report.pid, except }).flatMap((record) => {
    const link = scene.link(record, 0);
    if (!link) return [];
    const command = evidence.mask(firstLine(record.command));
    return { ...link.script.place(link.line), status: record.status, command };
  });
}

function gather(evidence: HookEvidence): FailureFacts {
  const { report, records, output } = evidence;
  const scene = openScene(evidence);
  if (report.end.type !== "exited") return { culprit: undefined, message: undefined, scene };
  const exitCode = report.end.code;
  const last = findCulprit(records, {
    pid: report.pid,
    exitCode,
    lineOf(record) {
      const link = scene.link(record, 0);
      return link?.script.text.split("\n")[link.line - 1];
    },
  });
  const culprit = last && isLastWord(last, { evidence, scene }) ? last : undefined;
  const required = requiredVariableMessage(output, {
    exitCode,
    culprit,
    lineOf: (message) => messageLine(message, scene),
  });
  return { culprit, message: required ?? lastFatalMessage(output, { exitCode, culprit }), scene };
}

function commandOf(
  { argv, mask, isSensitive }: HookEvidence,
  { culprit, message }: FailureFacts,
): HookFailure["command"] {
  const source = message ? undefined : culprit?.record.command;
  const expanded = source === undefined || isSensitive ? undefined : expandCommand(source, culprit!.record);
  return withoutUndefined<HookFailure["command"]>({
    argv: argv.map(mask),
    source: source && mask(source),
    expanded: expanded && mask(expanded),
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
  // The number after `exit` is the script author's own, and so is what the user's trap ends with.
  if (culprit?.burst.at(-1)?.isInTrap || culprit?.record.kind === "exit") return undefined;
  return exitCodeMeaning(exitCode, command);
}

function terminationOf({ report, mask }: HookEvidence, { search }: Scene): HookTermination | undefined {
  if (!report.termination) return undefined;
  const { signal, graceMs, running, killed, survivors } = report.termination;
  const masked = <T extends { command: string }>(row: T): T => ({ ...row, command: mask(row.command) });
  const placed = running.map((row) => {
    const place = scriptOfRunning(row, search)?.place(row.at!.line);
    return place ? { ...masked(row), place } : masked(row);
  });
  return { signal, graceMs, running: placed, killed: killed.map(masked), survivors: survivors.map(masked) };
}

function contextOf({ records, report, cwd, addedEnv, mask }: HookEvidence, { culprit, scene }: FailureFacts) {
  const shell = culprit ? scene.shellOf(culprit.record) : rootShell(records.shells, report.pid);
  const options = culprit?.record.options ?? shell?.options;
  return withoutUndefined<HookFailure["context"]>({
    cwd,
    bashVersion: shell?.version.replace(/\(.*/, ""),
    // h, B and c say nothing; E is ours.
    bashOptions: options?.replace(/[hBcE]/g, "") || undefined,
    env: Object.fromEntries(Object.entries(addedEnv).map(([name, value]) => [name, mask(value)])),
  });
}

function firstLine(text: string): string {
  const end = text.indexOf("\n");
  return end === -1 ? text : `${text.slice(0, end)} …`;
}
