// What is known of a failure → why, in the fewest words: the cause, what the exit code means, what was said about it.
import type { BashMessage } from "./bash_messages.ts";
import { messageAbout } from "./bash_verdict.ts";
import { exitCodeOf } from "../processes/child_end.ts";
import { exitCodeMeaning } from "./exit_code_meaning.ts";
import type { FailureFacts, FoundPipeline } from "./failure_place.ts";
import { type Culprit, endedItsShell } from "./find_culprit.ts";
import { CONDITION_AT_END } from "./guess_place.ts";
import { findCause } from "./hook_cause.ts";
import type { HookEvidence } from "./hook_evidence.ts";
import type { FailurePlace, HookCause, HookFailure } from "./hook_failure.ts";
import { lastWords } from "./last_words.ts";

/** Why a hook failed. */
export interface HookReason {
  readonly cause: HookCause;
  readonly exitCode: number;
  readonly meaning: string | undefined;
  /** What the shell said about it. */
  readonly shellMessage: BashMessage | undefined;
  readonly said: HookFailure["said"] | undefined;
}

/** The reason; `place` is where it failed, if a line of a script is known. */
export function findReason(
  evidence: HookEvidence,
  { found, place, ...facts }: FailureFacts & {
    readonly found: FoundPipeline | undefined;
    readonly place: FailurePlace | undefined;
  },
): HookReason {
  const { report, argv, mask, output, wasOutOfMemory } = evidence, { culprit, spoken } = facts;
  const exitCode = exitCodeOf(report.end);
  const shellMessage = facts.message ?? messageAbout(output, culprit);
  const isTooLong = shellMessage?.kind === "too-long";
  const message = facts.message ?? (isTooLong ? shellMessage : undefined);
  const failed = found?.pipeline.stages?.[found.pipeline.failed] ?? culprit?.record.command ?? argv.join(" ");
  const isOwnExit = culprit?.record.kind === "exit";
  const isGuess = !culprit && place?.doubt !== undefined && place.doubt !== CONDITION_AT_END;
  const said = lastWords({
    message: shellMessage,
    spoken,
    command: isOwnExit || isGuess ? undefined : failed,
    output,
  });
  return {
    cause: findCause(report.end, { culprit, message, wasOutOfMemory }),
    exitCode,
    meaning: isTooLong || saysMore(said?.text)
      ? undefined
      : meaningOf(exitCode, { command: failed, found, culprit, evidence }),
    shellMessage,
    said: said && { ...said, text: mask(said.text) },
  };
}

/** make ends with the same code for a failed recipe, `*** [FILE:LINE: …`, and for what it cannot even begin. */
function saysMore(text = ""): boolean {
  return /^(\S*make(\[\d+\])?: )?\*\*\* (?!\[)/.test(text);
}

/** Whether the exit code is that of a trap of the script's own. */
export function isEndedByTrap(exitCode: number, culprit: Culprit | undefined): boolean {
  const last = culprit?.burst.at(-1);
  return last !== undefined && (last.isInTrap || (last.status !== exitCode && endedItsShell(last)));
}

function meaningOf(
  exitCode: number,
  { command, found, culprit, evidence }: {
    command: string;
    found: FoundPipeline | undefined;
    culprit: Culprit | undefined;
    evidence: HookEvidence;
  },
): string | undefined {
  if (evidence.report.end.type !== "exited") return undefined;
  // The number after `exit` and `return` is the script author's own, and so is what the user's trap ends with.
  const isOwn = culprit?.record.kind === "exit" || /^return\s+\d/.test(command);
  if (isOwn || isEndedByTrap(exitCode, culprit)) return undefined;
  const last = culprit?.burst.at(-1);
  // `make` and the like end with a code of their own for what they ran.
  const isOuter = last !== undefined && culprit!.record.status !== exitCode;
  if (isOuter) return exitCodeMeaning(exitCode, last.command);
  return exitCodeMeaning(found?.pipeline.statuses[found.pipeline.failed] ?? exitCode, command);
}
