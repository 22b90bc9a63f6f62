// Commands that look at each release and change nothing: template, lint, status, test. Helm runs side by side; what
// it prints comes out in the order of the releases.
import type { HelmCall } from "../helm/helm_call.ts";
import type { HelmSession } from "./helm_session.ts";
import type { Release } from "../merge/state.ts";
import type { ReleaseAction } from "./events.ts";
import type { FileRun } from "./file_run.ts";
import { prepareReleases, runPrepareHooks } from "./prepare_file.ts";
import { problemOf } from "./problem.ts";

/** One such command. */
export interface ReleaseCommand {
  readonly action: ReleaseAction;
  /** For messages: "lint". */
  readonly verb: string;
  readonly call: (release: Release, session: HelmSession) => HelmCall;
  /** Whether it reads the release's chart and values. */
  readonly needsValues: boolean;
  /** Whether releases with `installed: false` take part. */
  readonly includesUninstalled?: boolean;
}

/** Runs the command for each release; the first failure does not keep the others from running. */
export async function eachRelease(
  releases: readonly Release[],
  files: FileRun,
  command: ReleaseCommand,
): Promise<void> {
  const wanted = releases.filter((release) => release.isInstalled || command.includesUninstalled === true);
  if (!await runPrepareHooks(wanted, files)) return;
  if (command.needsValues && !await prepareReleases(wanted, files)) return;
  const { session, run } = files;
  let printed: Promise<void> = Promise.resolve();
  await Promise.all(wanted.map((release) => {
    const output = run.limiter.run(async () => {
      if (files.isStopped) return "";
      let text = "";
      await files.track(release, command.action, () =>
        problemOf(async () => {
          const doing = `${command.verb} release "${release.name}"`;
          const call = command.call(release, session);
          text = (await session.call(call, { doing, release, capture: true })).stdout;
        }));
      return text;
    });
    printed = printed.then(async () => {
      const text = await output;
      if (text !== "") run.emit({ type: "text_printed", text });
    });
    return output;
  }));
  await printed;
}
