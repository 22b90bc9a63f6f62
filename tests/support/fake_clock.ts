// A clock that moves when told, or (for whole-program tests) to the next sleeper whenever everything else waits.
import type { Clock } from "../../src/system/system.ts";

interface Sleeper {
  readonly wakesAt: number;
  wake(): void;
}

interface Repeated {
  readonly everyMs: number;
  dueAt: number;
  readonly action: () => void;
}

/** Turns of the event loop that must pass with nothing new before an idle clock moves. */
const IDLE_TURNS = 4;

/** A clock for tests: starts at 2026-01-02T03:04:05Z. */
export class FakeClock implements Clock {
  #now = Date.UTC(2026, 0, 2, 3, 4, 5);
  readonly #start = this.#now;
  #sleepers: Sleeper[] = [];
  #isWatching = false;
  /** They keep nothing alive, so an idle clock does not move for them. */
  readonly #repeated = new Set<Repeated>();

  /** `whenIdle` moves the clock to the next sleeper as soon as nothing else happens. */
  constructor(private readonly moves: "when told" | "when idle" = "when told") {}

  now(): number {
    return this.#now;
  }

  monotonic(): number {
    return this.#now - this.#start;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return Promise.reject(signal.reason);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const onAbort = () => {
      this.#sleepers = this.#sleepers.filter((s) => s !== sleeper);
      reject(signal?.reason);
    };
    const wake = () => {
      signal?.removeEventListener("abort", onAbort);
      resolve();
    };
    const sleeper: Sleeper = { wakesAt: this.#now + Math.max(0, ms), wake };
    signal?.addEventListener("abort", onAbort, { once: true });
    this.#sleepers.push(sleeper);
    if (this.moves === "when idle") void this.#moveWhenIdle();
    return promise;
  }

  repeat(ms: number, action: () => void): () => void {
    const repeated = { everyMs: ms, dueAt: this.#now + ms, action };
    this.#repeated.add(repeated);
    return () => void this.#repeated.delete(repeated);
  }

  /** How many sleepers wait. */
  get sleeping(): number {
    return this.#sleepers.length;
  }

  /** Moves the clock, waking sleepers in the order of their times and letting each act before the next. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    await turns(1); // what was just started may still be about to sleep
    for (let next = this.#next(); next && next.wakesAt <= end; next = this.#next()) await this.#wake(next);
    this.#moveTo(end);
    await turns(1);
  }

  /** On the way, does what is repeated at its times. */
  #moveTo(end: number): void {
    for (;;) {
      const due = [...this.#repeated].filter(({ dueAt }) => dueAt <= end)
        .reduce<Repeated | undefined>(
          (first, one) => first === undefined || one.dueAt < first.dueAt ? one : first,
          undefined,
        );
      if (due === undefined) break;
      this.#now = Math.max(this.#now, due.dueAt);
      due.dueAt += due.everyMs;
      due.action();
    }
    this.#now = Math.max(this.#now, end);
  }

  #next(): Sleeper | undefined {
    return this.#sleepers.reduce<Sleeper | undefined>(
      (first, s) => first === undefined || s.wakesAt < first.wakesAt ? s : first,
      undefined,
    );
  }

  async #wake(sleeper: Sleeper): Promise<void> {
    this.#moveTo(sleeper.wakesAt);
    this.#sleepers = this.#sleepers.filter((s) => s !== sleeper);
    sleeper.wake();
    await turns(1);
  }

  async #moveWhenIdle(): Promise<void> {
    if (this.#isWatching) return;
    this.#isWatching = true;
    while (this.#sleepers.length > 0) {
      await turns(IDLE_TURNS);
      const next = this.#next();
      if (next) await this.#wake(next);
    }
    this.#isWatching = false;
  }
}

/** Lets everything that is ready run, a number of times. */
export async function turns(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await new Promise((resolve) => setTimeout(resolve, 0));
}
