// Releases that cannot be prepared and are left out of a run (`--allow-failed-releases`): what that costs, and what is
// left. Source: Helmfile pkg/app/run.go WithPreparedCharts, pkg/state/state.go PrepareCharts.
import { type Diagnostic, Failure } from "../diagnostics/diagnostic.ts";
import type { Release } from "../merge/state.ts";
import { needsGraph } from "../plan/needs_graph.ts";
import type { Selection } from "../plan/select_releases.ts";
import type { FileRun } from "./file_run.ts";
import { type Problem, problemOf } from "./problem.ts";

/** Prepares something of a release; where that is allowed, a Failure leaves the release out instead of being thrown. */
export async function orLeaveOut(
  release: Release,
  fileRun: FileRun,
  action: () => Promise<void>,
): Promise<void> {
  if (!fileRun.run.settings.allowFailedReleases) return await action();
  const problem = await problemOf(action);
  if (problem) fileRun.leaveOut(release, problem);
}

/** Notes that a release could not be prepared: as a failure, or where that is allowed, by leaving it out. */
export function failOrLeaveOut(release: Release, fileRun: FileRun, problem: Problem): void {
  if (fileRun.run.settings.allowFailedReleases) fileRun.leaveOut(release, problem);
  else fileRun.fail(problem, release);
}

/** Leaves out releases whose dependencies cannot be built: Helmfile tells that, but ends as if all were well. */
export function forgive(releases: readonly Release[], fileRun: FileRun, { diagnostics }: Failure): void {
  const names = releases.map(({ name }) => `"${name}"`).join(", ");
  for (const diagnostic of diagnostics) {
    const warning: Diagnostic = {
      ...diagnostic,
      severity: "warning",
      hint: `nothing is done for ${names}: --allow-failed-releases lets the others go on`,
    };
    fileRun.run.emit({ type: "warning", diagnostic: warning });
  }
  for (const release of releases) fileRun.leaveOut(release);
}

/** Those that are not left out. */
export function leftIn(releases: readonly Release[], { leftOut }: FileRun): readonly Release[] {
  return leftOut.size === 0 ? releases : releases.filter((release) => !leftOut.has(release));
}

/** A selection without those that are left out. */
export function selectionLeft(selection: Selection, fileRun: FileRun): Selection {
  return { ...selection, releases: leftIn(selection.releases, fileRun) };
}

/** Every need of a release that is left out by one that is not: it would run without what it needs. */
export function brokenNeeds(releases: readonly Release[], fileRun: FileRun): Diagnostic[] {
  if (fileRun.leftOut.size === 0) return [];
  const graph = needsGraph(fileRun.file.releases);
  return leftIn(releases, fileRun).flatMap((release) =>
    graph.needsOf(release)
      .filter(({ target }) => target !== undefined && fileRun.leftOut.has(target))
      .map(({ key, index }): Diagnostic => {
        const span = release.spanOf(["needs", index]);
        return {
          code: "needs/left-out",
          severity: "error",
          message:
            `Cannot go on with release "${release.name}": "${key}", which it needs, could not be prepared`,
          ...(span ? { span } : {}),
        };
      })
  );
}
