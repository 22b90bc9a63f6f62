// SIGINT, SIGTERM, SIGHUP and the deadline → two AbortSignals: the first asks everything to end, the second forces it.
import type { Clock, Signals } from "../../system/system.ts";

/** The signals a user or a CI system stops us with. */
export type StopSignal = "SIGINT" | "SIGTERM" | "SIGHUP";

/** Why a run shall end. */
export type StopReason = StopSignal | "deadline";

/** How a run is stopped from outside. The reason of both is the `StopReason`. */
export interface Stop {
  /** Aborts when the run shall end: running children get the signal and their grace period. */
  readonly asked: AbortSignal;
  /** Aborts when it shall end at once: running children are killed. */
  readonly forced: AbortSignal;
}

/** Listens until `dispose`; a second signal of any kind forces. */
export function listenForStop(signals: Signals): StopListener {
  const asked = new AbortController(), forced = new AbortController();
  const send = (reason: StopReason) => (asked.signal.aborted ? forced : asked).abort(reason);
  return { stop: { asked: asked.signal, forced: forced.signal }, send, dispose: signals.listen(send) };
}

/** A run's ear for what stops it. */
export interface StopListener {
  readonly stop: Stop;
  /** Does what a signal from outside does. */
  send(reason: StopReason): void;
  dispose(): void;
}

/**
 * The time limit of a whole run: once it is over, and nothing else has stopped the run before, tells and asks it to end
 * as SIGTERM does. Gives what takes the limit away.
 */
export function startDeadline(
  limitMs: number | undefined,
  { clock, listener, onReached }: {
    readonly clock: Clock;
    readonly listener: StopListener;
    readonly onReached: (limitMs: number) => void;
  },
): () => void {
  const over = new AbortController();
  const reach = () => {
    if (listener.stop.asked.aborted) return;
    onReached(limitMs!);
    listener.send("deadline");
  };
  if (limitMs !== undefined) void clock.sleep(limitMs, over.signal).then(reach, () => {});
  return () => over.abort();
}

/** Why the run was stopped, if it was. */
export function stopReason(stop: Stop): StopReason | undefined {
  return stop.asked.aborted ? stop.asked.reason as StopReason : undefined;
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
