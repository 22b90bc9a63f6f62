// Commands that look at each release and change nothing: template, lint, unittest, status, test. What helm prints as
// data comes out in the order of the releases, however many of them run at once.
import type { HelmCall } from "../helm/helm_call.ts";
import type { Release } from "../merge/state.ts";
import type { ReleaseAction } from "./events.ts";
import type { FileRun } from "./file_run.ts";
import type { HelmSession } from "./helm_session.ts";
import { leftIn } from "./left_out.ts";
import { createLimiter } from "./limiter.ts";
import { prepareCharts } from "./prepare_charts.ts";
import { prepareReleases, runPrepareHooks } from "./prepare_file.ts";
import { problemOf } from "./problem.ts";

/** One such command. */
export interface ReleaseCommand {
  readonly action: ReleaseAction;
  /** For messages: "lint". */
  readonly verb: string;
  readonly call: (release: Release, session: HelmSession) => HelmCall;
  /** The file that takes what helm prints for a release, absolute; printed where there is none. */
  readonly fileFor?: (release: Release, session: HelmSession) => string | undefined;
  /**
   * What of the release it reads: chart and values, or nothing. Helmfile prepares charts even for those that read
   * nothing (pkg/app/app.go Test, Status), with their dependencies or without.
   */
  readonly needs: "values" | "dependencies" | "charts";
  /** Which releases it is about; of the others no more than prepare hooks and charts are seen to. */
  readonly concerns?: (release: Release) => boolean;
  /** Whether what helm prints is what the user asked for, and so goes to standard output whole. */
  readonly printsData: boolean;
  /**
   * One release after the other unless `--concurrency` allows more, and none of the group after one that failed.
   * Source: Helmfile pkg/state/state.go TemplateReleases, LintReleases, UnittestReleases.
   */
  readonly takesTurns: boolean;
  /** Goes on in the group after a failure all the same. */
  readonly goesOn?: boolean;
  /** What fails is what the user wants to know of: the files that follow are looked at too. */
  readonly findsProblems?: boolean;
}

/** Runs the command for the installed releases of each group; a failure in one group does not stop the next. */
export async function eachRelease(
  groups: readonly (readonly Release[])[],
  fileRun: FileRun,
  command: ReleaseCommand,
): Promise<void> {
  const wanted = groups.map((group) => group.filter((release) => release.isInstalled));
  const all = wanted.flat(), { concerns = () => true } = command;
  if (!await runPrepareHooks(all, fileRun)) return;
  if (command.needs === "values" && !await prepareReleases(all, fileRun, { needsValues: concerns })) return;
  if (command.needs !== "values" && !await prepareOnlyCharts(all, fileRun, command)) return;
  fileRun.letsOthersRun = command.findsProblems === true;
  for (const group of wanted) await runGroup(leftIn(group, fileRun).filter(concerns), fileRun, command);
}

async function prepareOnlyCharts(
  releases: readonly Release[],
  fileRun: FileRun,
  { needs }: ReleaseCommand,
): Promise<boolean> {
  const skipDependencies = needs === "charts";
  const problem = await problemOf(async () => {
    await prepareCharts(leftIn(releases, fileRun), fileRun, { skipDependencies });
  });
  if (problem) fileRun.fail(problem);
  return problem === undefined;
}

async function runGroup(
  group: readonly Release[],
  fileRun: FileRun,
  command: ReleaseCommand,
): Promise<void> {
  const { run } = fileRun;
  const limiter = command.takesTurns && run.settings.concurrency <= 1 ? createLimiter(1) : run.limiter;
  let hasFailed = false;
  let printed: Promise<void> = Promise.resolve();
  await Promise.all(group.map((release) => {
    const output = limiter.run(async () => {
      if (fileRun.isStopped || (hasFailed && command.takesTurns && !command.goesOn)) return "";
      const { text, ok } = await runOne(release, fileRun, command);
      hasFailed ||= !ok;
      return text;
    });
    printed = printed.then(async () => {
      const text = await output;
      // The empty line between outputs is Helmfile's (helmexec write): scripts that split at it keep working.
      if (text !== "") run.emit({ type: "text_printed", text: `${text}\n` });
    });
    return output;
  }));
  await printed;
}

async function runOne(release: Release, fileRun: FileRun, command: ReleaseCommand) {
  const { session } = fileRun;
  let text = "";
  const ok = await fileRun.track(release, command.action, () =>
    problemOf(async () => {
      const doing = `${command.verb} release "${release.name}"`;
      const call = command.call(release, session);
      const file = command.fileFor?.(release, session);
      const capture = command.printsData || file !== undefined;
      text = (await session.call(call, { doing, release, capture })).stdout;
      if (file === undefined) return;
      if (text !== "") fileRun.run.system.files.write(file, `${text}\n`);
      text = "";
    }));
  return { text, ok };
}
