// All state files of a run: nested files before the file that names them, the files of a helmfile.d folder side by
// side; around each its own prepare and cleanup hooks. Source: Helmfile pkg/app/app.go visitStates, pkg/app/run.go
// withPreparedCharts.
import type { Release, StateFile } from "../merge/state.ts";
import { FileRun } from "./file_run.ts";
import { openHelmSession } from "./helm_session.ts";
import { addRepositories } from "./prepare_file.ts";
import { hookEffects } from "./hook_effects.ts";
import type { EventFacts } from "./hook_event.ts";
import { type Problem, problemOf } from "./problem.ts";
import type { RunContext } from "./run_context.ts";
import { runHooks } from "./run_hooks.ts";

/** What is done with one state file. */
export interface FileTask {
  readonly file: StateFile;
  /** Those that take part: their cleanup hooks are run if their prepare hooks were. */
  readonly releases: readonly Release[];
  readonly work: (files: FileRun) => Promise<void>;
  /** Whether the command needs the file's repositories. */
  readonly addsRepositories: boolean;
  /** Whether the file's own hooks run (`--skip-charts` leaves them out). */
  readonly runsHooks: boolean;
}

/** Runs the tasks; gives those that ran, failed ones included. */
export async function runFiles(
  tasks: readonly FileTask[],
  { isParallel, run }: { isParallel: boolean; run: RunContext },
): Promise<readonly FileRun[]> {
  const groups = Map.groupBy(tasks, ({ file }) => entryOf(file));
  const done: FileRun[] = [];
  const runGroup = async (group: readonly FileTask[]): Promise<boolean> => {
    for (const task of group) {
      const files = await runFile(task, run);
      done.push(files);
      if (files.failed.length > 0 || files.isStopped) return false;
    }
    return true;
  };
  if (isParallel) await Promise.all([...groups.values()].map(runGroup));
  else for (const group of groups.values()) if (!await runGroup(group)) break;
  return done;
}

function entryOf(file: StateFile): StateFile {
  return file.parent ? entryOf(file.parent) : file;
}

async function runFile(task: FileTask, run: RunContext): Promise<FileRun> {
  const { file } = task;
  const start = run.system.clock.monotonic();
  run.emit({ type: "file_started", file: file.path });
  const files = new FileRun(file, await openHelmSession(file, run), run);
  const onlyLogins = run.settings.skipDeps || file.helmDefaults.skipDeps === true;
  const withoutRepositories = task.addsRepositories
    ? await problemOf(() => addRepositories(files.session, run, { onlyLogins }))
    : undefined;
  if (withoutRepositories) files.fail(withoutRepositories);
  else await betweenHooks(task, files);
  const durationMs = run.system.clock.monotonic() - start;
  const diagnostics = files.failed.flatMap(({ isTold, problem }) =>
    !isTold && problem.type === "diagnostics" ? problem.diagnostics : []
  );
  run.emit({
    type: "file_finished",
    file: file.path,
    ok: files.failed.length === 0,
    durationMs,
    diagnostics,
  });
  return files;
}

/** The file's prepare hooks, its work, the cleanup hooks still owed, the file's cleanup hooks. */
async function betweenHooks({ file, releases, work, runsHooks }: FileTask, files: FileRun): Promise<void> {
  const { run } = files;
  const fileHooks = (event: string, error?: Problem) => {
    const at = {
      ...{ event, file, helmfileCommand: run.command, facts: fileFacts(files) },
      ...(error ? { error } : {}),
    };
    return runHooks({ ...at, effects: hookEffects({ ...at, dependants: [] }) }, run);
  };
  const unprepared = runsHooks ? await fileHooks("prepare") : undefined;
  if (unprepared) files.fail(unprepared);
  try {
    if (!unprepared && !files.isStopped) await work(files);
    await files.cleanUpRest(releases);
  } finally {
    const unclean = runsHooks ? await fileHooks("cleanup", files.problem) : undefined;
    if (unclean) files.fail(unclean);
  }
}

/** Of a file as a whole: whether anything was changed, which is not known before. */
function fileFacts(files: FileRun): EventFacts {
  const nothing = () => Promise.resolve(undefined);
  return {
    get changed() {
      return files.isPlanned ? files.hasChanges : undefined;
    },
    action: nothing,
    before: nothing,
    now: nothing,
    manifest: () => Promise.resolve(""),
    diff: () => Promise.resolve(""),
  };
}
