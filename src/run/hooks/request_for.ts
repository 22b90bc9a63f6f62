// A declared hook and the event it runs at → what the hook runner needs, with who set each limit.
import type { Hook, HookTemplateData, Release } from "../../merge/state.ts";
import type { HookRef } from "../events.ts";
import { releaseRef } from "../helm_session.ts";
import type { HookEvent } from "./hook_event.ts";
import type { LimitSource } from "../post_mortem/hook_failure.ts";
import type { HookContext, HookLimit, HookRequest, RenderText } from "./hook_request.ts";
import type { HookOwner } from "./hook_session.ts";
import { localChartVersion } from "../charts/local_chart.ts";
import { problemText } from "../problem.ts";
import { programNameOf } from "../program_name.ts";
import type { RunContext } from "../run_context.ts";
import { quoteWhereNeeded } from "../../shell/quote.ts";
import { type Budget, cleanupStop, startBudget, stopReason } from "../processes/stop.ts";

/** A hook's event within a run. */
export interface HookSurroundings {
  readonly at: HookEvent;
  readonly run: RunContext;
}

/** The time all cleanup hooks of a stopped run share; it starts with the first of them. */
const cleanupBudgets = new WeakMap<RunContext, Budget>();

/** Whose hooks see what a hook of the event leaves. */
export function ownerOf({ file, release }: HookEvent): HookOwner {
  return release ?? file;
}

/** The events whose `.Event.Error` Helmfile sets (pkg/state/state.go triggerPostsyncEvent, hf#2475). */
function showsError({ event, release }: HookEvent): boolean {
  return event === "postsync" || (event === "cleanup" && release === undefined);
}

/** What the templates of a hook see. */
export function templateData({ at, run }: HookSurroundings): HookTemplateData {
  const { event, helmfileCommand, error } = at;
  return {
    event,
    helmfileCommand,
    outputs: run.hooks.outputsFor(ownerOf(at)),
    ...(error && showsError(at) ? { error: problemText(error) } : {}),
  };
}

/** What a hook that does not run is called. */
export function hookName({ doc }: Hook): string {
  return doc.name ?? doc.command?.split("/").at(-1) ?? (doc.script === undefined ? "kubectl" : "script");
}

/** A hook that does not run, as events name it. */
export function hookRefOf(hook: Hook, { at: { event, file, release }, run }: HookSurroundings): HookRef {
  const { index } = hook, declaredAt = hook.span();
  return {
    hookId: run.hooks.newId(),
    file: file.path,
    name: hookName(hook),
    index,
    event,
    environment: file.environment.name,
    attempt: 1,
    attempts: 1,
    ...(release ? { release: release.name, releaseId: release.id } : {}),
    ...(release?.namespace ? { namespace: release.namespace } : {}),
    ...(declaredAt ? { declaredAt } : {}),
  };
}

/** The request of a hook. */
export function requestFor(
  hook: Hook,
  { at, run, render }: HookSurroundings & { readonly render: RenderText },
): HookRequest {
  const { file, release, event, error } = at;
  const { doc } = hook;
  const declaredAt = hook.span();
  return {
    hookId: run.hooks.newId(),
    file: file.path,
    index: hook.index,
    event,
    environment: file.environment.name,
    args: doc.args ?? [],
    render,
    dir: file.dir,
    helmfilePath: file.absolutePath,
    helmfileCommand: run.command,
    showLogs: doc.showlogs === true,
    isSensitive: doc.sensitive === true,
    onError: doc.onError ?? "fail",
    locateLine: hook.locateLine,
    ...startedBy(hook),
    ...(doc.name === undefined ? {} : { name: doc.name }),
    ...(doc.workdir === undefined ? {} : { workdir: doc.workdir }),
    ...(doc.env === undefined ? {} : { env: doc.env }),
    ...(release ? { release: releaseRef(release), ...chartVersionOf(at, run) } : {}),
    ...rerunOf(at, run),
    ...(file.environment.kubeContext ? { kubeContext: file.environment.kubeContext } : {}),
    ...limitsOf(hook, run),
    ...(declaredAt ? { declaredAt } : {}),
    ...(error ? { error: problemText(error) } : {}),
    ...(at.effects ? { effects: effectsOf(hook, at.effects) } : {}),
  };
}

