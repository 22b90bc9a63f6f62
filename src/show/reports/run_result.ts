// Events of a run → what became of each release, and of what: the data of the tables at the end.
import type { HookFailure } from "../../run/post_mortem/hook_failure.ts";
import type { ReleaseAction, ReleaseRef, RunEvent } from "../../run/events.ts";
import { formatLimit } from "../duration_text.ts";
import { stopText } from "../console/end_text.ts";

/** A release that is done with, one way or another. */
export interface FinishedRelease {
  readonly release: ReleaseRef;
  readonly action: ReleaseAction;
  readonly ok: boolean;
  readonly durationMs: number;
  /** Why it failed. */
  readonly cause?: string | undefined;
}

/** A release that nothing was done to although something should have been. */
export interface UntouchedRelease {
  readonly release: ReleaseRef;
  readonly cause: string;
}

/** Everything that became of a run. */
export interface RunResult {
  readonly finished: readonly FinishedRelease[];
  readonly blocked: readonly UntouchedRelease[];
  readonly skipped: readonly UntouchedRelease[];
  readonly unchanged: number;
  /** Files whose turn never came. */
  readonly unreachedFiles: readonly string[];
  /** Whether the command changes releases: others end without a result of their own. */
  readonly isChanging: boolean;
  /** Nothing was done, only what would be. */
  readonly isDryRun: boolean;
  readonly durationMs: number;
}

const CHANGING: ReadonlySet<string> = new Set(["sync", "apply", "destroy"]);

/** Gathers the result of a run. */
export class RunResultCollector {
  readonly #finished: FinishedRelease[] = [];
  readonly #blocked: UntouchedRelease[] = [];
  readonly #skipped: UntouchedRelease[] = [];
  readonly #planned = new Map<string, ReleaseRef>();
  readonly #hookFailures = new Map<string, HookFailure>();
  #files: readonly string[] = [];
  readonly #startedFiles = new Set<string>();
  #unchanged = 0;
  #hasPlan = false;
  #command = "";
  #isDryRun = false;
  #stoppedBy = "";

  /** Takes an event. */
  take(event: RunEvent): void {
    switch (event.type) {
      case "run_started":
        [this.#command, this.#files] = [event.command, event.files];
        this.#isDryRun = event.isDryRun === true;
        break;
      case "file_started":
        this.#startedFiles.add(event.file);
        break;
      case "plan_made":
        this.#hasPlan = true;
        for (const { release } of event.steps) this.#planned.set(release.id, release);
        break;
      case "stop_requested":
        this.#stoppedBy ||= `stopped by ${event.signal}`;
        break;
      case "deadline_reached":
        this.#stoppedBy ||= "stopped by the run's deadline";
        break;
      default:
        this.#takeRelease(event);
    }
  }

  /** What became of the run, once it is over. */
  result(durationMs: number): RunResult {
    const notStarted = [...this.#planned.values()].map((release) => ({
      release,
      cause: this.#stoppedBy || "the run ended before its turn",
    }));
    return {
      finished: this.#finished,
      blocked: this.#blocked,
      skipped: [...this.#skipped, ...notStarted],
      unchanged: this.#unchanged,
      unreachedFiles: this.#files.filter((file) => !this.#startedFiles.has(file)),
      isChanging: CHANGING.has(this.#command) && (this.#hasPlan || this.#unchanged > 0),
      isDryRun: this.#isDryRun,
      durationMs,
    };
  }

  #takeRelease(event: RunEvent): void {
    switch (event.type) {
      case "release_started":
        this.#planned.delete(event.release.id);
        break;
      case "hook_failed":
        if (event.hook.releaseId !== undefined) this.#hookFailures.set(event.hook.releaseId, event.failure);
        break;
      case "release_finished": {
        const { release, action, ok, durationMs } = event;
        const cause = ok ? undefined : this.#causeOf(event);
        this.#finished.push({ release, action, ok, durationMs, cause });
        break;
      }
      case "release_blocked":
        this.#planned.delete(event.release.id);
        this.#blocked.push({ release: event.release, cause: `needs ${event.by.join(", ")}, which failed` });
        break;
      case "release_skipped":
        this.#planned.delete(event.release.id);
        this.#skipped.push({ release: event.release, cause: `done in run ${event.doneIn}` });
        break;
      case "release_compared":
        if (!event.hasChanged) this.#unchanged++;
        break;
    }
  }

  #causeOf({ release, diagnostics }: Extract<RunEvent, { type: "release_finished" }>): string | undefined {
    const [first] = diagnostics;
    // "Cannot upgrade release "web": helm ended with exit code 1" says in its second half what the row does not.
    if (first) return first.message.split("\n")[0]!.replace(/^Cannot [^:]*: /, "");
    const failure = this.#hookFailures.get(release.id);
    return failure && hookCause(failure);
  }
}

/** Short, as the whole story is told further up; what matters comes before the table is cut. */
function hookCause({ hook, end, exitCode }: HookFailure): string {
  const name = `${hook.event} "${hook.name}"`;
  switch (end.type) {
    case "timed_out":
      return `${name}: time limit of ${formatLimit(end.limitMs)}`;
    case "stalled":
      return `${name}: silent for ${formatLimit(end.quietMs)}`;
    case "signaled":
      return `${name}: ended by ${end.signal}`;
    case "canceled":
      return `${name}: ${stopText(end)}`;
    case "not_started":
      return `${name}: could not start`;
    default:
      return `${name}: exit code ${exitCode}`;
  }
}
