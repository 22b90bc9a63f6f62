// Events, as they come → the whole run as data: what every report at its end is drawn from. Texts are masked when a
// report is drawn, as secrets may come to light until then.
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { exitText } from "../console/end_text.ts";
import type { HookRef, ReleaseAction, ReleaseRef, RunEvent } from "../../run/events.ts";
import type { HookFailure } from "../../run/post_mortem/hook_failure.ts";
import { headline } from "../problems/hook_failure_text.ts";
import type { Clock } from "../../system/system.ts";
import { deadlineProblem } from "../console/console_text.ts";
import { criticalPath } from "./critical_path.ts";
import { settledLine } from "../console/settled_line.ts";
import { diagnosticFailure, hookFailure, type RunFailure } from "./run_failure.ts";

/** What became of something. */
export type Outcome = "done" | "failed" | "blocked" | "skipped" | "running";

/** A release in the run; times are milliseconds since its start. */
export interface ReleaseRecord {
  readonly release: ReleaseRef;
  readonly file: string;
  action: ReleaseAction;
  outcome: Outcome;
  startMs: number;
  endMs: number;
  waitsFor: readonly string[];
  /** For one that is blocked: the names of the releases that failed. */
  blockedBy: readonly string[];
  blockedByIds: readonly string[];
  /** The run in which it was done before. */
  doneIn?: string;
  readonly log: string[];
}

/** A hook in the run. */
export interface HookRecord {
  readonly hook: HookRef;
  readonly file: string;
  readonly startMs: number;
  endMs: number;
  outcome: Outcome;
  end: string;
  readonly log: string[];
}

/** A state file in the run. */
export interface FileRecord {
  readonly file: string;
  ok: boolean;
  durationMs: number;
}

/** A run that is over, or was cut off. */
export interface RunResult {
  readonly command: string;
  readonly environment: string;
  /** Nothing was done, only what would be. */
  readonly isDryRun: boolean;
  readonly startedAtMs: number;
  readonly durationMs: number;
  /** Missing if it was cut off. */
  readonly exitCode?: number;
  readonly files: readonly FileRecord[];
  readonly releases: readonly ReleaseRecord[];
  readonly hooks: readonly HookRecord[];
  /** Each once, root causes first. */
  readonly failures: readonly RunFailure[];
  readonly warnings: readonly Diagnostic[];
  /** The ids of the releases that made the run as long as it was, in order. */
  readonly critical: readonly string[];
}

/** Log lines kept of each release and hook: the end is what counts. */
const KEPT_LINES = 400;
/** Characters kept of them, where lines are so long that it matters. */
const KEPT_CHARACTERS = 131_072;
const LONG_LINE = 1024;

/** Collects a run. */
export class RunRecord {
  readonly #start: number;
  readonly #startedAtMs: number;
  readonly #releases = new Map<string, ReleaseRecord>();
  readonly #hooks = new Map<string, HookRecord>();
  readonly #files = new Map<string, FileRecord>();
  readonly #failures: RunFailure[] = [];
  readonly #warnings: Diagnostic[] = [];
  #environment = "";
  #isDryRun = false;
  #file = "";
  #exitCode: number | undefined;

  constructor(
    readonly command: string,
    private readonly world: {
      readonly clock: Pick<Clock, "now" | "monotonic">;
      readonly mask: (text: string) => string;
    },
  ) {
    this.#start = world.clock.monotonic();
    this.#startedAtMs = world.clock.now();
  }

  /** Takes an event. */
  take(event: RunEvent): void {
    const nowMs = this.world.clock.monotonic() - this.#start;
    switch (event.type) {
      case "run_started":
        this.#environment = event.environment;
        this.#isDryRun = event.isDryRun === true;
        return;
      case "file_started":
        this.#file = event.file;
        this.#files.set(event.file, { file: event.file, ok: true, durationMs: 0 });
        return;
      case "file_finished":
        this.#files.set(event.file, event);
        return this.#fail(event.diagnostics, { file: event.file });
      case "deadline_reached":
        return this.#fail([deadlineProblem(event.limitMs)], {});
      case "run_failed":
        return this.#fail(event.diagnostics, {});
      case "warning":
        this.#warnings.push(event.diagnostic);
        return;
      case "run_finished":
        this.#exitCode = event.exitCode;
        return;
      default:
        this.#takeOfRelease(event, nowMs);
        this.#takeOfHook(event, nowMs);
    }
  }

