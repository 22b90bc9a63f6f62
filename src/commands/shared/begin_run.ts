// A command, its options and a loaded state → everything that a run works with, opened: what listens to it, what can stop
// it, what it remembers. Apart from run_command.ts, which says when what happens.
import { cacheHome } from "../../files/remote.ts";
import type { Failure } from "../../diagnostics/diagnostic.ts";
import type { HelmVersion } from "../../helm/version.ts";
import type { DesiredState } from "../../merge/state.ts";
import { releaseRenderer } from "../../merge/values/release_values.ts";
import type { NeedsOptions } from "../../plan/select_releases.ts";
import type { Emit } from "../../run/events.ts";
import { HookSession } from "../../run/hooks/hook_session.ts";
import type { PastRun } from "../../run/journal/read_journal.ts";
import { createLimiter } from "../../run/limiter.ts";
import { createMasker } from "../../run/secrets/mask.ts";
import { maskingRenderer } from "../../run/secrets/masking_renderer.ts";
import { newRunToken } from "../../run/processes/process_marker.ts";
import { listenForStop, startDeadline, type Stop, type StopSignal } from "../../run/processes/stop.ts";
import type { RunContext, RunSettings } from "../../run/run_context.ts";
import { createRunDir } from "../../run/run_dir.ts";
import type { FileTask } from "../../run/run_files.ts";
import { ValuesFolder } from "../../run/values_files.ts";
import { openLog } from "../../show/console/log.ts";
import type { System } from "../../system/system.ts";
import { openQuestions } from "./ask_user.ts";
import { helmFlagsOf } from "./helm_flags.ts";
import type { StateOptions } from "./load_state.ts";
import { openListeners, type ReportOptions } from "./open_listeners.ts";
import { openRunMemory, REMEMBERED, type ResumeOptions, type RunMemory } from "./run_journal.ts";
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

/** What a run is known by, and how it fetches. */
export interface RunTraits {
  /** As hooks and Helmfile name it. */
  readonly name: string;
  /** What past runs list it as, where that is not its name: such a run is not resumed as another. */
  readonly rememberedAs?: string;
  readonly forceDownload?: boolean;
}

/** What a run is made from. */
export interface RunRequest {
  readonly system: System;
  readonly state: DesiredState;
  readonly tasks: readonly FileTask[];
  readonly helmVersion?: RunContext["helmVersion"] | undefined;
  /** The run to go on from. */
  readonly resumed?: PastRun | undefined;
  /** That no release is selected: said at the end, for the files' own hooks and repositories are there all the same. */
  readonly unmatched?: Failure | undefined;
}

/** The version of a helm that is not asked. */
const NO_HELM: HelmVersion = { major: 3, minor: 0, patch: 0 };

/** What all cleanup hooks together may take after Ctrl-C. */
const CLEANUP_BUDGET_MS = 30_000;

/** Opens everything that listens to a run or can stop it; `close` ends their listening. */
export async function beginRun(
  command: RunTraits,
  options: RunOptions,
  request: RunRequest,
) {
  const { system, state, tasks, helmVersion = () => Promise.resolve(NO_HELM) } = request;
  // Whatever can be wrong with the options comes first: a run that is remembered must come to an end.
  const limitMs = deadlineMs(options.deadline);
  const hookLimit = hookTimeout(options.hookTimeout, system);
  const masker = createMasker([], system.noteSecret);
  const listeners = await openListeners(options, { system, masker, command: command.name });
  const { emit, console: view } = listeners;
  view.expectReleases(tasks.map(({ file, releases }) => ({ file: file.path, count: releases.length })));
  const runToken = newRunToken();
  const listener = listenForStop(system.signals);
  const { stop } = listener;
  tellStops(stop, emit);
  const onReached = (limitMs: number) => emit({ type: "deadline_reached", limitMs });
  const endDeadline = startDeadline(limitMs, { clock: system.clock, listener, onReached });
  const memory = await remember(command, options, { request, stop, masker, runToken });
  if (memory.journal) listeners.attach(memory.journal);
  const run = openRun(command, { ...options, hookLimit }, {
    system,
    stop,
    emit,
    helmVersion,
    masker,
    runToken,
    confirm: options.interactive && options.dryRun === undefined
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

/** Opens the memory of a run that changes something. */
async function remember(
  command: RunTraits,
  options: RunOptions,
  { request: { tasks, ...request }, ...world }: Pick<World, "stop" | "masker" | "runToken"> & {
    readonly request: RunRequest;
  },
): Promise<RunMemory> {
  if (!REMEMBERED.has(command.name) || options.dryRun !== undefined) return { warnings: [] };
  const releases = tasks.flatMap((task) => task.releases.map(({ id }) => id));
  const name = command.rememberedAs ?? command.name;
  const memory = await openRunMemory(name, options, { ...request, ...world, releases });
  if (memory.reason) openLog(options, request.system).debug(`This run is not remembered: ${memory.reason}`);
  return memory;
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

type World = Pick<
  RunContext,
  "system" | "stop" | "emit" | "helmVersion" | "confirm" | "masker" | "renderer" | "runToken" | "progress"
>;

function openRun(
  command: RunTraits,
  options: RunOptions & { readonly hookLimit: Pick<RunSettings, "hookTimeout"> },
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
      allowFailedReleases: options.allowFailedReleases,
      forceDownload: command.forceDownload === true,
      cacheDir: cacheHome(system),
      repoRetries: options.repoRetries,
      concurrency: options.concurrency ?? 0,
      cleanupBudgetMs: CLEANUP_BUDGET_MS,
      keepValues: options.skipCleanup === true,
      ...options.hookLimit,
      ...(options.dryRun === undefined ? {} : { dryRun: options.dryRun }),
      ...(options.skipHooks === undefined ? {} : { skipHooks: options.skipHooks }),
    },
  };
}
