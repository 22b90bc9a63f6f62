// What every command that runs something shares: loads the state, opens the run, works through the files, tells what
// happens, ends with the exit code.
import { EXIT } from "../../cli/exit_codes.ts";
import type { CommandContext } from "../../cli/command.ts";
import { Failure } from "../../diagnostics/diagnostic.ts";
import type { DesiredState, StateFile } from "../../merge/state.ts";
import { type Selection, selectionProblems, selectReleases } from "../../plan/select_releases.ts";
import type { FileRun } from "../../run/file_run.ts";
import { createMasker } from "../../run/secrets/mask.ts";
import { refuseBrokenHooks } from "../../run/preflight/refuse_broken_hooks.ts";
import type { RunContext } from "../../run/run_context.ts";
import { type FileTask, runFiles } from "../../run/run_files.ts";
import { stopReason } from "../../run/processes/stop.ts";
import type { System } from "../../system/system.ts";
import { beginRun, type RunOptions, type RunRequest, type RunTraits } from "./begin_run.ts";
import { helmVersions } from "./helm_versions.ts";
import { loadState, noMatch } from "./load_state.ts";
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
  /**
   * Whether a release that its `condition` leaves out counts as found unless there are selectors. Source: Helmfile
   * pkg/app/app.go, where SetFilter filters by selectors alone.
   */
  readonly countsDisabled?: boolean;
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
  const { state, selections, unmatched } = await reporting(
    (noting) => loadSelections(command, options, noting),
    { command, options, system },
  );
  const resumed = await runToResume(command.name, options, { system, environment: state.environment });
  const wanted = options.onlyFailed && resumed
    ? (await onlyUndone(selections, resumed)).filter(({ releases }) => releases.length > 0)
    : selections;
  const tasks = wanted.map((selection) => taskFor(selection, command, state));
  return await runTasks(command, options, { system, state, tasks, helmVersion, resumed, unmatched });
}

function loadSelections(command: RunCommand, options: RunOptions, system: System) {
  const state = loadState(options, system, {
    reverse: command.isReversed,
    ignoreLockFile: command.ignoresLockFile,
    alsoCheck: (files) => selectionProblems(files, options),
  });
  const selections = selectReleases(state.files, options);
  const found = command.countsDisabled && options.selector.length === 0
    ? state.files.flatMap((file) => file.releases)
    : selections.flatMap(({ releases }) => releases);
  const unmatched = found.length > 0 ? undefined : noMatch(state, options);
  if (unmatched && !state.files.some((file) => hasWorkOfItsOwn(file, command))) throw unmatched;
  return { state, selections, unmatched };
}

/** Whether a file has something to be done even if no release of it is selected. Source: Helmfile WithPreparedCharts. */
function hasWorkOfItsOwn({ repositories, hooks }: StateFile, command: RunCommand): boolean {
  return (command.addsRepositories !== false && repositories.length > 0) ||
    (command.runsHooks !== false && hooks.length > 0);
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
  const { system, state, tasks, unmatched } = request;
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
    const exitCode = exitCodeOf(done, { run, options, tasks });
    if (unmatched && exitCode === EXIT.done) throw unmatched;
    finish(exitCode);
    return exitCode;
  } catch (error) {
    if (error instanceof Failure) run.emit({ type: "run_failed", diagnostics: error.diagnostics });
    finish(error === unmatched ? EXIT.nothingMatched : EXIT.failed);
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
  { run, options, tasks }: { run: RunContext; options: RunOptions; tasks: readonly FileTask[] },
): number {
  const reason = stopReason(run.stop);
  if (reason !== undefined) return reason === "deadline" ? EXIT.failed : EXIT_OF[reason];
  if (done.some(({ failed }) => failed.length > 0) || run.hooks.lost.length > 0) return EXIT.failed;
  const leftOut = new Set(done.flatMap((fileRun) => [...fileRun.leftOut.keys()]));
  const releases = tasks.flatMap((task) => task.releases);
  if (leftOut.size > 0 && releases.every((release) => leftOut.has(release))) return EXIT.nothingMatched;
  return options.detailedExitcode === true && done.some(({ hasChanges }) => hasChanges)
    ? EXIT.changes
    : EXIT.done;
}
