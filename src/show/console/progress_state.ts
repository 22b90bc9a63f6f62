// Events of a run and the time they came → what is going on right now: which releases and operations run since when,
// and how many are done with or still wait. Draws nothing and asks no clock.
import type { HelmRef, HookRef, ReleaseRef, RunEvent } from "../../run/events.ts";
import { helmOperation } from "./helm_operation.ts";

/** A hook or a helm call that runs. */
export interface Operation {
  readonly id: string;
  /** `preapply hook "migrate"`, `helm upgrade`. */
  readonly text: string;
  /** Missing for what belongs to no release. */
  readonly release?: Owner;
  readonly sinceMs: number;
  readonly limitMs?: number;
}

/** Whose operation it is. A hook knows its release by these alone. */
export interface Owner {
  readonly name: string;
  readonly namespace: string;
}

/** A release, or the command itself, and what it is doing. */
export interface Activity {
  readonly label: string;
  readonly sinceMs: number;
  /** In the order of their start. */
  readonly operations: readonly Operation[];
}

/** How many releases are where. */
export interface Counts {
  readonly done: number;
  readonly running: number;
  readonly waiting: number;
  readonly failed: number;
  readonly blocked: number;
  readonly unchanged: number;
}

/** How many releases of a file take part. */
export interface ExpectedReleases {
  readonly file: string;
  readonly count: number;
}

/** Commands that tell their plan: until they do, a file's releases wait. */
const PLANNING: ReadonlySet<string> = new Set(["sync", "apply", "destroy"]);

interface Running {
  readonly release: ReleaseRef;
  readonly sinceMs: number;
}

/** The state of a run. */
export class ProgressState {
  command = "";
  startedMs = 0;
  isStopping = false;
  /** Releases that each file still has or had to do; replaced by its plan. */
  readonly #expected = new Map<string, number>();
  readonly #planned = new Set<string>();
  readonly #names = new Set<string>();
  readonly #seen = new Set<string>();
  readonly #running = new Map<string, Running>();
  readonly #operations = new Map<string, Operation>();
  readonly #ended = { done: 0, failed: 0, blocked: 0, unchanged: 0 };

  /** Says before the run how many releases of each file take part. */
  expect(files: readonly ExpectedReleases[]): void {
    for (const { file, count } of files) this.#expected.set(file, (this.#expected.get(file) ?? 0) + count);
  }

  /** Takes an event that came at `nowMs`. */
  take(event: RunEvent, nowMs: number): void {
    switch (event.type) {
      case "run_started":
        this.command = event.command;
        this.startedMs = nowMs;
        break;
      case "plan_made":
        this.#planned.add(event.file);
        this.#expected.set(event.file, event.steps.length);
        for (const { release } of event.steps) this.#names.add(release.name);
        break;
      case "file_finished":
        if (PLANNING.has(this.command) && !this.#planned.has(event.file)) this.#expected.set(event.file, 0);
        break;
      case "stop_requested":
      case "deadline_reached":
        this.isStopping = true;
        break;
      default:
        this.#takeRelease(event, nowMs);
        this.#takeOperation(event, nowMs);
    }
  }

  /** Everything that runs, what started first before the rest. */
  activities(): readonly Activity[] {
    const rest = new Set(this.#operations.values());
    const rows: Activity[] = [...this.#running.values()].map(({ release, sinceMs }) => {
      const operations = [...rest].filter((operation) => owns(release, operation.release));
      for (const operation of operations) rest.delete(operation);
      return { label: this.#labelOf(release), sinceMs, operations };
    });
    const others = Map.groupBy(rest, ({ release }) => release ? this.#labelOf(release) : this.command);
    for (const [label, operations] of others) {
      rows.push({ label, sinceMs: operations[0]!.sinceMs, operations });
    }
    return rows.sort((a, b) => a.sinceMs - b.sinceMs);
  }

  /** Whether nothing runs: there is nothing to show. */
  get isIdle(): boolean {
    return this.#running.size === 0 && this.#operations.size === 0;
  }

  operations(): Iterable<Operation> {
    return this.#operations.values();
  }

  counts(): Counts {
    const { done, failed, blocked, unchanged } = this.#ended;
    const total = [...this.#expected.values()].reduce((sum, count) => sum + count, 0);
    const waiting = Math.max(0, total - this.#seen.size);
    return { done, running: this.#running.size, waiting, failed, blocked, unchanged };
  }

  /** The names of all releases known so far: the column of names is as wide as the widest. */
  names(): Iterable<string> {
    return this.#names;
  }

  #takeRelease(event: RunEvent, nowMs: number): void {
    switch (event.type) {
      case "release_started":
        this.#names.add(event.release.name);
        this.#seen.add(event.release.id);
        this.#running.set(event.release.id, { release: event.release, sinceMs: nowMs });
        break;
      case "release_finished":
        this.#running.delete(event.release.id);
        this.#ended[event.ok ? "done" : "failed"]++;
        break;
      case "release_blocked":
        this.#seen.add(event.release.id);
        this.#ended.blocked++;
        break;
      case "release_skipped":
        this.#seen.add(event.release.id);
        this.#ended.unchanged++;
        break;
      case "release_compared":
        if (!event.hasChanged) this.#ended.unchanged++;
        break;
    }
  }

  #takeOperation(event: RunEvent, nowMs: number): void {
    switch (event.type) {
      case "hook_started":
        this.#start(hookOperation(event, nowMs));
        break;
      case "hook_finished":
        this.#operations.delete(`hook ${event.hook.hookId}`);
        break;
      case "helm_started":
        this.#start(helmCallOperation(event.helm, nowMs));
        break;
      case "helm_finished":
        this.#operations.delete(`helm ${event.helm.helmId}`);
        break;
    }
  }

  #start(operation: Operation): void {
    this.#operations.set(operation.id, operation);
    if (operation.release) this.#names.add(operation.release.name);
  }

  /** With its namespace where two running releases have one name. */
  #labelOf({ name, namespace }: Owner): string {
    const namesakes = [...this.#running.values()].filter(({ release }) => release.name === name);
    return namesakes.length > 1 && namespace !== "" ? `${namespace}/${name}` : name;
  }
}

function hookOperation(
  { hook, limitMs }: Extract<RunEvent, { type: "hook_started" }>,
  nowMs: number,
): Operation {
  const attempt = hook.attempts > 1 && hook.attempt > 1 ? ` attempt ${hook.attempt} of ${hook.attempts}` : "";
  return {
    id: `hook ${hook.hookId}`,
    text: `${hook.event} hook "${hook.name}"${attempt}`,
    sinceMs: nowMs,
    ...ownerOf(hook),
    ...limitMs === undefined ? {} : { limitMs },
  };
}

function ownerOf({ release, namespace }: HookRef): { release?: Owner } {
  return release === undefined ? {} : { release: { name: release, namespace: namespace ?? "" } };
}

function helmCallOperation(helm: HelmRef, nowMs: number): Operation {
  const { helmId, release } = helm;
  return {
    id: `helm ${helmId}`,
    text: helmOperation(helm),
    sinceMs: nowMs,
    ...release ? { release } : {},
  };
}

function owns(release: ReleaseRef, owner: Owner | undefined): boolean {
  return owner !== undefined && owner.name === release.name && owner.namespace === release.namespace;
}
