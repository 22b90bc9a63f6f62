// apply and diff of one file: prepare everything, compare with the cluster, and (apply) change what differs.
import type { DesiredState, Release } from "../merge/state.ts";
import { groupOrder } from "../plan/dag_groups.ts";
import { planApply } from "../plan/plan_apply.ts";
import type { Selection } from "../plan/select_releases.ts";
import { compareReleases, type Comparison } from "./compare_releases.ts";
import type { FileRun } from "./file_run.ts";
import { releaseRef } from "./helm_session.ts";
import { leftIn, selectionLeft } from "./left_out.ts";
import { listInstalled } from "./list_installed.ts";
import { prepareReleases, runPrepareHooks } from "./prepare_file.ts";
import { problemOf } from "./problem.ts";
import { runPlan } from "./run_plan.ts";
import { skipDone } from "./journal/skip_done.ts";
import { affected } from "./sync_file.ts";

/** What to compare and where it belongs. */
export interface ApplyRequest {
  readonly selection: Selection;
  readonly state: Pick<DesiredState, "isParallel">;
  readonly comparison: Comparison;
}

/** Applies the releases of a file that differ; nothing happens to the others. */
export async function applyFile(
  { selection, state, comparison }: ApplyRequest,
  fileRun: FileRun,
): Promise<void> {
  const facts = await findChanges(groupOrder(selection), fileRun, comparison);
  if (facts === undefined) return;
  const plan = planApply(state, [selectionLeft(selection, fileRun)], facts).files[0]!;
  if (plan.steps.length === 0) return;
  const problem = await problemOf(async () => {
    if (!await fileRun.run.confirm(affected(plan.steps, "apply"))) return;
    await runPlan(plan, fileRun, selection.releases);
  });
  if (problem) fileRun.fail(problem);
}

/** Says what an apply would change. */
export async function diffFile({ selection, comparison }: ApplyRequest, fileRun: FileRun): Promise<void> {
  const facts = await findChanges(groupOrder(selection), fileRun, comparison);
  if (facts === undefined) return;
  fileRun.hasChanges = facts.changed.size + facts.present.size > 0;
  for (const release of selection.releases) {
    if (facts.present.has(release.id)) {
      fileRun.run.emit({ type: "removal_planned", release: releaseRef(release) });
    }
  }
}

interface Facts {
  readonly changed: ReadonlySet<string>;
  /** Ids of those that are there but should not be. */
  readonly present: ReadonlySet<string>;
}

/** Undefined if anything went wrong on the way: then nothing is changed. */
async function findChanges(
  releases: readonly Release[],
  fileRun: FileRun,
  comparison: Comparison,
): Promise<Facts | undefined> {
  const wanted = releases.filter((release) => release.isInstalled);
  const unwanted = releases.filter((release) => !release.isInstalled);
  if (!await runPrepareHooks(wanted, fileRun) || !await prepareReleases(wanted, fileRun)) return undefined;
  let facts: Facts | undefined;
  const problem = await problemOf(async () => {
    // What is not rendered yet cannot be compared, and may have changed.
    const rendered = skipDone(leftIn(wanted, fileRun), fileRun).filter((release) =>
      !fileRun.unrendered.has(release)
    );
    const changed = new Set(await compareReleases(rendered, fileRun, comparison));
    for (const { id } of fileRun.unrendered) changed.add(id);
    facts = { changed, present: new Set((await listInstalled(unwanted, fileRun)).keys()) };
  });
  if (problem) fileRun.fail(problem);
  return fileRun.failed.length > 0 || fileRun.isStopped ? undefined : facts;
}
