// Things done side by side → all of what went wrong with them, not only what went wrong first.
import { type Diagnostic, Failure } from "../diagnostics/diagnostic.ts";

/** Waits for all; throws one Failure with the diagnostics of all that failed, in their order. Another exception passes at once. */
export async function allOrFailures(actions: readonly Promise<void>[]): Promise<void> {
  const problems = await Promise.all(actions.map(diagnosticsOf));
  if (problems.some((found) => found.length > 0)) throw new Failure(problems.flat());
}

async function diagnosticsOf(action: Promise<void>): Promise<readonly Diagnostic[]> {
  try {
    await action;
    return [];
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return error.diagnostics;
  }
}
