// A hook that runs on while other things happen: started and watched; its early death is told at once, and the end of
// the run ends it.
import { runHook } from "./hook.ts";
import type { HookContext, HookOutcome, HookRequest } from "./hook_request.ts";
import type { BackgroundHook } from "./hook_session.ts";
import { type Problem, problemOf } from "../problem.ts";
import type { RunContext } from "../run_context.ts";

/** What a background hook needs around it. */
export interface BackgroundContext {
  readonly context: HookContext;
  readonly run: RunContext;
  /** Tells a failure; gives the problem it is for the run. */
  readonly settle: (outcome: HookOutcome & { ok: false }) => Problem | undefined;
}

/** Starts the hook; settles when it has started, or failed to. A Failure of its texts is thrown. */
export async function runInBackground(
  request: HookRequest,
  { context, run, settle }: BackgroundContext,
): Promise<void> {
  const ended = new AbortController();
  const { stop } = context;
  const asked = AbortSignal.any([stop.asked, ended.signal]);
  const started = Promise.withResolvers<void>();
  const emit: HookContext["emit"] = (event) => {
    run.emit(event);
    if (event.type === "hook_started") started.resolve();
  };
  const done = runHook(request, { ...context, emit, stop: { asked, forced: stop.forced } });
  const hook: BackgroundHook = {
    async end() {
      ended.abort("SIGTERM");
      await watched;
    },
  };
  run.hooks.watch(hook);
  const watched = watch(done, { run, hook, settle });
  await Promise.race([started.promise, done]);
}

async function watch(
  done: Promise<HookOutcome>,
  { run, hook, settle }: {
    readonly run: RunContext;
    readonly hook: BackgroundHook;
    readonly settle: BackgroundContext["settle"];
  },
): Promise<void> {
  // What could not be rendered is thrown to whoever starts the hook.
  await problemOf(async () => {
    const outcome = await done;
    const problem = outcome.ok || outcome.end.type === "canceled" ? undefined : settle(outcome);
    if (problem) run.hooks.lost.push(problem);
  });
  run.hooks.unwatch(hook);
}
