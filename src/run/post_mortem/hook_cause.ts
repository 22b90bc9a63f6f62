// How a hook ended and what its scripts recorded → the one word for it, and the code users and tests match.
import type { DiagnosticCode } from "../../diagnostics/diagnostic.ts";
import type { BashMessage } from "./bash_messages.ts";
import { type ChildEnd, exitCodeOf } from "../processes/child_end.ts";
import { signalOf } from "./exit_code_meaning.ts";
import type { Culprit } from "./find_culprit.ts";
import type { HookCause } from "./hook_failure.ts";

/** What the cause is judged by. */
export interface CauseFacts {
  readonly message: BashMessage | undefined;
  readonly culprit: Culprit | undefined;
  readonly wasOutOfMemory: boolean;
}

/** The cause of a failure, judged first by how the hook ended, then by what its scripts recorded. */
export function findCause(end: ChildEnd, facts: CauseFacts): HookCause {
  switch (end.type) {
    case "timed_out":
      return "timeout";
    case "stalled":
      return "stalled";
    case "canceled":
      return "canceled";
    case "signaled":
      return end.signal === "SIGKILL" && facts.wasOutOfMemory ? "oom" : "signal";
    case "not_started":
      return NOT_STARTED[end.reason];
    case "exited":
      return causeOfExit(exitCodeOf(end), facts);
  }
}

const NOT_STARTED = {
  "not-found": "not-found",
  "bad-interpreter": "not-found",
  "not-executable": "not-executable",
  "bad-cwd": "spawn",
  "other": "spawn",
} as const;

function causeOfExit(code: number, { message, culprit, wasOutOfMemory }: CauseFacts): HookCause {
  if (message?.kind === "unset-variable" || message?.kind === "syntax") return message.kind;
  if (culprit?.record.kind === "exit" && !culprit.record.isInTrap) return "exit";
  if (code === 137 && wasOutOfMemory) return "oom";
  if (code === 127) return "not-found";
  if (code === 126 && message?.kind !== "too-long") return "not-executable";
  if (signalOf(code) !== undefined) return "signal";
  return culprit ? "err" : "exit";
}

/** The stable code of a cause. */
export function codeOfCause(cause: HookCause): DiagnosticCode {
  return CODES[cause];
}

// A few words differ, and stay so: causes are published in the events' JSON, codes in diagnostics and JUnit.
const CODES: Readonly<Record<HookCause, DiagnosticCode>> = {
  "exit": "hook/exited",
  "err": "hook/exited",
  "unset-variable": "hook/unset-variable",
  "syntax": "hook/syntax",
  "signal": "hook/signaled",
  "timeout": "hook/timed-out",
  "stalled": "hook/stalled",
  "not-found": "hook/not-found",
  "not-executable": "hook/not-executable",
  "spawn": "hook/not-started",
  "oom": "hook/out-of-memory",
  "canceled": "hook/canceled",
};
