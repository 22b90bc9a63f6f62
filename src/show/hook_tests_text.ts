// What became of the tests of hooks, as text: a line for each, its problems below it, and the numbers.
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { ActualOutcome } from "../rehearsal/record_outcome.ts";
import { type DrawOptions, formatDiagnostics } from "./problems/diagnostic_text.ts";

/** A test that has run. */
export interface TestResult {
  readonly name: string;
  readonly exit: number;
  readonly durationMs: number;
  /** None if it passed. */
  readonly problems: readonly Diagnostic[];
  /** What happened instead. */
  readonly actual: ActualOutcome;
}

/** A line for a test, and its problems. */
export function formatTestResult(
  { name, problems, actual }: TestResult,
  { records, ...drawing }: DrawOptions & { readonly records: boolean },
): string {
  const { green, red, yellow } = drawing.style;
  if (records && Object.keys(actual).length > 1) return `${yellow("recorded")}  ${name}\n`;
  if (problems.length === 0) return `${green("passed")}  ${name}\n`;
  return `${red("failed")}  ${name}\n\n${formatDiagnostics(problems, drawing)}\n`;
}

/** The numbers at the end. */
export function formatTestsEnd(
  results: readonly TestResult[],
  { isRecorded }: { readonly isRecorded: boolean },
): string {
  const failed = results.filter(({ problems }) => problems.length > 0).length;
  const total = `${results.length} ${results.length === 1 ? "test" : "tests"}`;
  const isApart = results.at(-1)?.problems.length === 0 || isRecorded;
  const gap = isApart ? "\n" : "";
  if (isRecorded) return `${gap}${total}: the file of tests now says what happened\n`;
  return `${gap}${total}: ${results.length - failed} passed${failed > 0 ? `, ${failed} failed` : ""}\n`;
}
