// destroy of one file: uninstall what helm has of the selected releases, in reverse.
import type { DesiredState } from "../merge/state.ts";
import { destroyOrder, planDestroy } from "../plan/plan_destroy.ts";
import type { Selection } from "../plan/select_releases.ts";
import type { FileRun } from "./file_run.ts";
import { leftIn, selectionLeft } from "./left_out.ts";
import { listInstalled } from "./list_installed.ts";
import { prepareCharts } from "./prepare_charts.ts";
import { runPrepareHooks } from "./prepare_file.ts";
import { problemOf } from "./problem.ts";
import { runPlan } from "./run_plan.ts";
import { affected } from "./sync_file.ts";

/**
 * Destroys the selected releases of a file; `--skip-charts` leaves their charts and prepare hooks out. Source of
 * charts being prepared at all: Helmfile pkg/app/app.go Destroy.
 */
export async function destroyFile(
  selection: Selection,
  fileRun: FileRun,
  { state, skipCharts }: { state: Pick<DesiredState, "isParallel">; skipCharts: boolean },
): Promise<void> {
  const releases = destroyOrder(selection);
  const wanted = skipCharts ? [] : releases.filter((release) => release.isInstalled);
  if (!await runPrepareHooks(wanted, fileRun)) return;
  const problem = await problemOf(async () => {
    await prepareCharts(leftIn(wanted, fileRun), fileRun);
    const left = selectionLeft(selection, fileRun);
    const present = new Set((await listInstalled(leftIn(releases, fileRun), fileRun)).keys());
    const plan = planDestroy(state, [left], { present }).files[0]!;
    if (plan.steps.length > 0 && !await fileRun.run.confirm(affected(plan.steps, "delete"))) return;
    await runPlan(plan, fileRun, releases);
  });
  if (problem) fileRun.fail(problem);
}
