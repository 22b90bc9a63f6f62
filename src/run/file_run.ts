// The run of one state file: what its releases went through so far, so that each cleanup runs exactly once and every
// failure is kept.
import { resolve } from "node:path";
import type { InstalledRelease } from "../helm/parse_list.ts";
import type { Release, StateFile } from "../merge/state.ts";
import { localChart, readChartYaml } from "./charts/local_chart.ts";
import { releaseFacts } from "./hooks/event_facts.ts";
import type { ReleaseAction, ReleaseRef } from "./events.ts";
import { type HelmSession, releaseRef } from "./helm_session.ts";
import { hookEffects } from "./hooks/hook_effects.ts";
import type { HookEvent } from "./hooks/hook_event.ts";
import { asksWhatWas } from "./hooks/hook_files.ts";
import { listReleases } from "./list_installed.ts";
import { type Problem, problemOf } from "./problem.ts";
import type { RunContext } from "./run_context.ts";
import { runHooks } from "./hooks/run_hooks.ts";
import { stopReason } from "./processes/stop.ts";

/** A release or file that failed, and of what. */
export interface FailedPart {
  /** Missing for what concerns the whole file. */
  readonly release?: Release;
  readonly problem: Problem;
  /** Whether the end of the release's step has told it: of what happens outside of steps, the file must. */
  readonly isTold: boolean;
}

/** One state file at work. */
export class FileRun {
  readonly failed: FailedPart[] = [];
  /** Whether something was changed, or (in a diff) would be. */
  hasChanges = false;
  /** For each release the names of those that need it, once there is a plan. */
  dependants: ReadonlyMap<string, readonly string[]> = new Map();
  /** Releases whose values ask what hooks left: rendered when their turn comes. */
  readonly unrendered = new Set<Release>();
  /** Whether the next file runs although something failed here: what failed only looked at its releases. */
  letsOthersRun = false;
  /** Whether it is known what happens to each release. */
  isPlanned = false;
  readonly #doing = new Map<Release, ReleaseAction>();
  #before: Promise<ReadonlyMap<string, InstalledRelease>> | undefined;
  /** The ids of releases that a resumed run passes over. */
  readonly skipped = new Set<string>();
  /** Releases that could not be prepared and take no part, each with what is still to be told of it. */
  readonly leftOut = new Map<Release, Problem | undefined>();
  readonly #prepared = new Set<Release>();
  readonly #cleaned = new Set<Release>();

  constructor(readonly file: StateFile, readonly session: HelmSession, readonly run: RunContext) {}

  /** The first failure: what the file's cleanup hooks are told. */
  get problem(): Problem | undefined {
    return this.failed[0]?.problem;
  }

  fail(problem: Problem, release?: Release): void {
    this.failed.push({ problem, isTold: false, ...(release ? { release } : {}) });
  }

  /** Takes a release that could not be prepared out of the run; a `problem` makes the run fail at its end. */
  leaveOut(release: Release, problem?: Problem): void {
    if (!this.leftOut.has(release)) this.leftOut.set(release, problem);
  }

  /** Now that all else is done, what could not be prepared counts as failed. */
  failLeftOut(): void {
    for (const [release, problem] of this.leftOut) if (problem) this.fail(problem, release);
  }

  /** Whether a signal came: then even what is at work ends. */
  get isInterrupted(): boolean {
    return stopReason(this.run.stop) !== undefined;
  }

  /** Whether nothing new starts: a signal came, or a hook asked for it. */
  get isStopped(): boolean {
    return this.isInterrupted || this.run.hooks.halted.aborted;
  }

  /** An event of a release, with what the run knows of it. */
  eventOf(
    event: string,
    release: Release,
    { helmfileCommand, error }: { readonly helmfileCommand: string; readonly error?: Problem | undefined },
  ): HookEvent {
    const { file, session, run, isPlanned } = this;
    const doing = this.#doing.get(release), before = () => this.#installedBefore(release);
    const facts = releaseFacts({ release, run, session, doing, isPlanned, before });
    return { event, file, release, helmfileCommand, facts, ...(error ? { error } : {}) };
  }

  /** Runs the hooks of an event of a release. */
  async runHooks(
    event: string,
    release: Release,
    { helmfileCommand, error }: { readonly helmfileCommand: string; readonly error?: Problem | undefined },
  ): Promise<Problem | undefined> {
    const at = this.eventOf(event, release, { helmfileCommand, error });
    const dependants = this.dependants.get(release.id) ?? [];
    return await runHooks({ ...at, effects: hookEffects({ ...at, dependants }) }, this.run);
  }

  /** One listing serves all releases of the file; it is made before any of them changes. */
  async #installedBefore(release: Release): Promise<InstalledRelease | undefined> {
    const { session, file } = this;
    this.#before ??= listReleases(file.releases.filter((one) => one.isEnabled), session);
    return (await this.#before).get(release.id);
  }

  /** Runs a release's prepare hooks; from now on its cleanup hooks are owed. */
  async prepareRelease(release: Release): Promise<Problem | undefined> {
    this.#prepared.add(release);
    return await this.runHooks("prepare", release, { helmfileCommand: this.run.command });
  }

  /** Runs a release's cleanup hooks unless they have run. */
  async cleanUpRelease(
    release: Release,
    helmfileCommand: string,
    error?: Problem,
  ): Promise<Problem | undefined> {
    if (this.#cleaned.has(release)) return undefined;
    this.#cleaned.add(release);
    return await this.runHooks("cleanup", release, { helmfileCommand, error });
  }

  /** Runs the cleanup hooks that are still owed, in order. */
  async cleanUpRest(releases: readonly Release[]): Promise<void> {
    // Whatever had no step by now does not change.
    this.isPlanned = true;
    for (const release of releases) {
      if (!this.#prepared.has(release) || this.#cleaned.has(release)) continue;
      const reason = this.leftOut.get(release) ?? this.problem;
      const problem = await this.cleanUpRelease(release, this.run.command, reason);
      if (problem) this.fail(problem, release);
    }
  }

  /** A release's work between its start and finish events. */
  async track(
    release: Release,
    action: ReleaseAction,
    work: () => Promise<Problem | undefined>,
  ): Promise<boolean> {
    const { clock } = this.run.system;
    const start = clock.monotonic();
    const { path: file } = this.file;
    this.run.emit({ type: "release_started", release: releaseRef(release), file, action });
    this.#doing.set(release, action);
    const problem = await problemOf(async () => {
      if (release.hooks.some((hook) => asksWhatWas(hook, this))) await this.#installedBefore(release);
    }) ?? await work();
    if (problem) this.failed.push({ problem, release, isTold: true });
    this.run.emit({
      type: "release_finished",
      release: this.#withChartVersion(release),
      action,
      ok: problem === undefined,
      durationMs: clock.monotonic() - start,
      diagnostics: problem?.type === "diagnostics" ? problem.diagnostics : [],
    });
    return problem === undefined;
  }

  /** A release with the version that its chart says of itself, where the chart is at hand. */
  #withChartVersion(release: Release): ReleaseRef {
    const ref = releaseRef(release);
    const path = this.session.release(release).chartPath ?? localChart(release, this.session.files);
    if (path === undefined) return ref;
    const chart = readChartYaml(resolve(this.file.dir, path), this.session.files);
    return { ...ref, version: chart?.version || ref.version };
  }
}
