// All hooks of one event of a release or a file, in order; the first that fails ends the event (Helmfile
// pkg/event/bus.go Trigger).
import type { Hook, Release, StateFile } from "../merge/state.ts";
import { releaseRef } from "./helm_session.ts";
import { runHook } from "./hook.ts";
import type { HookRequest } from "./hook_request.ts";
import { localChartVersion } from "./charts/local_chart.ts";
import { type Problem, problemOf, problemText } from "./problem.ts";
import type { RunContext } from "./run_context.ts";
import { type Budget, cleanupStop, startBudget, stopSignal } from "./stop.ts";

/** An event and whose it is. */
export interface HookEvent {
  readonly event: string;
  readonly file: StateFile;
  /** Missing for a hook of the file. */
  readonly release?: Release;
  /** `.HelmfileCommand`: Helmfile says "sync" in most hooks of an apply, and "delete" in those of a destroy. */
  readonly helmfileCommand: string;
  /** What went wrong before: `.Event.Error` of postsync and of a file's cleanup, HOOK_ERROR of any. */
  readonly error?: Problem;
  /** What a failure of its hooks means for the run. */
  readonly effects?: readonly string[];
}

/** The events whose `.Event.Error` Helmfile sets (pkg/state/state.go triggerPostsyncEvent, hf#2475). */
function showsError({ event, release }: HookEvent): boolean {
  return event === "postsync" || (event === "cleanup" && release === undefined);
}

/** Numbers the hooks of this program: part of the name of a hook's record file. */
let lastHookId = 0;

/** The time all cleanup hooks of a stopped run share; it starts with the first of them. */
const cleanupBudgets = new WeakMap<RunContext, Budget>();

/** The hooks that an event runs: the release's, and the file's where the event is the file's to have. */
export function hooksOfEvent(
  { event, file, release }: Pick<HookEvent, "event" | "file" | "release">,
): readonly Hook[] {
  const isFor = (hook: Hook) => hook.doc.events?.includes(event) === true;
  if (release === undefined) return file.hooks.filter(isFor);
  // The guide declares postapply hooks for all releases of a file; Helmfile has no such event.
  const shared = event === "postapply" ? file.hooks.filter(isFor) : [];
  return [...release.hooks.filter(isFor), ...shared];
}

/** Runs the hooks of an event; gives what the first failed one failed of. */
export async function runHooks(at: HookEvent, run: RunContext): Promise<Problem | undefined> {
  for (const hook of hooksOfEvent(at)) {
    const problem = await runOne(hook, { at, run });
    if (problem) return problem;
  }
  return undefined;
}

async function runOne(
  hook: Hook,
  { at, run }: { at: HookEvent; run: RunContext },
): Promise<Problem | undefined> {
  let failed: Problem | undefined;
  const refused = await problemOf(async () => {
    const outcome = await runHook(requestFor(hook, { at, run }), contextFor(at, run));
    if (!outcome.ok) failed = { type: "hook", failure: outcome.failure };
  });
  return failed ?? refused;
}

function requestFor(hook: Hook, { at, run }: { at: HookEvent; run: RunContext }): HookRequest {
  const { file, release, event, error, helmfileCommand } = at;
  const { doc } = hook;
  const declaredAt = hook.span();
  const text = error && problemText(error);
  const data = { event, helmfileCommand, ...(text && showsError(at) ? { error: text } : {}) };
  const subject = { file, hook, ...(release ? { release } : {}) };
  return {
    hookId: `hook-${++lastHookId}`,
    index: hook.index,
    event,
    environment: file.environment.name,
    args: doc.args ?? [],
    render: (template) => run.renderer.hookText(template, subject, data),
    cwd: file.dir,
    helmfilePath: file.absolutePath,
    helmfileCommand: run.command,
    showLogs: doc.showlogs === true,
    locateLine: hook.locateLine,
    ...(doc.name === undefined ? {} : { name: doc.name }),
    ...(doc.command === undefined ? {} : { command: doc.command }),
    ...(doc.kubectlApply ? { kubectlApply: definedOnly(doc.kubectlApply) } : {}),
    ...(release ? { release: releaseRef(release), ...chartVersionOf(release, run) } : {}),
    ...(file.environment.kubeContext ? { kubeContext: file.environment.kubeContext } : {}),
    ...(doc.timeout === undefined ? {} : { timeoutMs: doc.timeout }),
    ...(doc.killGrace === undefined ? {} : { killGraceMs: doc.killGrace }),
    ...(declaredAt ? { declaredAt } : {}),
    ...(text ? { error: text } : {}),
    ...(at.effects ? { effects: at.effects } : {}),
  };
}

function chartVersionOf(release: Release, { system }: RunContext): { localChartVersion?: string } {
  return release.version === "" ? { localChartVersion: localChartVersion(release, system.files) } : {};
}

function contextFor({ event }: HookEvent, run: RunContext) {
  const { system, emit, masker, runDir, stop, settings } = run;
  const isCleanup = event === "cleanup" && stopSignal(stop) !== undefined;
  return {
    system,
    emit,
    masker,
    runDir,
    stop: event === "cleanup" ? cleanupStop(stop) : stop,
    ...(settings.hookTimeoutMs === undefined ? {} : { defaultTimeoutMs: settings.hookTimeoutMs }),
    ...(isCleanup ? { budget: cleanupBudget(run) } : {}),
  };
}

function cleanupBudget(run: RunContext): Budget {
  const budget = cleanupBudgets.get(run) ?? startBudget(run.system.clock, run.settings.cleanupBudgetMs);
  cleanupBudgets.set(run, budget);
  return budget;
}

function definedOnly(given: { filename?: string | undefined; kustomize?: string | undefined }) {
  return {
    ...(given.filename === undefined ? {} : { filename: given.filename }),
    ...(given.kustomize === undefined ? {} : { kustomize: given.kustomize }),
  };
}
