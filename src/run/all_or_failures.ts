// Things done side by side → all of what went wrong with them, not only what went wrong first.
import { type Diagnostic, Failure } from "../diagnostics/diagnostic.ts";

/** Waits for all; throws one Failure with the diagnostics of all that failed. Another exception passes at once. */
export async function allOrFailures(actions: readonly Promise<void>[]): Promise<void> {
  const problems: Diagnostic[] = [];
  await Promise.all(actions.map(async (action) => {
    try {
      await action;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      problems.push(...error.diagnostics);
    }
  }));
  if (problems.length > 0) throw new Failure(problems);
}
