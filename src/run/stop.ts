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
export function listenForStop(signals: Signals): { readonly stop: Stop; dispose(): void } {
  const asked = new AbortController(), forced = new AbortController();
  const dispose = signals.listen((signal) => (asked.signal.aborted ? forced : asked).abort(signal));
  return { stop: { asked: asked.signal, forced: forced.signal }, dispose };
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
