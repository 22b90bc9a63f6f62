// SIGINT and SIGTERM → two AbortSignals: the first signal asks everything to end, the second forces it.
import type { Clock, Signals } from "../system/system.ts";

/** The signals a user or a CI system stops us with. */
export type StopSignal = "SIGINT" | "SIGTERM";

/** How a run is stopped from outside. Both reasons are the `StopSignal` that came. */
export interface Stop {
  /** Aborts when the run shall end: running children get the signal and their grace period. */
  readonly asked: AbortSignal;
  /** Aborts when it shall end at once: running children are killed. */
  readonly forced: AbortSignal;
}

/** Listens until `dispose`; a second signal of either kind forces. */
export function listenForStop(signals: Signals): StopListener {
  const asked = new AbortController(), forced = new AbortController();
  const send = (signal: StopSignal) => (asked.signal.aborted ? forced : asked).abort(signal);
  return { stop: { asked: asked.signal, forced: forced.signal }, send, dispose: signals.listen(send) };
}

/** A run's ear for what stops it. */
export interface StopListener {
  readonly stop: Stop;
  /** Does what a signal from outside does. */
  send(signal: StopSignal): void;
  dispose(): void;
}

/** The time limit of a whole run. */
export interface Deadline {
  readonly isReached: boolean;
  dispose(): void;
}

/** Once the limit is over, and nothing else has stopped the run before, tells and asks it to end as SIGTERM does. */
export function startDeadline(
  limitMs: number | undefined,
  { clock, listener, onReached }: {
    readonly clock: Clock;
    readonly listener: StopListener;
    readonly onReached: (limitMs: number) => void;
  },
): Deadline {
  const over = new AbortController();
  let isReached = false;
  const reach = () => {
    if (listener.stop.asked.aborted) return;
    isReached = true;
    onReached(limitMs!);
    listener.send("SIGTERM");
  };
  if (limitMs !== undefined) void clock.sleep(limitMs, over.signal).then(reach, () => {});
  return {
    get isReached() {
      return isReached;
    },
    dispose: () => over.abort(),
  };
}

/** The signal the run was stopped with, if it was. The exit code is then 130 or 143. */
export function stopSignal(stop: Stop): StopSignal | undefined {
  return stop.asked.aborted ? stop.asked.reason as StopSignal : undefined;
}

/** The stop for cleanup hooks: they run although the run was asked to end; only the second signal ends them. */
export function cleanupStop(stop: Stop): Stop {
  return { asked: stop.forced, forced: stop.forced };
}

/** A time budget that several hooks share. */
export interface Budget {
  readonly totalMs: number;
  remainingMs(): number;
}

/** A budget that starts to run now. */
export function startBudget(clock: Clock, totalMs: number): Budget {
  const end = clock.monotonic() + totalMs;
  return { totalMs, remainingMs: () => Math.max(0, end - clock.monotonic()) };
}
