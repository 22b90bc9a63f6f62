// How a child ended, in a few words.
import type { ChildEnd } from "../../run/processes/child_end.ts";
import { formatDuration } from "../duration_text.ts";

/** "exit code 0", "time limit of 5s reached", … */
export function exitText(end: ChildEnd): string {
  switch (end.type) {
    case "exited":
      return `exit code ${end.code}`;
    case "signaled":
      return `ended by ${end.signal}`;
    case "timed_out":
      return `time limit of ${formatDuration(end.limitMs)} reached`;
    case "stalled":
      return `no output for ${formatDuration(end.quietMs)}`;
    case "canceled":
      return stopText(end);
    case "not_started":
      return `not started: ${end.message}`;
  }
}

/** "stopped by SIGTERM", or by the deadline of the whole run. */
export function stopText({ signal, isDeadline }: ChildEnd & { type: "canceled" }): string {
  return `stopped by ${isDeadline ? "the run's deadline" : signal}`;
}
