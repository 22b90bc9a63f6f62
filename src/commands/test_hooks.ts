// test-hooks: runs the command lines of a file of tests against a stand-in helm, and compares what happens, in its
// order, with what the file expects.
import { dirname, relative, resolve } from "node:path";
import { defineCommand } from "../cli/command.ts";
import { EXIT } from "../cli/exit_codes.ts";
import { fail } from "../diagnostics/diagnostic.ts";
import { readSource } from "../files/read.ts";
import { type ParsedHookTests, parseHookTests } from "../helmfile/parse_hook_tests.ts";
import { judgeRun } from "../rehearsal/judge_run.ts";
import { recordOutcomes } from "../rehearsal/record_outcome.ts";
import { formatAnnotations } from "../show/reports/github_annotations.ts";
import { formatTestResult, formatTestsEnd, type TestResult } from "../show/hook_tests_text.ts";
import { formatTestsJunit } from "../show/reports/hook_tests_junit.ts";
import { diagnosticFailure } from "../show/reports/run_failure.ts";
import { newStyle, wantsColor } from "../show/style.ts";
import type { System } from "../system/system.ts";
import { rehearse, type Stage } from "./shared/rehearse.ts";
import { TAKES } from "./shared/takes.ts";

const DEFAULT_FILE = "hook-tests.yaml";

export const command = defineCommand({
  ...TAKES["test-hooks"],
  async run(options, { system, args: [given = DEFAULT_FILE], commands }) {
    const { terminal, env, files } = system;
    const path = resolve(system.cwd, given);
    if (!files.stat(path)) failMissing(given);
    const tests = parseHookTests(readSource(path, { system }));
    const file = options.file === undefined ? tests.doc.file : resolve(system.cwd, options.file);
    const stage: Stage = { system, commands, cwd: dirname(path), file };
    const style = newStyle(wantsColor(options, env, terminal.stdoutIsTerminal));
    const drawing = { style, columns: terminal.columns() };
    const results: TestResult[] = [];
    for (const index of tests.doc.tests.keys()) {
      const result = await runTest(index, tests, stage);
      results.push(result);
      if (STOPPED.has(result.exit)) return result.exit;
      terminal.writeStdout(formatTestResult(result, { ...drawing, records: options.record }));
    }
    if (options.junit) {
      files.write(resolve(system.cwd, options.junit), formatTestsJunit(tests.source.path, results));
    }
    if (env.get("GITHUB_ACTIONS") === "true" && !options.record) annotate(results, system);
    const isRecorded = options.record && writeRecord(path, tests, { results, system });
    terminal.writeStdout(formatTestsEnd(results, { isRecorded }));
    const hasFailed = results.some(({ problems }) => problems.length > 0);
    return hasFailed && !options.record ? EXIT.failed : EXIT.done;
  },
});

function failMissing(given: string): never {
  fail("files/unreadable", `Cannot read "${given}": it does not exist`, {
    hint: 'write a list "tests:" with the name and the command of each, and let --record fill in the rest',
  });
}

/** A stop that was meant for a run is meant for all of them. */
const STOPPED: ReadonlySet<number> = new Set([EXIT.hungUp, EXIT.interrupted, EXIT.terminated]);

async function runTest(index: number, { doc, spanOf }: ParsedHookTests, stage: Stage): Promise<TestResult> {
  const test = { doc: doc.tests[index]!, index, spanOf };
  const { clock } = stage.system, start = clock.monotonic();
  const run = await rehearse(test, stage);
  const { name } = test.doc;
  return { name, exit: run.exit, durationMs: clock.monotonic() - start, ...judgeRun(test, run) };
}

/** Problems at their lines on GitHub's page of the change. */
function annotate(results: readonly TestResult[], { terminal, env, cwd }: System): void {
  const mask = (text: string) => text;
  const failures = results.flatMap(({ problems }) =>
    problems.map((problem) => diagnosticFailure(problem, { mask }))
  );
  const root = env.get("GITHUB_WORKSPACE") || cwd;
  const place = (file: string) => relative(root, resolve(cwd, file));
  terminal.writeStderr(formatAnnotations({ failures, warnings: [] }, { mask, place }));
}

/** Whether anything had to be written. */
function writeRecord(
  path: string,
  { source }: ParsedHookTests,
  { results, system }: { readonly results: readonly TestResult[]; readonly system: System },
): boolean {
  const text = recordOutcomes(source, results.map(({ actual }) => actual)) ??
    fail(
      "test/not-recorded",
      `Cannot write into "${source.path}": a test is not written with one key a line`,
      {
        hint: "write each test as a list item with its keys below each other",
      },
    );
  if (text === source.text) return false;
  system.files.write(path, text);
  return true;
}
