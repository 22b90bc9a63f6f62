// Every way a child can end, as data. The first reason wins: a hook that exits 0 on the TERM of its time limit has
// timed out.
import type { ProcessRow, SpawnError } from "../../system/system.ts";
import type { StopReason, StopSignal } from "./stop.ts";

/** Why and how a child ended. */
export type ChildEnd =
  | { readonly type: "exited"; readonly code: number }
  | { readonly type: "signaled"; readonly signal: string }
  | { readonly type: "timed_out"; readonly limitMs: number }
  | { readonly type: "stalled"; readonly quietMs: number }
  /** `isDeadline`: no signal came, the whole run took too long, which ends it as SIGTERM does. */
  | { readonly type: "canceled"; readonly signal: StopSignal; readonly isDeadline?: true }
  | { readonly type: "not_started"; readonly reason: SpawnError["reason"]; readonly message: string };

/** A living process at the moment we looked, with the script line it stood at if that is known. */
export interface RunningProcess extends ProcessRow {
  readonly at?: { readonly path: string; readonly line: number };
}

/** What it took to end a child that would not end by itself. */
export interface Termination {
  readonly signal: "SIGTERM" | "SIGINT";
  /** What it had to end by itself: less than it was promised if a second stop signal came, 0 if that came first. */
  readonly graceMs: number;
  /** What ran when the limit was reached. */
  readonly running: readonly RunningProcess[];
  /** What of it still ran after the grace period, and was killed. */
  readonly killed: readonly ProcessRow[];
  /** What even KILL did not end within a second. */
  readonly survivors: readonly ProcessRow[];
  readonly durationMs: number;
}

/** All that is known about a child after its end. */
export interface ChildReport {
  readonly end: ChildEnd;
  readonly pid?: number;
  readonly durationMs: number;
  readonly termination?: Termination;
  /** Processes it left running though it ended by itself. */
  readonly leaked: readonly ProcessRow[];
}

/** The end of a child that was stopped together with the run. */
export function canceledBy(reason: StopReason): ChildEnd & { type: "canceled" } {
  return reason === "deadline"
    ? { type: "canceled", signal: "SIGTERM", isDeadline: true }
    : { type: "canceled", signal: reason };
}

/** The exit code a shell would show: 124 for a time limit as GNU timeout, 128+n for a signal. */
export function exitCodeOf(end: ChildEnd): number {
  switch (end.type) {
    case "exited":
      return end.code;
    case "signaled":
      return 128 + (SIGNAL_NUMBERS[end.signal] ?? 0);
    case "timed_out":
    case "stalled":
      return 124;
    case "canceled":
      return 128 + SIGNAL_NUMBERS[end.signal]!;
    case "not_started":
      return end.reason === "not-found" || end.reason === "bad-interpreter" ? 127 : 126;
  }
}

/** Linux's numbers, which macOS shares for all but USR1, USR2, BUS, CHLD, CONT and STOP. */
export const SIGNAL_NUMBERS: Readonly<Record<string, number>> = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGQUIT: 3,
  SIGILL: 4,
  SIGTRAP: 5,
  SIGABRT: 6,
  SIGBUS: 7,
  SIGFPE: 8,
  SIGKILL: 9,
  SIGUSR1: 10,
  SIGSEGV: 11,
  SIGUSR2: 12,
  SIGPIPE: 13,
  SIGALRM: 14,
  SIGTERM: 15,
  SIGXCPU: 24,
  SIGXFSZ: 25,
  SIGSYS: 31,
};
