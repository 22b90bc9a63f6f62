// hooks run: a release's hooks of one event, as a sync would run them, without helm.
import { defineCommand } from "../cli/command.ts";
import { RELEASE_EVENTS } from "../helmfile/hook_schema.ts";
import type { Release } from "../merge/state.ts";
import type { Problem } from "../run/problem.ts";
import { hooksOfEvent } from "../run/hook_event.ts";
import type { RunContext } from "../run/run_context.ts";
import { runHooks } from "../run/run_hooks.ts";
import { runCommand } from "./shared/run_command.ts";

export const command = defineCommand({
  options: {},
  args: [
    { name: "release", summary: "Release whose hooks run", isRequired: true, completes: "release" },
    {
      name: "event",
      summary: "Event to run them for",
      isRequired: true,
      choices: RELEASE_EVENTS,
      completes: "hook-event",
    },
  ],
  run(options, context) {
    const [name, event] = context.args as [string, string];
    const named = options.selector.map((selector) => `${selector},name=${name}`);
    const selector = named.length > 0 ? named : [`name=${name}`];
    return runCommand(
      {
        name: "sync",
        addsRepositories: false,
        usesHelm: false,
        runsHooks: false,
        async work({ releases }, files) {
          const run = tellingSkips(files.run);
          for (const release of releases) {
            await files.track(release, "none", async () => {
              const at = files.eventOf(event, release, { helmfileCommand: "sync" });
              return hooksOfEvent(at).length > 0 ? await runHooks(at, run) : noHooks(release, event);
            });
          }
        },
      },
      { ...options, selector, skipNeeds: true },
      context,
    );
  },
});

/** Who asks for a hook wants to know why it did not run. */
function tellingSkips(run: RunContext): RunContext {
  return {
    ...run,
    emit(event) {
      run.emit(event);
      if (event.type !== "hook_skipped") return;
      const { hook, reason } = event, span = hook.declaredAt;
      const message = `Did not run hook "${hook.name}" (${hook.event}): ${reason}`;
      const diagnostic = { code: "hook/skipped", severity: "warning", message } as const;
      run.emit({ type: "warning", diagnostic: { ...diagnostic, ...span && { span } } });
    },
  };
}

function noHooks(release: Release, event: string): Problem {
  const events = [...new Set(release.hooks.flatMap(({ doc }) => doc.events ?? []))];
  const span = release.span();
  return {
    type: "diagnostics",
    diagnostics: [{
      code: "hook/none",
      severity: "error",
      message: `Cannot run hooks of release "${release.name}": it has none for ${event}`,
      ...span && { span },
      ...events.length > 0 && { hint: `it has hooks for ${events.join(", ")}` },
    }],
  };
}
