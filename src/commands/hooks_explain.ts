// hooks explain: what a command would come to, hook by hook in its order, and why a hook would not run. Nothing runs.
import { defineCommand } from "../cli/command.ts";
import { fail } from "../diagnostics/diagnostic.ts";
import { nearest } from "../diagnostics/nearest.ts";
import { displayPath } from "../files/read.ts";
import type { StateFile } from "../merge/state.ts";
import {
  explainCourse,
  type ExplainedHook,
  type ExplainedStep,
  explainRest,
} from "../run/explain/explain_hooks.ts";
import { explainedJson, type ExplainedRun, formatExplained } from "../show/explained_hooks.ts";
import { newStyle, wantsColor } from "../show/style.ts";
import { filesNamed, isFileName } from "./shared/named_files.ts";
import { runCommand } from "./shared/run_command.ts";
import { TAKES } from "./shared/takes.ts";

export const command = defineCommand({
  ...TAKES["hooks explain"],
  async run(options, { system, ...context }) {
    const [name, event] = context.args, { command } = options;
    const files = new Map<StateFile, { steps: readonly ExplainedStep[]; rest: readonly ExplainedHook[] }>();
    let environment = "";
    const exit = await runCommand(
      {
        name: command,
        addsRepositories: false,
        usesHelm: false,
        runsHooks: false,
        isReversed: command === "destroy",
        work(selection, { run, file }, state) {
          environment = state.environment;
          const isWanted = filterFor({ name, event }, state.files);
          const steps = explainCourse(selection, run).filter(isWanted);
          files.set(file, { steps, rest: explainRest(selection, run).filter(isWanted) });
          return Promise.resolve();
        },
      },
      // What is only explained is no run to remember, and the files are explained one after the other.
      { ...options, dryRun: "client", sequentialHelmfiles: true },
      { ...context, system },
    );
    if (exit !== 0) return exit;
    const parts = [...files.values()];
    const explained: ExplainedRun = {
      command,
      environment,
      steps: parts.flatMap(({ steps }) => steps),
      rest: parts.flatMap(({ rest }) => rest),
    };
    const { terminal, env } = system;
    const style = newStyle(wantsColor(options, env, terminal.stdoutIsTerminal));
    const display = (path: string) => displayPath(path, system);
    terminal.writeStdout(
      options.output === "json" ? explainedJson(explained) : formatExplained(explained, { style, display }),
    );
    return exit;
  },
});

/** What to show of all that would happen; a Failure if the name is neither a release's nor a file's. */
function filterFor(
  { name, event }: { readonly name: string | undefined; readonly event: string | undefined },
  files: readonly StateFile[],
): (step: ExplainedStep) => boolean {
  const isAtEvent = (step: ExplainedStep) =>
    event === undefined || step.type === "hook" && step.event === event;
  if (name === undefined) return isAtEvent;
  if (isFileName(name)) {
    const named = filesNamed(name, files);
    return (step) => isAtEvent(step) && step.release === undefined && named.includes(step.file);
  }
  const names = files.flatMap((file) => file.releases).map((release) => release.name);
  if (!names.includes(name)) {
    const likely = nearest(name, names);
    fail("selector/no-match", `Cannot find a release named "${name}"`, {
      ...(likely ? { hint: `did you mean "${likely}"?` } : {}),
    });
  }
  return (step) => isAtEvent(step) && step.release?.name === name;
}
