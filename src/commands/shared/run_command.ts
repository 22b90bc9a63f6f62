// What every command that runs something shares: loads the state, opens the run, works through the files, tells what
// happens, ends with the exit code.
import { EXIT } from "../../cli/exit_codes.ts";
import type { CommandContext } from "../../cli/command.ts";
import { fail } from "../../diagnostics/diagnostic.ts";
import { cacheHome } from "../../files/remote.ts";
import { parseDurationMs } from "../../helmfile/scalar_kinds.ts";
import type { HelmVersion } from "../../helm/version.ts";
import { releaseRenderer } from "../../merge/release_values.ts";
import type { DesiredState } from "../../merge/state.ts";
import {
  type NeedsOptions,
  type Selection,
  selectionProblems,
  selectReleases,
} from "../../plan/select_releases.ts";
import type { FileRun } from "../../run/file_run.ts";
import { createLimiter } from "../../run/limiter.ts";
import { createMasker } from "../../run/mask.ts";
import type { RunContext } from "../../run/run_context.ts";
import { createRunDir } from "../../run/run_dir.ts";
import { type FileTask, runFiles } from "../../run/run_files.ts";
import { listenForStop, stopSignal } from "../../run/stop.ts";
import { ValuesFolder } from "../../run/values_files.ts";
import { openConsole } from "../../show/console.ts";
import type { System } from "../../system/system.ts";
import { helmFlagsOf } from "./helm_flags.ts";
import { helmVersions } from "./helm_versions.ts";
import { loadState, requireMatch, type StateOptions } from "./load_state.ts";

/** The options that a run reads beside those of every command. */
export interface RunOptions extends StateOptions, Partial<NeedsOptions> {
  readonly concurrency?: number;
  readonly detailedExitcode?: boolean;
  readonly skipCleanup?: boolean;
}

/** One command's way through a file. */
export interface RunCommand {
  /** As hooks and Helmfile name it. */
  readonly name: string;
  readonly addsRepositories: boolean;
  /** False if helm never runs: then it need not be there. */
  readonly usesHelm?: boolean;
  /** Whether the files' own hooks run. */
  readonly runsHooks?: boolean;
  readonly forceDownload?: boolean;
  /** Takes versions as the state writes them, not as the lock file has them. */
  readonly ignoresLockFile?: boolean;
  /** Destroys the files and releases in reverse. */
  readonly isReversed?: boolean;
  readonly work: (selection: Selection, files: FileRun, state: DesiredState) => Promise<void>;
}

/** The version of a helm that is not asked. */
const NO_HELM: HelmVersion = { major: 3, minor: 0, patch: 0 };

/** What all cleanup hooks together may take after Ctrl-C. */
const CLEANUP_BUDGET_MS = 30_000;

/** Runs a command over the selected releases and gives its exit code. */
export async function runCommand(
  command: RunCommand,
  options: RunOptions,
  { system }: CommandContext,
): Promise<number> {
  const helmVersion = command.usesHelm === false
    ? undefined
    : helmVersions(system, options.helmBinary ?? "helm");
  const state = loadState(options, system, {
    reverse: command.isReversed,
    ignoreLockFile: command.ignoresLockFile,
    alsoCheck: (files) => selectionProblems(files, options),
  });
  const selections = selectReleases(state.files, options);
  requireMatch(selections.some(({ releases }) => releases.length > 0), { state, options });
  const tasks = selections.map((selection) => taskFor(selection, command, state));
  return await runTasks(command, options, { system, state, tasks, helmVersion });
}

