// sync of one file: prepare everything, then upgrade every release and uninstall those that should not be there.
import type { DesiredState, Release } from "../merge/state.ts";
import { planSync } from "../plan/plan_sync.ts";
import type { Selection } from "../plan/select_releases.ts";
import { compareReleases, type Comparison } from "./compare_releases.ts";
import type { FileRun } from "./file_run.ts";
import { leftIn, selectionLeft } from "./left_out.ts";
import { listInstalled } from "./list_installed.ts";
import { prepareReleases, runPrepareHooks } from "./prepare_file.ts";
import { problemOf } from "./problem.ts";
import { runPlan } from "./run_plan.ts";
import { skipDone } from "./journal/skip_done.ts";

/** Syncs the selected releases of a file; with a `preview` it shows first what that would change. */
export async function syncFile(
  selection: Selection,
  fileRun: FileRun,
  { state, preview }: {
    readonly state: Pick<DesiredState, "isParallel">;
    readonly preview?: Comparison | undefined;
  },
): Promise<void> {
  const { releases } = selection;
  const wanted = releases.filter((release) => release.isInstalled);
  const unwanted = releases.filter((release) => !release.isInstalled);
  if (!await runPrepareHooks(wanted, fileRun) || !await prepareReleases(wanted, fileRun)) return;
  skipDone(leftIn(wanted, fileRun), fileRun);
  const problem = await problemOf(async () => {
    const present = new Set((await listInstalled(unwanted, fileRun)).keys());
    const plan = planSync(state, [selectionLeft(selection, fileRun)], { present }).files[0]!;
    const steps = plan.steps.filter(({ id }) => !fileRun.skipped.has(id));
    if (preview && steps.length > 0) await showChanges(leftIn(wanted, fileRun), fileRun, preview);
    if (fileRun.failed.length > 0) return;
    if (steps.length > 0 && !await fileRun.run.confirm(affected(steps, "sync"))) return;
    await runPlan(plan, fileRun, releases);
  });
  if (problem) fileRun.fail(problem);
}

/** What of it is rendered is compared; a comparison that fails is the file's failure. */
async function showChanges(
  releases: readonly Release[],
  fileRun: FileRun,
  preview: Comparison,
): Promise<void> {
  const rendered = releases.filter(({ id }) => !fileRun.skipped.has(id));
  await compareReleases(rendered.filter((one) => !fileRun.unrendered.has(one)), fileRun, preview);
}

/** The question before anything changes, with what will. */
export function affected(
  steps: readonly { readonly name: string; readonly chart: string; readonly action: string }[],
  verb: string,
): string {
  const rows = steps.map(({ name, chart, action }) =>
    `  ${name} (${chart}) ${action === "upgrade" ? "UPDATED" : "DELETED"}`
  );
  return `Affected releases are:\n${rows.join("\n")}\n\nDo you really want to ${verb}?`;
}
