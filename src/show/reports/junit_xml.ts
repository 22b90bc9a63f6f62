// A run → JUnit XML: a suite for each state file, a case for each of its releases and hooks. Source of the form: the
// schema of Jenkins' xUnit plugin, which GitLab and most others follow.
import type { HookRecord, ReleaseRecord, RunResult } from "./run_record.ts";
import type { RunFailure } from "./run_failure.ts";
import { escapeXml } from "./xml_text.ts";

interface Case {
  readonly name: string;
  readonly className: string;
  readonly durationMs: number;
  readonly failure?: RunFailure;
  readonly skipped?: string;
  readonly log: readonly string[];
  readonly file?: string | undefined;
  readonly line?: number | undefined;
}

/** The whole document. Each failure stands in one case; a release that failed of its hook says so and is skipped. */
export function formatJunit(
  result: RunResult,
  { mask }: { readonly mask: (text: string) => string },
): string {
  const text = (value: string) => escapeXml(mask(value));
  const { failures } = result;
  const suites = result.files.map(({ file }) => ({ name: file, cases: casesOf(file, result) }));
  const loose = failures.filter((one) =>
    !suites.some(({ cases }) => cases.some(({ failure }) => failure === one))
  );
  if (loose.length > 0) {
    suites.unshift({
      name: result.command,
      cases: loose.map((failure) => ({
        name: failure.title,
        className: result.command,
        durationMs: 0,
        failure,
        log: [],
        file: failure.file,
        line: failure.line,
      })),
    });
  }
  const all = suites.flatMap(({ cases }) => cases);
  const xml = suites.map(({ name, cases }) => {
    const started = new Date(result.startedAtMs).toISOString().slice(0, 19);
    return `  <testsuite name="${text(name)}" ${counts(cases)} timestamp="${started}">\n` +
      inOrder(cases, failures).map((one) => caseXml(one, text)).join("") + "  </testsuite>\n";
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n` +
    `<testsuites name="boathook ${text(result.command)}" ${counts(all)}>\n${xml.join("")}</testsuites>\n`;
}

function casesOf(file: string, result: RunResult): Case[] {
  const { failures } = result;
  const releases = result.releases.filter((one) => one.file === file).map((one) =>
    releaseCase(one, failures)
  );
  const hooks = result.hooks.filter((one) => one.file === file).map((one) => hookCase(one, failures));
  const whole = failures.filter(({ stateFile }) => stateFile === file).map((failure) => ({
    name: failure.title,
    className: file,
    durationMs: 0,
    failure,
    log: [],
    file: failure.file,
    line: failure.line,
  }));
  return [...whole, ...releases, ...hooks];
}

function releaseCase(one: ReleaseRecord, failures: readonly RunFailure[]): Case {
  const { release, action, outcome, startMs, endMs, file, log } = one;
  const ofRelease = failures.filter(({ releaseId }) => releaseId === release.id);
  const own = ofRelease.filter(({ hookId }) => hookId === undefined);
  const hook = ofRelease.find(({ hookId }) => hookId !== undefined);
  const base = { name: `${action} ${release.name}`, className: file, durationMs: endMs - startMs, log };
  if (own[0]) return { ...base, failure: own[0], file: own[0].file, line: own[0].line };
  if (outcome === "blocked") {
    return { ...base, skipped: `${one.blockedBy.join(", ")} failed, which it needs` };
  }
  if (outcome === "skipped") return { ...base, skipped: `done in run ${one.doneIn}` };
  if (outcome === "running") return { ...base, skipped: "not finished" };
  return outcome === "failed" && hook ? { ...base, skipped: `failed of ${hook.title}` } : base;
}

function hookCase(
  { hook, startMs, endMs, file, log, outcome }: HookRecord,
  failures: readonly RunFailure[],
): Case {
  const owner = hook.release === undefined ? "" : ` of ${hook.release}`;
  const attempt = hook.attempts > 1 ? ` (attempt ${hook.attempt})` : "";
  const failure = failures.find(({ hookId }) => hookId === hook.hookId);
  return {
    name: `${hook.event} hook ${hook.name}${owner}${attempt}`,
    className: file,
    durationMs: endMs - startMs,
    log,
    ...(failure ? { failure, file: failure.file, line: failure.line } : {}),
    ...(!failure && outcome === "running" ? { skipped: "not finished" } : {}),
    ...(!failure && outcome === "failed" ? { skipped: "failed, and the run went on" } : {}),
  };
}

/** Root causes first; what went well keeps its order. */
function inOrder(cases: readonly Case[], failures: readonly RunFailure[]): readonly Case[] {
  const rank = ({ failure }: Case) => failure ? failures.indexOf(failure) : failures.length;
  return [...cases].sort((a, b) => rank(a) - rank(b));
}

function counts(cases: readonly Case[]): string {
  const failed = cases.filter(({ failure }) => failure).length;
  const skipped = cases.filter(({ skipped }) => skipped !== undefined).length;
  const seconds = cases.reduce((sum, { durationMs }) => sum + durationMs, 0) / 1000;
  return `tests="${cases.length}" failures="${failed}" errors="0" skipped="${skipped}" time="${
    seconds.toFixed(3)
  }"`;
}

function caseXml(one: Case, text: (value: string) => string): string {
  const place = one.file === undefined
    ? ""
    : ` file="${text(one.file)}"${one.line ? ` line="${one.line}"` : ""}`;
  const head = `    <testcase name="${text(one.name)}" classname="${text(one.className)}" time="${
    (one.durationMs / 1000).toFixed(3)
  }"${place}`;
  const inner = [
    ...(one.failure ? [failureXml(one.failure, text)] : []),
    ...(one.skipped === undefined ? [] : [`      <skipped message="${text(one.skipped)}"/>\n`]),
    ...(one.log.length === 0 ? [] : [`      <system-out>${text(one.log.join("\n"))}</system-out>\n`]),
  ];
  return inner.length === 0 ? `${head}/>\n` : `${head}>\n${inner.join("")}    </testcase>\n`;
}

function failureXml(
  { title, code, text: report, blocked }: RunFailure,
  text: (value: string) => string,
): string {
  const after = blocked.length === 0 ? "" : `\nnot worked on because of it: ${blocked.join(", ")}`;
  return `      <failure type="${text(code)}" message="${text(title)}">${text(report + after)}</failure>\n`;
}
