// One hook from its declaration to its outcome: render, start, observe, end, explain.
import { resolve } from "node:path";
import { type ChildReport, exitCodeOf } from "../processes/child_end.ts";
import type { HookRef } from "../events.ts";
import { type HookCommand, hookCommand } from "./hook_command.ts";
import { hookEnv } from "./hook_env.ts";
import { resolveProgram } from "./hook_program.ts";
import type { LimitSource, OutputTail } from "../post_mortem/hook_failure.ts";
import type { ConcludedHook, HookContext, HookLimit, HookOutcome, HookRequest } from "./hook_request.ts";
import { countOomKills } from "../post_mortem/oom_kills.ts";
import { createOutputFeed } from "../processes/output_feed.ts";
import type { HookEvidence } from "../post_mortem/hook_evidence.ts";
import { MARKER_NAME } from "../processes/process_marker.ts";
import { runChild } from "../processes/run_child.ts";
import { userBashEnv } from "../run_dir.ts";

/** What a hook has between TERM and KILL unless it says otherwise. */
const DEFAULT_KILL_GRACE_MS = 10_000;

/**
 * Runs a hook once. Throws a Failure if its texts cannot be rendered or it has no command; all that goes wrong from
 * there on is an outcome. Emits the hook's events but for that of its failure, whose meaning the caller knows.
 */
export async function runHook(request: HookRequest, context: HookContext): Promise<HookOutcome> {
  const command = hookCommand(request, context);
  const hook = identify(request, command.argv);
  const { system, masker } = context;
  const startedAtMs = system.clock.now(), oomKills = countOomKills(system.files);
  const limits = limitsOf(request, context);
  const plan = { request, context, argv: command.argv, hook, limits, cwd: workingDir(request) };
  const addedEnv = hookEnv({ ...request, name: hook.name });
  const { report, output } = await supervise(plan, childEnv(request, { context, addedEnv }));
  const limit = limitReached(report, limits);
  const outcome = await conclude({
    ...declaredFacts(request),
    ...ownFileOf(command),
    ...userBashEnv(system.env),
    hook,
    argv: plan.argv,
    cwd: plan.cwd,
    report,
    ...(limit ? { limit } : {}),
    records: context.runDir.takeRecords(request.hookId),
    wasOutOfMemory: exitCodeOf(report.end) !== 0 && (countOomKills(system.files) ?? 0) > (oomKills ?? 0),
    output: request.isSensitive ? { lines: [], omitted: 0 } : output,
    startedAtMs,
    addedEnv,
    locateLine: lineLocator(request, command),
    files: system.files,
    displayDir: system.cwd,
    mask: masker.mask,
  }, { hook, context });
  return { ...outcome, output };
}

/** What a report takes over from the declaration. */
function declaredFacts({ effects = [], isSensitive = false, onError = "fail", rerun, script }: HookRequest) {
  return {
    effects,
    isSensitive,
    onError,
    ...(rerun === undefined ? {} : { rerun }),
    ...(script ? { shell: script.shell.name } : {}),
  };
}

function ownFileOf({ argv, ownFile }: HookCommand): Pick<HookEvidence, "ownFile"> {
  return ownFile === undefined ? {} : { ownFile: { path: argv[ownFile]!, argument: ownFile - 1 } };
}

interface HookPlan {
  readonly request: HookRequest;
  readonly context: HookContext;
  readonly argv: readonly string[];
  readonly hook: HookRef;
  readonly limits: Limits;
  readonly cwd: string;
}

/** The hook's process from its start to its end, with its lines as events. */
async function supervise(
  { request, context, argv, hook, limits, cwd }: HookPlan,
  env: Readonly<Record<string, string>>,
): Promise<{ readonly report: ChildReport; readonly output: OutputTail }> {
  const { system, emit, masker, stop, lateBudget } = context;
  const { timeout, stall } = limits, limitMs = timeout?.ms;
  emit({
    type: "hook_started",
    hook,
    argv: argv.map(masker.mask),
    ...(limitMs === undefined ? {} : { limitMs }),
  });
  const start = system.clock.monotonic();
  const feed = createOutputFeed({
    masker,
    elapsedMs: () => system.clock.monotonic() - start,
    onLine(stream, line) {
      if (request.isSensitive) return;
      emit({ type: "hook_output", hook, stream, line, showLogs: request.showLogs });
    },
  });
  const report = await runChild({
    command: resolveProgram(argv[0]!, { dir: request.dir, cwd, path: env.PATH, system }),
    args: argv.slice(1),
    cwd,
    env,
    marker: `${MARKER_NAME}=${env[MARKER_NAME]}`,
    ...(limitMs === undefined ? {} : { timeoutMs: limitMs }),
    ...(stall ? { stallMs: stall.ms } : {}),
    ...(lateBudget
      ? { lateLimit: { from: lateBudget.asked, startMs: () => lateBudget.start().remainingMs() } }
      : {}),
    killGraceMs: request.killGraceMs ?? DEFAULT_KILL_GRACE_MS,
    onOutput: feed.push,
  }, { system, stop });
  feed.flush();
  return { report, output: feed.tail() };
}

