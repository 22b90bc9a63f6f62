// Commands that only look at the state, between the hooks that Helmfile runs around them. Without such hooks nothing
// of the machinery that runs things is loaded.
import type { Failure } from "../../diagnostics/diagnostic.ts";
import { GLOBAL_EVENTS } from "../../helmfile/hook_events.ts";
import type { DesiredState, Release, StateFile } from "../../merge/state.ts";
import type { FileRun } from "../../run/file_run.ts";
import type { System } from "../../system/system.ts";
import type { StateOptions } from "./load_state.ts";

/** One such command. Source of which hooks run around it: Helmfile pkg/app/app.go, pkg/app/run.go. */
export interface Look {
  /** As hooks and Helmfile name it. */
  readonly name: string;
  /** The events whose hooks of releases run as well. */
  readonly releaseEvents: readonly ("prepare" | "cleanup")[];
  /** Whether helm is told of the files' repositories first. */
  readonly addsRepositories?: boolean;
  /** What is done with a file and those of its releases that are selected. */
  readonly work: (file: StateFile, selected: readonly Release[]) => void;
}

/** What the command line says about it. */
export interface LookOptions extends StateOptions {
  readonly skipCharts?: boolean;
}

/** Works through the files of a state and gives the exit code. */
export async function look(
  command: Look,
  options: LookOptions,
  { state, system, unmatched }: {
    readonly state: DesiredState;
    readonly system: System;
    /** That no release is selected: said after the files' own hooks. */
    readonly unmatched?: Failure | undefined;
  },
): Promise<number> {
  const parts = state.files.map((file) => ({
    file,
    selected: file.releases.filter((one) => one.isSelected),
  }));
  // A hook may ask what the state is: its own hooks would ask again, without end.
  const isAskedByHook = system.env.get("HOOK_EVENT") !== undefined;
  const runsHelm = (file: StateFile) => command.addsRepositories === true && file.repositories.length > 0;
  const isPlain = parts.every((part) => !hasHooks(command, part) && !runsHelm(part.file));
  if (options.skipCharts || isAskedByHook || isPlain) {
    if (unmatched) throw unmatched;
    for (const { file, selected } of parts) command.work(file, selected);
    return 0;
  }
  const { runTasks } = await import("./run_command.ts");
  const tasks = parts.map(({ file, selected }) => {
    const releases = selected.filter(({ isEnabled, isInstalled }) => isEnabled && isInstalled);
    const work = (fileRun: FileRun) => workBetweenHooks(command, fileRun, { releases, selected });
    const addsRepositories = command.addsRepositories === true;
    return { file, releases, addsRepositories, runsHooks: true, work };
  });
  const { helmVersions } = await import("./helm_versions.ts");
  const helmVersion = parts.some(({ file }) => runsHelm(file))
    ? helmVersions(system, options.helmBinary ?? "helm")
    : undefined;
  return await runTasks({ name: command.name }, options, { system, state, tasks, helmVersion, unmatched });
}

function hasHooks(
  { releaseEvents }: Look,
  { file, selected }: { readonly file: StateFile; readonly selected: readonly Release[] },
): boolean {
  return runsAt(file, GLOBAL_EVENTS) || selected.some((release) => runsAt(release, releaseEvents));
}

function runsAt({ hooks }: Pick<Release, "hooks">, events: readonly string[]): boolean {
  return hooks.some(({ doc }) => doc.events?.some((event) => events.includes(event)));
}

async function workBetweenHooks(
  { name, releaseEvents, work }: Look,
  fileRun: FileRun,
  { releases, selected }: { readonly releases: readonly Release[]; readonly selected: readonly Release[] },
): Promise<void> {
  const { runPrepareHooks } = await import("../../run/prepare_file.ts");
  // Cleanup is owed to what was prepared; a release without prepare hooks stays as it is in Helmfile.
  const prepared = releases.filter((release) => runsAt(release, ["prepare"]));
  if (releaseEvents.includes("prepare") && !await runPrepareHooks(prepared, fileRun)) return;
  work(fileRun.file, selected);
  if (!releaseEvents.includes("cleanup")) return;
  for (const release of releases) {
    const problem = await fileRun.cleanUpRelease(release, name);
    if (problem) fileRun.fail(problem, release);
  }
}