/** Runs tasks over the files of a loaded state, tells what happens, and gives the exit code. */
export async function runTasks(
  command: Pick<RunCommand, "name" | "forceDownload" | "isReversed">,
  options: RunOptions,
  { system, state, tasks, helmVersion = () => Promise.resolve(NO_HELM) }: {
    readonly system: System;
    readonly state: DesiredState;
    readonly tasks: readonly FileTask[];
    readonly helmVersion?: RunContext["helmVersion"] | undefined;
  },
): Promise<number> {
  const { stop, dispose } = listenForStop(system.signals);
  const view = openConsole(options, system);
  view.expectReleases(countReleases(tasks));
  const run = openRun(command, options, { system, stop, emit: view.emit, helmVersion });
  const start = system.clock.monotonic();
  try {
    const files = state.files.map((file) => file.path);
    run.emit({ type: "run_started", command: command.name, environment: state.environment, files });
    const ordered = command.isReversed ? tasks.toReversed() : tasks;
    const done = await runFiles(ordered, { isParallel: state.isParallel, run });
    const exitCode = exitCodeOf(done, { run, options });
    run.emit({ type: "run_finished", exitCode, durationMs: system.clock.monotonic() - start });
    return exitCode;
  } finally {
    dispose();
    run.runDir.remove();
    if (!run.settings.keepValues) run.valuesFolder.remove();
  }
}

function taskFor(selection: Selection, command: RunCommand, state: DesiredState): FileTask {
  const { file, releases } = selection;
  return {
    file,
    releases,
    addsRepositories: command.addsRepositories && releases.length > 0,
    runsHooks: (command.runsHooks ?? true) && releases.length > 0,
    work: (files) => command.work(selection, files, state),
  };
}

type World = Pick<RunContext, "system" | "stop" | "emit" | "helmVersion">;

function openRun(
  command: Pick<RunCommand, "name" | "forceDownload">,
  options: RunOptions,
  world: World,
): RunContext {
  const { system } = world;
  return {
    ...world,
    masker: createMasker(),
    renderer: releaseRenderer(),
    command: command.name,
    flags: helmFlagsOf({ ...options }),
    limiter: createLimiter(options.concurrency ?? 0),
    runDir: createRunDir(system),
    valuesFolder: new ValuesFolder(system.files, system.env.get("HELMFILE_TEMPDIR")),
    confirm: (question) => !options.interactive || askUser(question, system),
    settings: {
      skipDeps: options.skipDeps,
      skipRefresh: options.skipRefresh,
      forceDownload: command.forceDownload === true,
      cacheDir: cacheHome(system),
      repoRetries: options.repoRetries,
      concurrency: options.concurrency ?? 0,
      cleanupBudgetMs: CLEANUP_BUDGET_MS,
      keepValues: options.skipCleanup === true,
      ...hookTimeout(options.hookTimeout),
    },
  };
}

function hookTimeout(given: string | undefined): { hookTimeoutMs?: number } {
  if (given === undefined || given === "") return {};
  const ms = parseDurationMs(given);
  if (ms === undefined || ms <= 0) {
    fail("cli/wrong-duration", `Cannot use "${given}" as the time limit of hooks`, {
      hint: 'give a positive duration, such as 300, "90s" or "5m"',
    });
  }
  return { hookTimeoutMs: ms };
}

function askUser(question: string, { terminal }: System): boolean {
  for (;;) {
    const answer = terminal.prompt(`${question} [y/n]: `)?.trim().toLowerCase();
    if (answer === "y" || answer === "yes") return true;
    if (answer === "n" || answer === "no") return false;
    if (answer === undefined) {
      fail("cli/no-answer", "Cannot ask for confirmation: standard input has ended", {
        hint: "leave out --interactive where nobody can answer",
      });
    }
  }
}

function countReleases(tasks: readonly FileTask[]): number {
  return tasks.reduce((sum, { releases }) => sum + releases.length, 0);
}

function exitCodeOf(
  done: readonly FileRun[],
  { run, options }: { run: RunContext; options: RunOptions },
): number {
  const signal = stopSignal(run.stop);
  if (signal !== undefined) return signal === "SIGINT" ? EXIT.interrupted : EXIT.terminated;
  if (done.some(({ failed }) => failed.length > 0)) return EXIT.failed;
  return options.detailedExitcode === true && done.some(({ hasChanges }) => hasChanges)
    ? EXIT.changes
    : EXIT.done;
}
