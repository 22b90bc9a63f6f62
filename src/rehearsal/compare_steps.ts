// The steps that a test expects and those that a run took → how they differ, as lines of a diff.
import { asksFor, formatStep, matchesStep, type Step } from "./step.ts";

/** A line of the comparison. */
export interface OrderLine {
  readonly type: "same" | "missing" | "unexpected";
  /** The step, or the pattern of one that is missing. */
  readonly text: string;
  /** The index of the expectation that it is or comes before. */
  readonly at: number;
}

/** The steps that count: minor ones only where an expectation names their command. */
export function countingSteps(expected: readonly string[], steps: readonly Step[]): readonly Step[] {
  return steps.filter((step) => !step.isMinor || expected.some((pattern) => asksFor(pattern, step)));
}

/** Expected and actual steps side by side, as much of both in common as can be; `steps` are those that count. */
export function compareSteps(expected: readonly string[], steps: readonly Step[]): readonly OrderLine[] {
  const common = commonLengths(expected, steps);
  const lines: OrderLine[] = [];
  let at = 0, stepAt = 0;
  while (at < expected.length || stepAt < steps.length) {
    const pattern = expected[at], step = steps[stepAt];
    if (pattern !== undefined && step && matchesStep(pattern, step)) {
      lines.push({ type: "same", text: formatStep(step), at });
      at++;
      stepAt++;
    } else if (step && (pattern === undefined || common[at]![stepAt + 1]! >= common[at + 1]![stepAt]!)) {
      lines.push({ type: "unexpected", text: formatStep(step), at });
      stepAt++;
    } else lines.push({ type: "missing", text: pattern!, at: at++ });
  }
  return lines;
}

/** For each pair of starts the length of the longest common sequence of what follows. */
function commonLengths(expected: readonly string[], steps: readonly Step[]): number[][] {
  const lengths = Array.from(
    { length: expected.length + 1 },
    () => new Array<number>(steps.length + 1).fill(0),
  );
  for (let at = expected.length - 1; at >= 0; at--) {
    for (let stepAt = steps.length - 1; stepAt >= 0; stepAt--) {
      lengths[at]![stepAt] = matchesStep(expected[at]!, steps[stepAt]!)
        ? lengths[at + 1]![stepAt + 1]! + 1
        : Math.max(lengths[at + 1]![stepAt]!, lengths[at]![stepAt + 1]!);
    }
  }
  return lengths;
}

/** Whether a run did what was expected: `contains` lets other steps come between. */
export function isAsExpected(lines: readonly OrderLine[], order: "exact" | "contains"): boolean {
  return lines.every(({ type }) => type === "same" || (order === "contains" && type === "unexpected"));
}
