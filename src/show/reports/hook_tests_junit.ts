// What became of the tests of hooks as JUnit XML: one suite for their file, one case a test.
import { newStyle } from "../style.ts";
import { formatDiagnostics } from "../problems/diagnostic_text.ts";
import type { TestResult } from "../hook_tests_text.ts";
import { locatePlace } from "../problems/place.ts";
import { escapeXml } from "./xml_text.ts";

/** The whole document. */
export function formatTestsJunit(file: string, results: readonly TestResult[]): string {
  const failed = results.filter(({ problems }) => problems.length > 0).length;
  const counts = `tests="${results.length}" failures="${failed}" errors="0" skipped="0" time="${
    seconds(results.reduce((sum, { durationMs }) => sum + durationMs, 0))
  }"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="boathook test-hooks" ${counts}>\n` +
    `  <testsuite name="${escapeXml(file)}" ${counts}>\n${
      results.map((one) => caseXml(one, file)).join("")
    }` +
    "  </testsuite>\n</testsuites>\n";
}

function caseXml({ name, durationMs, problems }: TestResult, file: string): string {
  const [first] = problems;
  const line = first?.span ? ` file="${escapeXml(file)}" line="${locatePlace(first.span).line}"` : "";
  const head = `    <testcase name="${escapeXml(name)}" classname="${escapeXml(file)}" time="${
    seconds(durationMs)
  }"${line}`;
  if (!first) return `${head}/>\n`;
  const text = escapeXml(formatDiagnostics(problems, { style: newStyle(false) }));
  return `${head}>\n      <failure type="${first.code}" message="${
    escapeXml(first.message)
  }">${text}</failure>\n    </testcase>\n`;
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}
