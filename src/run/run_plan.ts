// The plan of one file → its steps done: the ready queue, each step's hooks and helm, cleanup of what nothing happens
// to.
import type { Release } from "../merge/state.ts";
import { dependantsOf } from "../plan/dependants.ts";
import type { FilePlan, Step } from "../plan/plan.ts";
import type { BlockedStep } from "../plan/ready_queue.ts";
import { destroyRelease, uninstallForSync, upgradeRelease } from "./change_release.ts";
import type { FileRun } from "./file_run.ts";
import { releaseRef } from "./helm_session.ts";
import { runSteps } from "./run_steps.ts";

/** Runs a file's plan; failures are noted in `files`, and what they block is said once each. */
export async function runPlan(plan: FilePlan, fileRun: FileRun, releases: readonly Release[]): Promise<void> {
  const releaseById = new Map(releases.map((release) => [release.id, release]));
  const stepById = new Map(plan.steps.map((step) => [step.id, step]));
  const { run } = fileRun;
  fileRun.dependants = new Map(
    [...dependantsOf(plan.steps)].map(([id, steps]) => [id, steps.map(({ name }) => name)]),
  );
  fileRun.isPlanned = true;
  const left = plan.steps.filter(({ id }) => !fileRun.skipped.has(id));
  run.emit({
    type: "plan_made",
    file: plan.file,
    steps: left.map(({ id, action, needs, after }) => ({
      release: releaseRef(releaseById.get(id)!),
      action,
      waitsFor: [...new Set([...needs, ...after])],
    })),
  });
  await runSteps(plan.steps, {
    limiter: run.limiter,
    asked: AbortSignal.any([run.stop.asked, run.hooks.halted]),
    run: (id) => runStep(stepById.get(id)!, releaseById.get(id)!, fileRun),
    onBlocked: ({ id, cause }: BlockedStep) =>
      run.emit({
        type: "release_blocked",
        release: releaseRef(releaseById.get(id)!),
        by: [releaseById.get(cause)!.name],
        byIds: [cause],
      }),
  });
  if (fileRun.isStopped) return;
  for (const { id } of plan.unchanged) {
    const release = releaseById.get(id)!;
    const problem = await fileRun.cleanUpRelease(release, run.command);
    if (problem) fileRun.fail(problem, release);
  }
}

async function runStep({ id, action }: Step, release: Release, fileRun: FileRun): Promise<boolean> {
  if (fileRun.skipped.has(id)) return true;
  if (action === "upgrade") {
    return await fileRun.track(release, action, () => upgradeRelease(release, fileRun));
  }
  const uninstall = fileRun.run.command === "destroy" ? destroyRelease : uninstallForSync;
  return await fileRun.track(release, "uninstall", () => uninstall(release, fileRun));
}