/** What the hook starts, as it is declared. */
function startedBy({ doc, shell }: Hook): Pick<HookRequest, "command" | "script" | "kubectlApply"> {
  return {
    ...(doc.command === undefined ? {} : { command: doc.command }),
    ...(doc.script === undefined ? {} : { script: { text: doc.script, shell } }),
    ...(doc.kubectlApply ? { kubectlApply: definedOnly(doc.kubectlApply) } : {}),
  };
}

/** How long the hook may take. */
function limitsOf(hook: Hook, run: RunContext): Pick<HookRequest, "timeout" | "killGraceMs" | "stall"> {
  const { killGrace, stallTimeout } = hook.doc, timeout = timeoutOf(hook, run);
  return {
    ...(timeout ? { timeout } : {}),
    ...(killGrace === undefined ? {} : { killGraceMs: killGrace }),
    ...(stallTimeout === undefined
      ? {}
      : { stall: { ms: stallTimeout, source: sourceOf(hook, "stallTimeout") } }),
  };
}

/** The hook's own limit, else the command line's, else that of helmDefaults. */
function timeoutOf(hook: Hook, { settings }: RunContext): HookLimit | undefined {
  const { doc, declared } = hook;
  if (declared.timeout === undefined && settings.hookTimeout) return settings.hookTimeout;
  return doc.timeout === undefined ? undefined : { ms: doc.timeout, source: sourceOf(hook, "timeout") };
}

function sourceOf(hook: Hook, key: "timeout" | "stallTimeout"): LimitSource {
  const span = hook.spanOf(key);
  return { setBy: hook.declared[key] === undefined ? "defaults" : "hook", ...(span ? { span } : {}) };
}

/** What the failure means, given what the hook says about its failures. */
function effectsOf({ doc: { onError } }: Hook, effects: readonly string[]): readonly string[] {
  if (onError === "warn") return ["the run goes on: the hook says `onError: warn`"];
  if (onError === "ignore") return ["the run goes on: the hook says `onError: ignore`"];
  return onError === "stop" ? [...effects, "nothing new starts: the hook says `onError: stop`"] : effects;
}

/** The command line that runs the hooks of the event alone; standard input is gone by then. */
function rerunOf({ event, file, release }: HookEvent, { system }: RunContext): { readonly rerun?: string } {
  let entry = file;
  while (entry.parent) entry = entry.parent;
  const isDefault = /^helmfile\.yaml(\.gotmpl)?$/.test(entry.path);
  const { name } = file.environment;
  if (entry.path === "-") return {};
  const words = [
    programNameOf(system),
    "hooks",
    "run",
    release?.name ?? file.path,
    event,
    ...isDefault ? [] : ["--file", entry.path],
    ...name === "default" ? [] : ["--environment", name],
  ];
  return { rerun: words.map(quoteWhereNeeded).join(" ") };
}

function chartVersionOf({ release }: HookEvent, { system }: RunContext): { localChartVersion?: string } {
  if (release?.version !== "") return {};
  const version = chartVersions.get(release) ?? localChartVersion(release, system.files);
  // A prepare hook may yet make the chart.
  if (version !== "") chartVersions.set(release, version);
  return { localChartVersion: version };
}

/** Read once: a release may have many hooks. */
const chartVersions = new WeakMap<Release, string>();

/** What the hooks of an event share. */
export function contextFor({ event }: HookEvent, run: RunContext): HookContext {
  const { system, emit, masker, runDir, stop } = run;
  const isCleanup = event === "cleanup", isStopped = stopReason(stop) !== undefined;
  return {
    system,
    emit,
    masker,
    runDir,
    stop: isCleanup ? cleanupStop(stop) : stop,
    ...(isCleanup && isStopped ? { budget: cleanupBudget(run) } : {}),
    ...(isCleanup && !isStopped
      ? { lateBudget: { asked: stop.asked, start: () => cleanupBudget(run) } }
      : {}),
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
