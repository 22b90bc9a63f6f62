// What every command that runs something shares: loads the state, opens the run, works through the files, tells what
// happens, ends with the exit code.
import { EXIT } from "../../cli/exit_codes.ts";
import type { CommandContext } from "../../cli/command.ts";
import { Failure } from "../../diagnostics/diagnostic.ts";
import { cacheHome } from "../../files/remote.ts";
import type { HelmVersion } from "../../helm/version.ts";
import { releaseRenderer } from "../../merge/values/release_values.ts";
import type { DesiredState } from "../../merge/state.ts";
import {
  type NeedsOptions,
  type Selection,
  selectionProblems,
  selectReleases,
} from "../../plan/select_releases.ts";
import type { Emit } from "../../run/events.ts";
import type { FileRun } from "../../run/file_run.ts";
import { HookSession } from "../../run/hooks/hook_session.ts";
import { createLimiter } from "../../run/limiter.ts";
import { createMasker } from "../../run/mask.ts";
import { maskingRenderer } from "../../run/masking_renderer.ts";
import { refuseBrokenHooks } from "../../run/preflight/refuse_broken_hooks.ts";
import type { RunContext, RunSettings } from "../../run/run_context.ts";
import { createRunDir } from "../../run/run_dir.ts";
import { type FileTask, runFiles } from "../../run/run_files.ts";
import { newRunToken } from "../../run/processes/process_marker.ts";
import type { PastRun } from "../../run/journal/read_journal.ts";
import {
  listenForStop,
  startDeadline,
  type Stop,
  stopReason,
  type StopSignal,
} from "../../run/processes/stop.ts";
import { ValuesFolder } from "../../run/values_files.ts";
import { openLog } from "../../show/console/log.ts";
import type { System } from "../../system/system.ts";
import { openQuestions } from "./ask_user.ts";
import { helmFlagsOf } from "./helm_flags.ts";
import { helmVersions } from "./helm_versions.ts";
import { loadState, requireMatch, type StateOptions } from "./load_state.ts";
import { openListeners, type ReportOptions, reportProblems } from "./open_listeners.ts";
import { onlyUndone, openRunMemory, REMEMBERED, type ResumeOptions, runToResume } from "./run_journal.ts";
import { deadlineMs, hookTimeout } from "./time_limits.ts";

/** The options that a run reads beside those of every command. */
export interface RunOptions extends StateOptions, Partial<NeedsOptions>, ReportOptions, ResumeOptions {
  readonly dryRun?: RunSettings["dryRun"] | undefined;
  readonly deadline?: string | undefined;
  readonly concurrency?: number;
  readonly detailedExitcode?: boolean;
  readonly skipCleanup?: boolean;
  readonly noPreflight?: boolean;
}

