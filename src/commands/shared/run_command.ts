// What every command that runs something shares: loads the state, opens the run, works through the files, tells what
// happens, ends with the exit code.
import { EXIT } from "../../cli/exit_codes.ts";
import type { CommandContext } from "../../cli/command.ts";
import { Failure } from "../../diagnostics/diagnostic.ts";
import type { DesiredState } from "../../merge/state.ts";
import { type Selection, selectionProblems, selectReleases } from "../../plan/select_releases.ts";
import type { FileRun } from "../../run/file_run.ts";
import { createMasker } from "../../run/mask.ts";
import { refuseBrokenHooks } from "../../run/preflight/refuse_broken_hooks.ts";
import type { RunContext } from "../../run/run_context.ts";
import { type FileTask, runFiles } from "../../run/run_files.ts";
import { stopReason } from "../../run/processes/stop.ts";
import type { System } from "../../system/system.ts";
import { beginRun, type RunOptions, type RunRequest, type RunTraits } from "./begin_run.ts";
import { helmVersions } from "./helm_versions.ts";
import { loadState, requireMatch } from "./load_state.ts";
import { reportProblems } from "./open_listeners.ts";
import { onlyUndone, runToResume } from "./run_journal.ts";

/** One command's way through a file. */
export interface RunCommand extends RunTraits {
  readonly addsRepositories: FileTask["addsRepositories"];
  /** False if helm never runs: then it need not be there. */
  readonly usesHelm?: boolean;
  /** Whether the files' own hooks run. */
  readonly runsHooks?: boolean;
  /** Refuses to start with hooks that cannot run, unless `--no-preflight` is given. */
  readonly checksHooks?: boolean;
  /** Takes versions as the state writes them, not as the lock file has them. */
  readonly ignoresLockFile?: boolean;
  /** Destroys the files and releases in reverse. */
  readonly isReversed?: boolean;
  readonly work: (selection: Selection, fileRun: FileRun, state: DesiredState) => Promise<void>;
}

/** Runs a command over the selected releases and gives its exit code. */
export async function runCommand(
  command: RunCommand,
  options: RunOptions,
  { system }: CommandContext,
): Promise<number> {
  const helmVersion = command.usesHelm === false
    ? undefined
    : helmVersions(system, options.helmBinary ?? "helm");
  const { state, selections } = await reporting(
    (noting) => loadSelections(command, options, noting),
    { command, options, system },
  );
  const resumed = await runToResume(command.name, options, { system, environment: state.environment });
  const wanted = options.onlyFailed && resumed ? await onlyUndone(selections, resumed) : selections;
  const tasks = wanted.map((selection) => taskFor(selection, command, state));
  return await runTasks(command, options, { system, state, tasks, helmVersion, resumed });
}

function loadSelections(command: RunCommand, options: RunOptions, system: System) {
  const state = loadState(options, system, {
    reverse: command.isReversed,
    ignoreLockFile: command.ignoresLockFile,
    alsoCheck: (files) => selectionProblems(files, options),
  });
  const selections = selectReleases(state.files, options);
  requireMatch(selections.some(({ releases }) => releases.length > 0), { state, options });
  return { state, selections };
}

/** What cannot be loaded is a result too, for whoever reads reports. They hide what was decrypted until then. */
async function reporting<T>(
  load: (noting: System) => T,
  { command, options, system }: {
    readonly command: RunCommand;
    readonly options: RunOptions;
    readonly system: System;
  },
): Promise<T> {
  const masker = createMasker([], system.noteSecret);
  try {
    return load({ ...system, noteSecret: masker.add });
  } catch (error) {
    if (error instanceof Failure) {
      const { diagnostics } = error;
      await reportProblems(diagnostics, options, { system, masker, command: command.name });
    }
    throw error;
  }
}

/** Runs tasks over the files of a loaded state, tells what happens, and gives the exit code. */
export async function runTasks(
  command: RunTraits & Pick<RunCommand, "checksHooks">,
  options: RunOptions,
  request: RunRequest,
): Promise<number> {
  const { system, state, tasks } = request;
  const { run, warnings, close } = await beginRun(command, options, request);
  const start = system.clock.monotonic();
  const finish = (exitCode: number) =>
    run.emit({ type: "run_finished", exitCode, durationMs: system.clock.monotonic() - start });
  try {
    const files = state.files.map((file) => file.path);
    const dry = options.dryRun === undefined ? {} : { isDryRun: true };
    run.emit({ type: "run_started", command: command.name, environment: state.environment, files, ...dry });
    for (const diagnostic of warnings) run.emit({ type: "warning", diagnostic });
    if (command.checksHooks && !options.noPreflight) {
      await refuseBrokenHooks(tasks, { isParallel: state.isParallel, run });
    }
    const done = await runFiles(tasks, { isParallel: state.isParallel, run });
    await run.hooks.endBackground();
    const exitCode = exitCodeOf(done, { run, options });
    finish(exitCode);
    return exitCode;
  } catch (error) {
    if (error instanceof Failure) run.emit({ type: "run_failed", diagnostics: error.diagnostics });
    finish(EXIT.failed);
    throw error;
  } finally {
    await run.hooks.endBackground();
    close();
    run.runDir.remove();
    if (!run.settings.keepValues) run.valuesFolder.remove();
  }
}

function taskFor(selection: Selection, command: RunCommand, state: DesiredState): FileTask {
  const { file, releases } = selection;
  return {
    file,
    releases,
    addsRepositories: command.addsRepositories,
    runsHooks: command.runsHooks ?? true,
    work: (fileRun) => command.work(selection, fileRun, state),
  };
}

const EXIT_OF = { SIGHUP: EXIT.hungUp, SIGINT: EXIT.interrupted, SIGTERM: EXIT.terminated } as const;

function exitCodeOf(
  done: readonly FileRun[],
  { run, options }: { run: RunContext; options: RunOptions },
): number {
  const reason = stopReason(run.stop);
  if (reason !== undefined) return reason === "deadline" ? EXIT.failed : EXIT_OF[reason];
  if (done.some(({ failed }) => failed.length > 0) || run.hooks.lost.length > 0) return EXIT.failed;
  return options.detailedExitcode === true && done.some(({ hasChanges }) => hasChanges)
    ? EXIT.changes
    : EXIT.done;
}
