// All evidence of a hook that failed → what happened, where, and by whose call. No drawing.
import type { BashMessage } from "./bash_messages.ts";
import {
  failedAssignment,
  failedRedirection,
  lastFatalMessage,
  requiredVariableMessage,
} from "./bash_verdict.ts";
import { expandCommand } from "../hooks/expand_command.ts";
import { declaredPlace } from "./declared_place.ts";
import {
  callChain,
  type FailureFacts,
  findPipeline,
  findPlace,
  isLastWord,
  messageLine,
  observedLinks,
} from "./failure_place.ts";
import { type Culprit, findCulprit, ownShell, rootShell, uncheckedRecords } from "./find_culprit.ts";
import { AFTER_LAST_OUTPUT, scriptOfRunning } from "./guess_place.ts";
import { codeOfCause } from "./hook_cause.ts";
import { type HookEvidence, type Link, openScene, type Scene } from "./hook_evidence.ts";
import type {
  CallerFrame,
  FailurePlace,
  HookFailure,
  HookTermination,
  UncheckedFailure,
} from "./hook_failure.ts";
import { hookHints } from "./hook_hints.ts";
import { findReason, type HookReason, isEndedByTrap } from "./hook_reason.ts";
import { hookScript } from "./hook_script.ts";
import { findSpokenPlace } from "./spoken_place.ts";
import { withoutUndefined } from "../without_undefined.ts";

/** The post-mortem; never throws for what the hook or its scripts did. */
export function postMortemOf(evidence: HookEvidence): HookFailure {
  const { report, mask, output } = evidence;
  const facts = gather(evidence);
  const { culprit, spoken, scene } = facts;
  const frames = callChain(facts);
  const found = findPipeline(facts, output);
  const place = findPlace(evidence, { ...facts, frames, found });
  const reason = findReason(evidence, { ...facts, found, place });
  return withoutUndefined<HookFailure>({
    code: codeOfCause(reason.cause),
    cause: reason.cause,
    hook: evidence.hook,
    end: report.end,
    exitCode: reason.exitCode,
    meaning: reason.meaning,
    place: place ?? declaredPlace(evidence, scene),
    command: commandOf(evidence, { ...facts, place }),
    pipeline: spoken ? undefined : found?.pipeline,
    function: frames[0]?.frame.function,
    callers: callersOf(frames),
    subshellDepth: culprit?.record.subshellDepth ?? 0,
    unchecked: uncheckedFailures(evidence, culprit ?? facts.stale),
    isEndedByTrap: isEndedByTrap(reason.exitCode, culprit),
    bashMessage: reason.shellMessage && mask(reason.shellMessage.text),
    said: reason.said,
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
    hints: hintsFor(evidence, { ...facts, reason, place }),
  });
}

function hintsFor(
  evidence: HookEvidence,
  { culprit, scene, reason, place }: FailureFacts & {
    readonly reason: HookReason;
    readonly place: FailurePlace | undefined;
  },
): readonly string[] {
  return hookHints({
    ...evidence,
    cause: reason.cause,
    exitCode: reason.exitCode,
    end: evidence.report.end,
    message: reason.shellMessage,
    messageLine: reason.shellMessage && messageLine(reason.shellMessage, scene),
    command: culprit?.record.command,
    script: hookScript(evidence, scene)?.text,
    isLineKnown: place !== undefined && place.doubt !== AFTER_LAST_OUTPUT,
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
  if (report.end.type !== "exited") {
    return { culprit: undefined, message: undefined, spoken: undefined, scene };
  }
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
  const lineOf = (message: BashMessage) => messageLine(message, scene);
  const redirection = failedRedirection(output, { exitCode, lineOf });
  // The record is then that of a command before.
  if (redirection) return { culprit: undefined, stale: last, message: redirection, spoken: undefined, scene };
  const required = requiredVariableMessage(output, { exitCode, culprit, lineOf });
  const isInScript = (message: BashMessage) => records.shells.length === 0 || !isOfBashEnv(message, evidence);
  const fatal = required ?? lastFatalMessage(output, { exitCode, culprit, isInScript });
  const message = fatal && (failedAssignment(output, { fatal, lineOf }) ?? fatal);
  return {
    culprit,
    message,
    spoken: message ? undefined : gatherSpoken(evidence, { culprit, scene }),
    scene,
  };
}

/** bash goes on after a BASH_ENV that does not parse. */
function isOfBashEnv({ script }: BashMessage, { userBashEnv }: HookEvidence): boolean {
  return userBashEnv !== undefined && script.split("/").at(-1) === userBashEnv.split("/").at(-1);
}

function gatherSpoken(
  evidence: HookEvidence,
  { culprit, scene }: { culprit: Culprit | undefined; scene: Scene },
): FailureFacts["spoken"] {
  if (culprit?.record.kind === "exit") return undefined;
  const links = observedLinks(culprit, scene), [innermost] = links;
  if (!culprit) {
    const script = rootShell(evidence.records.shells, evidence.report.pid) && hookScript(evidence, scene);
    return findSpokenPlace(evidence, { scene, command: script?.text });
  }
  const line = innermost?.script.text.split("\n")[innermost.line - 1] ?? "";
  const expanded = expandCommand(culprit.record.command, culprit.record) ?? "";
  return findSpokenPlace(evidence, {
    scene,
    command: `${culprit.record.command}\n${expanded}${line}`,
    links,
    dirs: [culprit.record.cwd],
  });
}

function commandOf(
  { argv, mask, isSensitive }: HookEvidence,
  { culprit, message, spoken, place }: FailureFacts & { place: FailurePlace | undefined },
): HookFailure["command"] {
  const source = message || spoken ? undefined : culprit?.record.command;
  const line = place?.excerpt.find(({ number }) => number === place.line)?.text ?? "";
  const expanded = source === undefined || isSensitive
    ? undefined
    : expandCommand(source, culprit!.record) ?? (isElsewhere(source, line) ? source : undefined);
  return withoutUndefined<HookFailure["command"]>({
    argv: argv.map(mask),
    source: source && mask(source),
    expanded: expanded && mask(expanded),
  });
}

/** What `eval` or a template made of the line. */
function isElsewhere(command: string, line: string): boolean {
  return !command.includes("\n") && /\beval\b|\{\{/.test(line) && !line.includes(command);
}

/** Without the one that only says again what the place says. */
function callersOf([innermost, ...callers]: readonly Link[]): readonly CallerFrame[] {
  const own = innermost && toCaller(innermost);
  return callers.map(toCaller).filter(({ path, line, function: name }) =>
    path !== own?.path || line !== own.line || name !== own.function
  );
}

function toCaller({ frame, script, line }: Link): CallerFrame {
  const text = script.lineAt(line)?.text.trim() ?? "";
  return withoutUndefined<CallerFrame>({ ...script.place(line), function: frame.function, text });
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
  const shell = culprit ? scene.shellOf(culprit.record) : ownShell(records.shells, report.pid);
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
