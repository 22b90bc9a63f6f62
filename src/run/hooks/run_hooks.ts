// All hooks of one event of a release or a file, in order; the first whose failure counts ends the event (Helmfile
// pkg/event/bus.go Trigger).
import { isMap, type Value } from "../../go/value.ts";
import type { Hook } from "../../merge/state.ts";
import { runInBackground } from "./background_hooks.ts";
import { runHook } from "./hook.ts";
import { whyNot } from "./hook_conditions.ts";
import { type HookEvent, hooksOfEvent } from "./hook_event.ts";
import { filesForHook } from "./hook_files.ts";
import { type InputCheck, rememberInputs, unchangedSince } from "./hook_inputs.ts";
import { parseHookOutputs } from "./hook_outputs.ts";
import type { HookContext, HookOutcome, HookRequest, RenderText } from "./hook_request.ts";
import { attemptsOf, isRetried, pauseMs } from "./hook_retries.ts";
import { listHook, renderKnown, withoutUnknown } from "./list_hook.ts";
import type { Masker } from "../secrets/mask.ts";
import { type Problem, problemOf } from "../problem.ts";
import { contextFor, hookRefOf, ownerOf, requestFor, templateData } from "./request_for.ts";
import type { RunContext } from "../run_context.ts";

/** Runs the hooks of an event; gives what the first failed one failed of. */
export async function runHooks(at: HookEvent, run: RunContext): Promise<Problem | undefined> {
  for (const hook of hooksOfEvent(at)) {
    let failed: Problem | undefined;
    const refused = await problemOf(async () => {
      failed = await runOne(hook, { at, run });
    });
    const problem = failed ?? (refused && settleRefused(hook, refused, run));
    if (problem) return problem;
  }
  return undefined;
}

interface Surroundings {
  readonly at: HookEvent;
  readonly run: RunContext;
}

/** A hook if its conditions hold, once where it wants to run but once, alone where it must not meet others. */
async function runOne(hook: Hook, { at, run }: Surroundings): Promise<Problem | undefined> {
  const ref = () => hookRefOf(hook, { at, run });
  const skip = (reason: string) => run.emit({ type: "hook_skipped", hook: ref(), reason });
  const { file, release } = at;
  const subject = { file, hook, ...(release ? { release } : {}) };
  const data = templateData({ at, run });
  const isDryRun = run.settings.dryRun !== undefined;
  const renderAll = (text: string) => run.renderer.hookText(text, subject, data);
  const render = isDryRun ? renderKnown(renderAll) : renderAll;
  const reason = await whyNot(isDryRun ? withoutUnknown(hook) : hook, { at, run, render });
  if (reason !== undefined) {
    skip(reason);
    return undefined;
  }
  return await run.hooks.once(onceKey(hook, at), {
    onRepeat: () => skip(`it runs once per ${hook.doc.oncePer}`),
    task: () => run.hooks.alone(hook.doc.mutex, () => runNow(hook, { at, run, render })),
  });
}

/** What a hook has in common with its repetitions, if it asks to run once: releases inherit hooks as copies. */
export function onceKey({ doc }: Hook, { file, release }: HookEvent): string | undefined {
  if (doc.oncePer === undefined) return undefined;
  const scope = { release: release?.id ?? file.absolutePath, file: file.absolutePath, run: "" }[doc.oncePer];
  return JSON.stringify([doc.oncePer, scope, doc]);
}

type Rendering = Surroundings & { readonly render: RenderText };

async function runNow(hook: Hook, { at, run, render }: Rendering): Promise<Problem | undefined> {
  const inputs: InputCheck = { hook, at, run, render };
  const unchanged = unchangedSince(inputs);
  if (unchanged !== undefined) {
    const reason = `nothing in its inputs has changed since ${new Date(unchanged).toISOString()}`;
    run.emit({ type: "hook_skipped", hook: hookRefOf(hook, { at, run }), reason });
    return undefined;
  }
  if (run.settings.dryRun !== undefined) {
    listHook(hook, { at, run, render });
    return undefined;
  }
  const request = requestFor(hook, { at, run, render });
  const prepared = { ...request, given: await filesForHook(hook, { at, run, request }) };
  const context = contextFor(at, run);
  if (hook.doc.background === true) {
    await runInBackground(prepared, { context, run, settle: (outcome) => settle(outcome, run) });
    return undefined;
  }
  const outcome = await tryUntilDone(hook, { request: prepared, context, run });
  if (!outcome.ok) return settle(outcome, run);
  keepOutputs(hook, { at, run, path: prepared.given.HOOK_OUTPUT });
  rememberInputs(inputs);
  return undefined;
}

function keepOutputs(hook: Hook, { at, run, path }: Surroundings & { path: string | undefined }): void {
  if (path === undefined) return;
  const { files } = run.system;
  const text = files.stat(path)?.isFile ? files.readText(path) : "";
  const values = parseHookOutputs(text, hook);
  if (hook.doc.sensitive) registerSecrets(values, run.masker);
  run.hooks.leave(ownerOf(at), hook.doc.name!, values);
}

/** What a sensitive hook passes on must not show where others use it. */
function registerSecrets(value: Value, masker: Masker): void {
  if (typeof value === "string") masker.add(value);
  const items = Array.isArray(value) ? value : isMap(value) ? Object.values(value) : [];
  for (const item of items) registerSecrets(item, masker);
}

interface Attempts {
  readonly request: HookRequest;
  readonly context: HookContext;
  readonly run: RunContext;
}

async function tryUntilDone(hook: Hook, { request, context, run }: Attempts): Promise<HookOutcome> {
  const { retries } = hook.doc, attempts = attemptsOf(retries);
  for (let attempt = 1;; attempt++) {
    const hookId = attempt === 1 ? request.hookId : `${request.hookId}-try${attempt}`;
    const outcome = await runHook({ ...request, hookId, attempt, attempts }, context);
    const isStopped = context.stop.asked.aborted;
    if (outcome.ok || attempt >= attempts || isStopped || !isRetried(outcome, retries)) return outcome;
    const waitMs = pauseMs(attempt, retries);
    run.emit({ type: "hook_retried", hook: outcome.hook, failure: outcome.failure, waitMs });
    await run.system.clock.sleep(waitMs, context.stop.asked).catch(() => {});
    if (context.stop.asked.aborted) return outcome;
  }
}

/** Tells the failure and does what `onError:` says; gives the problem it is for the release. */
function settle({ hook, failure }: HookOutcome & { ok: false }, run: RunContext): Problem | undefined {
  run.emit({ type: "hook_failed", hook, failure });
  const { onError } = failure;
  if (onError === "stop") run.hooks.halt();
  return onError === "warn" || onError === "ignore" ? undefined : { type: "hook", failure };
}

/** The same for a hook that could not be started, because it cannot be rendered or asks for what is not there. */
function settleRefused({ doc: { onError } }: Hook, problem: Problem, run: RunContext): Problem | undefined {
  if (onError === "stop") run.hooks.halt();
  if (onError === "warn" && problem.type === "diagnostics") {
    for (const diagnostic of problem.diagnostics) {
      run.emit({ type: "warning", diagnostic: { ...diagnostic, severity: "warning" } });
    }
  }
  return onError === "warn" || onError === "ignore" ? undefined : problem;
}