  /** The run so far. */
  result(): RunResult {
    const releases = [...this.#releases.values()];
    const durationMs = this.world.clock.monotonic() - this.#start;
    for (const one of [...releases, ...this.#hooks.values()]) {
      if (one.outcome === "running") one.endMs = durationMs;
    }
    return {
      command: this.command,
      environment: this.#environment,
      isDryRun: this.#isDryRun,
      startedAtMs: this.#startedAtMs,
      durationMs,
      ...(this.#exitCode === undefined ? {} : { exitCode: this.#exitCode }),
      files: [...this.#files.values()],
      releases,
      hooks: [...this.#hooks.values()],
      failures: rootCausesFirst(this.#failures, releases),
      warnings: this.#warnings,
      critical: criticalPath(releases),
    };
  }

  #takeOfRelease(event: RunEvent, nowMs: number): void {
    switch (event.type) {
      case "plan_made":
        for (const { release, action, waitsFor } of event.steps) {
          Object.assign(this.#release(release, event.file), { action, waitsFor, startMs: nowMs });
        }
        return;
      case "release_started":
        Object.assign(this.#release(event.release, event.file), {
          action: event.action,
          startMs: nowMs,
          outcome: "running",
        });
        return;
      case "release_finished":
        Object.assign(this.#release(event.release), { endMs: nowMs, outcome: event.ok ? "done" : "failed" });
        return this.#fail(event.diagnostics, { release: event.release });
      case "release_blocked":
        Object.assign(this.#release(event.release), {
          outcome: "blocked",
          blockedBy: event.by,
          blockedByIds: event.byIds,
          startMs: nowMs,
          endMs: nowMs,
        });
        return;
      case "release_skipped":
        Object.assign(this.#release(event.release), {
          outcome: "skipped",
          doneIn: event.doneIn,
          startMs: nowMs,
          endMs: nowMs,
        });
        return;
    }
  }

  #takeOfHook(event: RunEvent, nowMs: number): void {
    switch (event.type) {
      case "hook_started":
        this.#hooks.set(event.hook.hookId, {
          hook: event.hook,
          file: event.hook.file,
          startMs: nowMs,
          endMs: nowMs,
          outcome: "running",
          end: "",
          log: [],
        });
        return;
      case "hook_output":
        return keep(this.#hooks.get(event.hook.hookId)?.log, event.line);
      case "hook_finished":
        Object.assign(this.#hooks.get(event.hook.hookId) ?? {}, {
          endMs: nowMs,
          outcome: "done",
          end: exitText(event.end),
        });
        return;
      case "hook_retried":
        Object.assign(this.#hooks.get(event.hook.hookId) ?? {}, { outcome: "failed" });
        return;
      case "hook_failed":
        return this.#failHook(event.hook, event.failure);
      case "helm_output":
        if (event.helm.release) keep(this.#releases.get(event.helm.release.id)?.log, event.line);
        return;
    }
  }

  #release(release: ReleaseRef, file = this.#file): ReleaseRecord {
    const known = this.#releases.get(release.id);
    if (known) return known;
    const made: ReleaseRecord = {
      release,
      file,
      action: "none",
      outcome: "running",
      startMs: 0,
      endMs: 0,
      waitsFor: [],
      blockedBy: [],
      blockedByIds: [],
      log: [],
    };
    this.#releases.set(release.id, made);
    return made;
  }

  #fail(
    diagnostics: readonly Diagnostic[],
    at: { readonly release?: ReleaseRef; readonly file?: string },
  ): void {
    for (const diagnostic of diagnostics) {
      this.#failures.push(diagnosticFailure(diagnostic, { ...at, mask: this.world.mask }));
    }
  }

  #failHook(hook: HookRef, failure: HookFailure): void {
    const record = this.#hooks.get(hook.hookId);
    if (record) record.outcome = "failed";
    if (failure.onError === "ignore") return;
    if (failure.onError === "warn") {
      this.#warnings.push({ code: failure.code, severity: "warning", message: headline(failure) });
      return;
    }
    this.#failures.push(hookFailure(failure, { hook, mask: this.world.mask }));
  }
}

function keep(log: string[] | undefined, output: string): void {
  const line = settledLine(output, { colors: false });
  log?.push(line);
  if (log && log.length > 2 * KEPT_LINES) log.splice(0, KEPT_LINES);
  if (log && line.length > LONG_LINE) {
    let size = log.reduce((sum, { length }) => sum + length, 0);
    while (size > KEPT_CHARACTERS) size -= log.shift()!.length;
  }
}

/** What was stopped is a consequence of what stopped it; blocked releases are told with what blocks them. */
function rootCausesFirst(failures: readonly RunFailure[], releases: readonly ReleaseRecord[]): RunFailure[] {
  const sorted = [...failures].sort((a, b) => Number(a.isConsequence) - Number(b.isConsequence));
  return sorted.map((failure) => ({
    ...failure,
    blocked: releases.filter(({ blockedByIds }) =>
      failure.releaseId !== undefined && blockedByIds.includes(failure.releaseId)
    )
      .map(({ release }) => release.name),
  }));
}
