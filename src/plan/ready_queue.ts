// Steps and their edges → which one may start next. Pure: it knows neither time nor how many run at once. The order
// of the steps breaks ties, so that one at a time they run as listed.

/** What the queue needs of a step. */
export interface QueuedStep {
  readonly id: string;
  readonly needs: readonly string[];
  readonly after: readonly string[];
}

/** A step that will not run, and the failed step that is the reason. */
export interface BlockedStep {
  readonly id: string;
  readonly cause: string;
}

type StepState = "waiting" | "ready" | "running" | "done" | "failed" | "blocked";

interface Entry {
  readonly step: QueuedStep;
  readonly index: number;
  state: StepState;
  /** How many steps it still waits for. */
  waitsFor: number;
  /** Steps that wait for this one: `isHard` ones only for its success. */
  readonly followers: { readonly entry: Entry; readonly isHard: boolean }[];
}

/** Hands out steps as soon as what they wait for has ended. */
export class ReadyQueue {
  readonly #entries = new Map<string, Entry>();
  /** Sorted by index, the next one last. */
  readonly #ready: Entry[] = [];
  #open: number;

  /** Throws if an edge names an unknown step or the edges form a cycle: the planner lets neither through. */
  constructor(steps: readonly QueuedStep[]) {
    steps.forEach((step, index) =>
      this.#entries.set(step.id, { step, index, state: "waiting", waitsFor: 0, followers: [] })
    );
    this.#open = this.#entries.size;
    for (const entry of this.#entries.values()) this.#connect(entry);
    this.#rejectCycles();
    for (const entry of this.#entries.values()) if (entry.waitsFor === 0) this.#makeReady(entry);
  }

  /** The first step that may start, now taken as running; undefined if all others wait or none is left. */
  next(): string | undefined {
    const entry = this.#ready.pop();
    if (entry === undefined) return undefined;
    entry.state = "running";
    return entry.step.id;
  }

  /** Notes how a running step ended, and returns the steps that will never run because of it, in order. */
  finish(id: string, result: "done" | "failed"): BlockedStep[] {
    const entry = this.#entries.get(id);
    if (entry?.state !== "running") throw new Error(`Step "${id}" is not running`);
    entry.state = result;
    this.#open--;
    const blocked = result === "failed" ? this.#block(entry) : [];
    for (const ended of [entry, ...blocked]) this.#release(ended);
    return blocked.map(({ step }) => ({ id: step.id, cause: id }));
  }

  /** Whether every step is done, failed or blocked. */
  get isFinished(): boolean {
    return this.#open === 0;
  }

  #connect(entry: Entry): void {
    const { needs, after } = entry.step;
    const hard = new Set(needs);
    for (const id of new Set([...needs, ...after])) {
      const before = this.#entries.get(id);
      if (before === undefined) throw new Error(`Step "${entry.step.id}" waits for the unknown step "${id}"`);
      before.followers.push({ entry, isHard: hard.has(id) });
      entry.waitsFor++;
    }
  }

  #rejectCycles(): void {
    const waits = new Map([...this.#entries.values()].map((entry) => [entry, entry.waitsFor]));
    const free = [...waits.keys()].filter((entry) => entry.waitsFor === 0);
    for (const entry of free) {
      for (const { entry: follower } of entry.followers) {
        waits.set(follower, waits.get(follower)! - 1);
        if (waits.get(follower) === 0) free.push(follower);
      }
    }
    if (free.length < this.#entries.size) throw new Error("Steps wait for each other in a cycle");
  }

  #makeReady(entry: Entry): void {
    entry.state = "ready";
    const at = this.#ready.findIndex((other) => other.index < entry.index);
    this.#ready.splice(at === -1 ? this.#ready.length : at, 0, entry);
  }

  /** Marks everything that needs a failed step, directly or not. */
  #block(failed: Entry): Entry[] {
    const blocked: Entry[] = [];
    const pending = [failed];
    for (const entry of pending) {
      for (const { entry: follower, isHard } of entry.followers) {
        if (!isHard || follower.state !== "waiting") continue;
        follower.state = "blocked";
        this.#open--;
        blocked.push(follower);
        pending.push(follower);
      }
    }
    return blocked.sort((a, b) => a.index - b.index);
  }

  #release(ended: Entry): void {
    for (const { entry } of ended.followers) {
      entry.waitsFor--;
      if (entry.waitsFor === 0 && entry.state === "waiting") this.#makeReady(entry);
    }
  }
}
