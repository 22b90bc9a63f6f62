// A test and what happened → what is wrong, at its place in the file of tests, and what to write there instead.
import type { Diagnostic, Span } from "../diagnostics/diagnostic.ts";
import type { HookTestDoc } from "../helmfile/hook_tests_schema.ts";
import type { YamlPath } from "../yaml/positions.ts";
import { compareSteps, countingSteps, isAsExpected, type OrderLine } from "./compare_steps.ts";
import type { ActualOutcome } from "./record_outcome.ts";
import type { Step } from "./step.ts";

/** What became of a rehearsed run. */
export interface RehearsedRun {
  readonly exit: number;
  readonly steps: readonly Step[];
  /** The names of releases. */
  readonly failed: readonly string[];
  readonly blocked: readonly string[];
  readonly stderr: string;
}

/** A test at its place in its file. */
export interface PlacedTest {
  readonly doc: HookTestDoc;
  readonly index: number;
  readonly spanOf: (path: YamlPath) => Span | undefined;
}

/** A test and what was found. */
export interface Verdict {
  /** None if it passed. */
  readonly problems: readonly Diagnostic[];
  /** What to record for it to pass; it also has steps that no expectation is written for yet. */
  readonly actual: ActualOutcome;
}

/** Judges a run by its test. */
export function judgeRun(test: PlacedTest, run: RehearsedRun): Verdict {
  const order = judgeOrder(test, run);
  const exit = test.doc.exit ?? 0, isExitWrong = run.exit !== exit;
  const lists = (["failed", "blocked"] as const).flatMap((key) => judgeList(key, test, run));
  return {
    problems: [
      ...order.problems,
      ...(isExitWrong ? [exitProblem(test, run)] : []),
      ...lists.map(({ problem }) => problem),
    ],
    actual: {
      index: test.index,
      ...(order.actual ? { order: order.actual } : {}),
      ...(isExitWrong ? { exit: run.exit } : {}),
      ...Object.fromEntries(lists.map(({ key }) => [key, run[key]])),
    },
  };
}

function judgeOrder(test: PlacedTest, { steps }: RehearsedRun) {
  const { doc: { name, expect, order = "exact" }, index, spanOf } = test;
  const expected = expect ?? [];
  const lines = compareSteps(expected, countingSteps(expected, steps));
  const actual = { lines, keepsUnexpected: order === "exact" };
  if (expect === undefined) return { problems: [], actual };
  if (isAsExpected(lines, order)) return { problems: [] };
  const { at } = lines.find(({ type }) =>
    type === "missing" || (order === "exact" && type === "unexpected")
  )!;
  const span = spanOf(["tests", index, "expect", Math.min(at, expected.length - 1)]) ??
    spanOf(["tests", index, "expect"]);
  const problem: Diagnostic = {
    code: "test/order",
    severity: "error",
    message: `Test "${name}" took other steps than expected`,
    ...(span ? { span } : {}),
    notes: [{ message: `expected (-) and what happened (+):\n${lines.map(lineText).join("\n")}` }],
    hint: "if that is right as it is, --record writes it down",
  };
  return { problems: [problem], actual };
}

const SIGNS = { same: " ", missing: "-", unexpected: "+" } as const;

function lineText({ type, text }: OrderLine): string {
  return `${SIGNS[type]} ${text}`;
}

/** The end of what a run said that tells why it ended so. */
const SHOWN_LINES = 40;

function exitProblem(
  { doc: { name, exit = 0 }, index, spanOf }: PlacedTest,
  run: RehearsedRun,
): Diagnostic {
  const span = spanOf(["tests", index, "exit"]) ?? spanOf(["tests", index, "command"]);
  const said = run.stderr.trim().split("\n").slice(-SHOWN_LINES).join("\n");
  return {
    code: "test/exit",
    severity: "error",
    message: `Test "${name}" ended with exit code ${run.exit} instead of ${exit}`,
    ...(span ? { span } : {}),
    ...(said === "" ? {} : { notes: [{ message: `the end of what it said:\n${said}` }] }),
  };
}

function judgeList(
  key: "failed" | "blocked",
  { doc, index, spanOf }: PlacedTest,
  run: RehearsedRun,
): readonly { readonly key: "failed" | "blocked"; readonly problem: Diagnostic }[] {
  const expected = doc[key];
  if (expected === undefined || sorted(expected) === sorted(run[key])) return [];
  const span = spanOf(["tests", index, key]);
  const problem: Diagnostic = {
    code: "test/releases",
    severity: "error",
    message: `In test "${doc.name}" the ${key} releases are ${listed(run[key])} instead of ${
      listed(expected)
    }`,
    ...(span ? { span } : {}),
  };
  return [{ key, problem }];
}

function sorted(names: readonly string[]): string {
  return [...names].sort().join(" ");
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? "none" : names.map((name) => `"${name}"`).join(", ");
}
