// hooks run: the hooks of one event of a release or a state file, as a sync would run them, without helm.
import { defineCommand } from "../cli/command.ts";
import { fail, type Span } from "../diagnostics/diagnostic.ts";
import { GLOBAL_EVENTS } from "../helmfile/hook_events.ts";
import type { Hook, Release } from "../merge/state.ts";
import type { FileRun } from "../run/file_run.ts";
import { hooksOfEvent } from "../run/hooks/hook_event.ts";
import type { Problem } from "../run/problem.ts";
import type { RunContext } from "../run/run_context.ts";
import { runFileHooks } from "../run/run_files.ts";
import { runHooks } from "../run/hooks/run_hooks.ts";
import { filesNamed, isFileName } from "./shared/named_files.ts";
import { runCommand } from "./shared/run_command.ts";
import { TAKES } from "./shared/takes.ts";

export const command = defineCommand({
  ...TAKES["hooks run"],
  run({ simulateFailure, ...options }, context) {
    const [name, event] = context.args as [string, string];
    if (simulateFailure !== undefined) requireFailureBefore(event);
    const isFile = isFileName(name);
    const named = options.selector.map((selector) => `${selector},name=${name}`);
    const selector = isFile || named.length > 0 ? named : [`name=${name}`];
    const asked: Asked = { event, simulated: simulateFailure };
    return runCommand(
      {
        name: "sync",
        rememberedAs: "hooks run",
        addsRepositories: false,
        usesHelm: false,
        runsHooks: false,
        async work({ releases }, fileRun, state) {
          const run = tellingSkips(fileRun.run);
          if (!isFile) return await runOfReleases(releases, fileRun, { asked, run });
          if (!filesNamed(name, state.files).includes(fileRun.file)) return;
          const problem = await runOfFile(fileRun, { asked, run });
          if (problem) fileRun.fail(problem);
        },
      },
      { ...options, ...isFile ? {} : { selector }, skipNeeds: true },
      context,
    );
  },
});

/** What the command line asks for. */
interface Asked {
  readonly event: string;
  /** What is to have gone wrong before; empty for what helm would say. */
  readonly simulated: string | undefined;
}

interface Asking {
  readonly asked: Asked;
  /** Tells why a hook does not run. */
  readonly run: RunContext;
}

async function runOfReleases(
  releases: readonly Release[],
  fileRun: FileRun,
  { asked: { event, simulated }, run }: Asking,
): Promise<void> {
  for (const release of releases) {
    const { name, hooks } = release;
    await fileRun.track(release, "none", async () => {
      const error = failureOf(name, simulated);
      const at = fileRun.eventOf(event, release, { helmfileCommand: "sync", error });
      if (hooksOfEvent(at).length > 0) return await runHooks(at, run);
      return noHooks(`release "${name}"`, { event, hooks, span: release.span() });
    });
  }
}

async function runOfFile(
  fileRun: FileRun,
  { asked: { event, simulated }, run }: Asking,
): Promise<Problem | undefined> {
  const { file } = fileRun;
  const hooks = file.hooks.filter(({ doc }) => doc.events?.some(isOfFile));
  if (!isOfFile(event) || hooksOfEvent({ event, file }).length === 0) {
    return noHooks(file.path, { event, hooks });
  }
  // What stands for a sync has changed something by the time of its cleanup.
  fileRun.isPlanned = fileRun.hasChanges = event === "cleanup";
  const first = file.releases.find((release) => release.isSelected && release.isInstalled);
  return await runFileHooks(event, fileRun, { error: failureOf(first?.name ?? "", simulated), run });
}

function isOfFile(event: string): boolean {
  return (GLOBAL_EVENTS as readonly string[]).includes(event);
}

/** What a failed `helm upgrade` of the release leaves behind; undefined unless asked for. */
function failureOf(release: string, simulated: string | undefined): Problem | undefined {
  if (simulated === undefined) return undefined;
  const message = simulated || `Cannot upgrade release "${release}": helm ended with exit code 1`;
  return { type: "diagnostics", diagnostics: [{ code: "helm/failed", severity: "error", message }] };
}

/** Fails for an event that a failure never comes before: what such a hook saw would be no rehearsal of anything. */
function requireFailureBefore(event: string): void {
  if (["postsync", "cleanup"].includes(event)) return;
  fail(
    "cli/no-failure-before",
    `Cannot simulate a failure before ${event}: its hooks only run after success`,
    {
      hint: "after a failure, hooks of postsync and cleanup run",
    },
  );
}

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

function noHooks(
  owner: string,
  { event, hooks, span }: {
    readonly event: string;
    readonly hooks: readonly Hook[];
    readonly span?: Span | undefined;
  },
): Problem {
  const events = [...new Set(hooks.flatMap(({ doc }) => doc.events ?? []))];
  return {
    type: "diagnostics",
    diagnostics: [{
      code: "hook/none",
      severity: "error",
      message: `Cannot run hooks of ${owner}: it has none for ${event}`,
      ...span && { span },
      ...events.length > 0 && { hint: `it has hooks for ${events.join(", ")}` },
    }],
  };
}
