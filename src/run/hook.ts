// One hook from its declaration to its outcome: render, start, observe, end, explain.
import { fail } from "../diagnostics/diagnostic.ts";
import { type ChildReport, exitCodeOf } from "./child_end.ts";
import type { HookRef } from "./events.ts";
import { hookEnv } from "./hook_env.ts";
import type { HookContext, HookOutcome, HookRequest } from "./hook_request.ts";
import { countOomKills } from "./oom_kills.ts";
import { createOutputFeed } from "./output_feed.ts";
import type { HookEvidence } from "./hook_evidence.ts";
import { explainHook, uncheckedFailures } from "./post_mortem.ts";
import { MARKER_NAME } from "./process_marker.ts";
import { runChild } from "./run_child.ts";

/** What a hook has between TERM and KILL unless it says otherwise. */
export const DEFAULT_KILL_GRACE_MS = 10_000;

/**
 * Runs a hook. Throws a Failure if its command cannot be rendered or is none; all that goes wrong from there on is
 * an outcome. Emits the hook's events.
 */
export async function runHook(request: HookRequest, context: HookContext): Promise<HookOutcome> {
  const argv = commandLine(request);
  const hook = identify(request, argv);
  const { system, emit, masker, runDir } = context;
  const start = {
    atMs: system.clock.now(),
    monotonic: system.clock.monotonic(),
    oomKills: countOomKills(system.files),
  };
  emit({ type: "hook_started", hook, argv: argv.map(masker.mask) });

  const feed = createOutputFeed({
    masker,
    elapsedMs: () => system.clock.monotonic() - start.monotonic,
    onLine: (stream, line) => emit({ type: "hook_output", hook, stream, line, showLogs: request.showLogs }),
  });
  const addedEnv = hookEnv({ ...request, name: hook.name });
  const env = childEnv(request, { context, addedEnv });
  const report = await runChild({
    ...resolveCommand(argv, { request, context, path: env.PATH }),
    cwd: request.cwd,
    env,
    marker: `${MARKER_NAME}=${env[MARKER_NAME]}`,
    ...limits(request, context),
    killGraceMs: request.killGraceMs ?? DEFAULT_KILL_GRACE_MS,
    onOutput: feed.push,
  }, { system, stop: context.stop });
  feed.flush();

  return conclude({
    hook,
    argv,
    cwd: request.cwd,
    report,
    effects: request.effects ?? [],
    records: runDir.takeRecords(request.hookId),
    wasOutOfMemory: (countOomKills(system.files) ?? 0) > (start.oomKills ?? 0),
    output: feed.tail(),
    startedAtMs: start.atMs,
    addedEnv,
    locateLine: request.locateLine ?? (() => undefined),
    files: system.files,
    displayDir: system.cwd,
    mask: masker.mask,
  }, { hook, context });
}

/** Source: Helmfile pkg/event/bus.go Trigger: kubectlApply stands for a kubectl command and wins over `command`. */
function commandLine(request: HookRequest): readonly string[] {
  const { kubectlApply, render, declaredAt } = request;
  const span = declaredAt ? { span: declaredAt } : {};
  if (kubectlApply) {
    const { filename, kustomize } = kubectlApply;
    if (filename && kustomize) {
      fail("hook/two-sources", "Cannot run kubectlApply with both filename and kustomize", span);
    }
    if (filename) return ["kubectl", "apply", "-f", render(filename)];
    if (kustomize) return ["kubectl", "apply", "-k", render(kustomize)];
    fail("hook/no-source", "Cannot run kubectlApply without filename or kustomize", span);
  }
  const command = request.command === undefined ? "" : render(request.command);
  if (command === "") fail("hook/no-command", "Cannot run a hook without a command", span);
  return [command, ...request.args.map(render)];
}

function identify(request: HookRequest, argv: readonly string[]): HookRef {
  const { release, declaredAt } = request;
  const kubeContext = release?.kubeContext || request.kubeContext;
  return {
    hookId: request.hookId,
    name: request.name ?? argv[0]!.split("/").at(-1)!,
    index: request.index,
    event: request.event,
    environment: request.environment,
    attempt: request.attempt ?? 1,
    attempts: request.attempts ?? 1,
    ...(release ? { release: release.name } : {}),
    ...(release && release.namespace !== "" ? { namespace: release.namespace } : {}),
    ...(kubeContext ? { kubeContext } : {}),
    ...(declaredAt ? { declaredAt } : {}),
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

/** Go's exec.Command: a name with a slash starts at the working directory of the child, another is looked up. */
function resolveCommand(
  argv: readonly string[],
  { request, context, path }: { request: HookRequest; context: HookContext; path: string | undefined },
): { command: string; args: readonly string[] } {
  const [name, ...args] = argv as [string, ...string[]];
  const { os } = context.system;
  if (name.startsWith("/") || (os === "windows" && /^[A-Za-z]:/.test(name))) return { command: name, args };
  if (name.includes("/") || (os === "windows" && name.includes("\\"))) {
    return { command: `${request.cwd}/${name}`, args };
  }
  return { command: context.system.processes.which(name, path) ?? name, args };
}

function limits(request: HookRequest, { defaultTimeoutMs, budget }: HookContext) {
  const own = request.timeoutMs ?? defaultTimeoutMs;
  const timeoutMs = budget ? Math.min(own ?? Infinity, budget.remainingMs()) : own;
  return {
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    ...(request.stallMs === undefined ? {} : { stallMs: request.stallMs }),
  };
}

function conclude(
  evidence: HookEvidence,
  { hook, context }: { hook: HookRef; context: HookContext },
): HookOutcome {
  const { report } = evidence;
  const { emit } = context;
  emit({ type: "hook_finished", hook, end: report.end, durationMs: report.durationMs });
  if (!succeeded(report)) {
    const failure = explainHook(evidence);
    emit({ type: "hook_failed", hook, failure });
    return { ok: false, hook, end: report.end, failure };
  }
  const unchecked = uncheckedFailures(evidence);
  if (unchecked.length > 0) emit({ type: "hook_failures_unchecked", hook, unchecked });
  if (report.leaked.length > 0) emit({ type: "hook_leaked", hook, leaked: report.leaked });
  return { ok: true, hook, end: report.end, unchecked };
}

function succeeded(report: ChildReport): boolean {
  return report.end.type === "exited" && exitCodeOf(report.end) === 0;
}