function identify(request: HookRequest, argv: readonly string[]): HookRef {
  const { release, declaredAt } = request;
  const kubeContext = release?.kubeContext || request.kubeContext;
  return {
    hookId: request.hookId,
    file: request.file,
    name: request.name ?? (request.script ? "script" : argv[0]!.split("/").at(-1)!),
    index: request.index,
    event: request.event,
    environment: request.environment,
    attempt: request.attempt ?? 1,
    attempts: request.attempts ?? 1,
    ...(release ? { release: release.name, releaseId: release.id } : {}),
    ...(release && release.namespace !== "" ? { namespace: release.namespace } : {}),
    ...(kubeContext ? { kubeContext } : {}),
    ...(declaredAt ? { declaredAt } : {}),
  };
}

function workingDir({ dir, workdir, render }: HookRequest): string {
  return workdir === undefined ? dir : resolve(dir, render(workdir).text);
}

/** Words of the child's command line → what the state file declares. */
function lineLocator(
  { locateLine }: HookRequest,
  { declared }: HookCommand,
): HookEvidence["locateLine"] {
  return (argument, line) => {
    const own = declared.get(argument + 1);
    return own && locateLine?.(own.argument, own.lineOf(line));
  };
}

function childEnv(
  request: HookRequest,
  { context, addedEnv }: { context: HookContext; addedEnv: Readonly<Record<string, string>> },
): Readonly<Record<string, string>> {
  const { system, runDir } = context;
  const inherited = { ...system.env.all() };
  delete inherited.BOATHOOK_BASH_ENV;
  const env: Record<string, string> = { ...inherited, ...addedEnv };
  const path = runDir.pathWithSelf(env.PATH);
  if (path !== undefined) env.PATH = path;
  return { ...env, ...runDir.observe(request.hookId, env) };
}

interface Limits {
  readonly timeout?: HookLimit;
  readonly stall?: HookLimit;
}

/** What cleanup hooks share after a stop is the limit if it is less than their own. */
function limitsOf({ timeout, stall }: HookRequest, { budget }: HookContext): Limits {
  const rest = budget?.remainingMs() ?? Infinity;
  const limit = rest < (timeout?.ms ?? Infinity) ? { ms: rest, source: { setBy: "stop" as const } } : timeout;
  return { ...(limit ? { timeout: limit } : {}), ...(stall ? { stall } : {}) };
}

function limitReached({ end }: ChildReport, { timeout, stall }: Limits): LimitSource | undefined {
  if (end.type === "stalled") return stall?.source;
  if (end.type !== "timed_out") return undefined;
  return end.limitMs === timeout?.ms ? timeout.source : { setBy: "stop" };
}

/** What explains a failure is loaded when there is one. */
const explaining = () => import("../post_mortem/post_mortem.ts");
const keepingQuiet = () => import("../post_mortem/discreet.ts");

async function conclude(
  evidence: HookEvidence,
  { hook, context: { emit } }: { hook: HookRef; context: HookContext },
): Promise<ConcludedHook> {
  const { report, records } = evidence, { end, durationMs, leaked } = report;
  emit({ type: "hook_finished", hook, end, durationMs });
  if (!succeeded(report)) {
    const failure = (await explaining()).postMortemOf(evidence);
    const told = evidence.isSensitive ? (await keepingQuiet()).discreetFailure(failure) : failure;
    return { ok: false, hook, end, failure: told };
  }
  const found = records.failures.length > 0 ? (await explaining()).uncheckedFailures(evidence) : [];
  const quiet = evidence.isSensitive && found.length + leaked.length > 0 ? await keepingQuiet() : undefined;
  const unchecked = quiet ? found.map(quiet.discreetUnchecked) : found;
  if (unchecked.length > 0) emit({ type: "hook_failures_unchecked", hook, unchecked });
  if (leaked.length > 0) {
    emit({ type: "hook_leaked", hook, leaked: quiet ? leaked.map(quiet.discreetProcess) : leaked });
  }
  return { ok: true, hook, end, unchecked };
}

function succeeded(report: ChildReport): boolean {
  return report.end.type === "exited" && exitCodeOf(report.end) === 0;
}
