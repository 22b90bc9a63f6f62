// What can go wrong in a run, as one value that travels from where it happened to hooks, reports and the exit code.
import { type Diagnostic, Failure } from "../diagnostics/diagnostic.ts";
import type { HookFailure } from "./post_mortem/hook_failure.ts";

/** Why a release or a file failed. */
export type Problem =
  | { readonly type: "hook"; readonly failure: HookFailure }
  | { readonly type: "diagnostics"; readonly diagnostics: readonly Diagnostic[]; readonly exitCode?: number };

/** One line for `.Event.Error`, `HOOK_ERROR` and summaries. */
export function problemText(problem: Problem): string {
  if (problem.type === "diagnostics") return problem.diagnostics.map((d) => d.message).join("; ");
  const { hook, end, exitCode } = problem.failure;
  const how = end.type === "timed_out" ? `timed out after ${end.limitMs / 1000} s` : `exit code ${exitCode}`;
  return `Cannot run hook "${hook.name}" (${hook.event}): ${how}`;
}

/** Runs something that throws Failures, and gives its problem instead; any other exception passes. */
export async function problemOf(action: () => void | Promise<void>): Promise<Problem | undefined> {
  try {
    await action();
    return undefined;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { type: "diagnostics", diagnostics: error.diagnostics };
  }
}