/** One command's way through a file. */
export interface RunCommand {
  /** As hooks and Helmfile name it. */
  readonly name: string;
  /** What past runs list it as, where that is not its name: such a run is not resumed as another. */
  readonly rememberedAs?: string;
  readonly addsRepositories: FileTask["addsRepositories"];
  /** False if helm never runs: then it need not be there. */
  readonly usesHelm?: boolean;
  /** Whether the files' own hooks run. */
  readonly runsHooks?: boolean;
  readonly forceDownload?: boolean;
  /** Refuses to start with hooks that cannot run, unless `--no-preflight` is given. */
  readonly checksHooks?: boolean;
  /** Takes versions as the state writes them, not as the lock file has them. */
  readonly ignoresLockFile?: boolean;
  /** Destroys the files and releases in reverse. */
  readonly isReversed?: boolean;
  readonly work: (selection: Selection, fileRun: FileRun, state: DesiredState) => Promise<void>;
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

/** What a run is made from. */
interface RunRequest {
  readonly system: System;
  readonly state: DesiredState;
  readonly tasks: readonly FileTask[];
  readonly helmVersion?: RunContext["helmVersion"] | undefined;
  /** The run to go on from. */
  readonly resumed?: PastRun | undefined;
}

/** Runs tasks over the files of a loaded state, tells what happens, and gives the exit code. */
export async function runTasks(
  command: Pick<RunCommand, "name" | "rememberedAs" | "forceDownload" | "checksHooks">,
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

/** Opens everything that listens to a run or can stop it; `close` ends their listening. */
async function beginRun(
  command: Pick<RunCommand, "name" | "rememberedAs" | "forceDownload">,
  options: RunOptions,
  { system, state, tasks, helmVersion = () => Promise.resolve(NO_HELM), resumed }: RunRequest,
) {
  const limitMs = deadlineMs(options.deadline);
  const masker = createMasker([], system.noteSecret);
  const listeners = await openListeners(options, { system, masker, command: command.name });
  const { emit, console: view } = listeners;
  view.expectReleases(tasks.map(({ file, releases }) => ({ file: file.path, count: releases.length })));
  const runToken = newRunToken();
  const releases = tasks.flatMap((task) => task.releases.map(({ id }) => id));
  const isDryRun = options.dryRun !== undefined;
  const listener = listenForStop(system.signals);
  const { stop } = listener;
  tellStops(stop, emit);
  const onReached = (limitMs: number) => emit({ type: "deadline_reached", limitMs });
  const endDeadline = startDeadline(limitMs, { clock: system.clock, listener, onReached });
  const memory = REMEMBERED.has(command.name) && !isDryRun
    ? await openRunMemory(command.rememberedAs ?? command.name, options, {
      system,
      stop,
      state,
      releases,
      masker,
      runToken,
      resumed,
    })
    : { warnings: [] };
  if (memory.journal) listeners.attach(memory.journal);
  if (memory.reason) openLog(options, system).debug(`This run is not remembered: ${memory.reason}`);
  const run = openRun(command, options, {
    system,
    stop,
    emit,
    helmVersion,
    masker,
    runToken,
    confirm: options.interactive && !isDryRun
      ? openQuestions(view.terminal, stop)
      : () => Promise.resolve(true),
    renderer: maskingRenderer(releaseRenderer(), { masker, files: state.files }),
    ...(memory.progress ? { progress: memory.progress } : {}),
  });
  const close = () => {
    endDeadline();
    listeners.close();
    listener.dispose();
  };
  return { run, warnings: memory.warnings, close };
}

/** Says which signals came; what a deadline does by itself is said as such. */
function tellStops(stop: Stop, emit: Emit): void {
  const tell = (isForced: boolean, { reason }: AbortSignal) => {
    if (reason === "deadline") return;
    emit({ type: "stop_requested", signal: reason as StopSignal, isForced });
  };
  stop.asked.addEventListener("abort", () => tell(false, stop.asked), { once: true });
  stop.forced.addEventListener("abort", () => tell(true, stop.forced), { once: true });
}

function taskFor(selection: Selection, command: RunCommand, state: DesiredState): FileTask {
  const { file, releases } = selection;
  return {
    file,
    releases,
    addsRepositories: releases.length > 0 && command.addsRepositories,
    runsHooks: (command.runsHooks ?? true) && releases.length > 0,
    work: (fileRun) => command.work(selection, fileRun, state),
  };
}

type World = Pick<
  RunContext,
  "system" | "stop" | "emit" | "helmVersion" | "confirm" | "masker" | "renderer" | "runToken" | "progress"
>;

function openRun(
  command: Pick<RunCommand, "name" | "forceDownload">,
  options: RunOptions,
  world: World,
): RunContext {
  const { system } = world;
  return {
    ...world,
    command: command.name,
    flags: helmFlagsOf({ ...options }),
    limiter: createLimiter(options.concurrency ?? 0),
    hooks: new HookSession(),
    runDir: createRunDir(system, world.runToken),
    valuesFolder: new ValuesFolder(system.files, {
      parent: system.env.get("HELMFILE_TEMPDIR"),
      runToken: world.runToken,
    }),
    settings: {
      skipDeps: options.skipDeps,
      skipRefresh: options.skipRefresh,
      forceDownload: command.forceDownload === true,
      cacheDir: cacheHome(system),
      repoRetries: options.repoRetries,
      concurrency: options.concurrency ?? 0,
      cleanupBudgetMs: CLEANUP_BUDGET_MS,
      keepValues: options.skipCleanup === true,
      ...hookTimeout(options.hookTimeout, system),
      ...(options.dryRun === undefined ? {} : { dryRun: options.dryRun }),
      ...(options.skipHooks === undefined ? {} : { skipHooks: options.skipHooks }),
    },
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
