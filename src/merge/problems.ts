// Collecting problems before failing, so that one run tells a user everything that is wrong.
import { type Diagnostic, Failure } from "../diagnostics/diagnostic.ts";

/** Runs `step`; the problems it fails with join `problems` and the answer is undefined. Bugs pass through. */
export function attempt<T>(problems: Diagnostic[], step: () => T): T | undefined {
  try {
    return step();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    problems.push(...error.diagnostics);
    return undefined;
  }
}

/** Fails with all problems, each named once, if there are any errors among them. */
export function failIfAny(problems: readonly Diagnostic[]): void {
  if (problems.some((problem) => problem.severity === "error")) throw new Failure(withoutRepeats(problems));
}

function withoutRepeats(problems: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  return problems.filter(({ code, message, span }) => {
    const key = `${code}\0${message}\0${span?.source.path}\0${span?.start}`;
    return !seen.has(key) && seen.add(key);
  });
}
