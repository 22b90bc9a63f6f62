// Whether a failed hook is tried again, and after what pause.
import { compileRegexp, matches } from "../../go/regexp.ts";
import type { HookDoc } from "../../helmfile/hook_schema.ts";
import type { HookOutcome } from "./hook_request.ts";
import { exitCodeOf } from "../processes/child_end.ts";

type Retries = Exclude<HookDoc["retries"], undefined>;

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 60_000;

/** How often a hook runs at most. */
export function attemptsOf(retries: Retries | undefined): number {
  return 1 + (retries?.count ?? 0);
}

/** Whether this failure is one that another try may mend; what a stop ended is not. */
export function isRetried(outcome: HookOutcome, retries: Retries | undefined): boolean {
  const on = retries && "on" in retries ? retries.on : undefined;
  if (outcome.ok || outcome.end.type === "canceled") return false;
  if (on === undefined || on.length === 0) return true;
  const code = exitCodeOf(outcome.end);
  return on.some((item) =>
    typeof item === "number"
      ? item === code
      : outcome.output.lines.some(({ text }) => matches(compileRegexp(item), text))
  );
}

/** The pause after a failed try, the first being 1. */
export function pauseMs(attempt: number, retries: Retries | undefined): number {
  const first = retries && "backoff" in retries ? retries.backoff ?? FIRST_PAUSE_MS : FIRST_PAUSE_MS;
  return Math.min(first * 2 ** (attempt - 1), Math.max(first, LONGEST_PAUSE_MS));
}
