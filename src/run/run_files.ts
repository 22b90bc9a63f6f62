// All state files of a run: nested files before the file that names them, the files of a helmfile.d folder side by
// side; around each its own prepare and cleanup hooks. Source: Helmfile pkg/app/app.go visitStates, pkg/app/run.go
// withPreparedCharts.
import type { Release, StateFile } from "../merge/state.ts";
import { FileRun } from "./file_run.ts";
import { openHelmSession } from "./helm_session.ts";
import { addRepositories } from "./prepare_file.ts";
import { hookEffects } from "./hooks/hook_effects.ts";
import type { EventFacts } from "./hooks/hook_event.ts";
import { type Problem, problemOf } from "./problem.ts";
import type { RunContext } from "./run_context.ts";
import { runHooks } from "./hooks/run_hooks.ts";

/** What is done with one state file. */
export interface FileTask {
  readonly file: StateFile;
  /** Those that take part: their cleanup hooks are run if their prepare hooks were. */
  readonly releases: readonly Release[];
  readonly work: (fileRun: FileRun) => Promise<void>;
  /** Whether the command needs the file's repositories, or of them only the registries that ask who we are. */
  readonly addsRepositories: boolean | "logins";
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
      const fileRun = await runFile(task, run);
      done.push(fileRun);
      if (fileRun.isStopped || (fileRun.failed.length > 0 && !fileRun.letsOthersRun)) return false;
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
  const fileRun = new FileRun(file, await openHelmSession(file, run), run);
  const { skipDeps, skipRefresh } = run.settings;
  const { helmDefaults: defaults } = file;
  const onlyLogins = task.addsRepositories === "logins" || skipDeps || skipRefresh ||
    defaults.skipDeps === true || defaults.skipRefresh === true;
  const withoutRepositories = task.addsRepositories
    ? await problemOf(() => addRepositories(fileRun.session, run, { onlyLogins }))
    : undefined;
  if (withoutRepositories) fileRun.fail(withoutRepositories);
  else await betweenHooks(task, fileRun);
  fileRun.failLeftOut();
  const durationMs = run.system.clock.monotonic() - start;
  const diagnostics = fileRun.failed.flatMap(({ isTold, problem }) =>
    !isTold && problem.type === "diagnostics" ? problem.diagnostics : []
  );
  run.emit({
    type: "file_finished",
    file: file.path,
    ok: fileRun.failed.length === 0,
    durationMs,
    diagnostics,
  });
  return fileRun;
}

/** The file's prepare hooks, its work, the cleanup hooks still owed, the file's cleanup hooks. */
async function betweenHooks({ releases, work, runsHooks }: FileTask, fileRun: FileRun): Promise<void> {
  const unprepared = runsHooks ? await runFileHooks("prepare", fileRun) : undefined;
  if (unprepared) fileRun.fail(unprepared);
  try {
    if (!unprepared && !fileRun.isStopped) await work(fileRun);
    await fileRun.cleanUpRest(releases);
  } finally {
    const unclean = runsHooks
      ? await runFileHooks("cleanup", fileRun, { error: fileRun.problem })
      : undefined;
    if (unclean) fileRun.fail(unclean);
  }
}

/** Runs the file's own hooks of an event; gives what the first failed one failed of. */
export function runFileHooks(
  event: string,
  fileRun: FileRun,
  { error, run = fileRun.run }: { readonly error?: Problem | undefined; readonly run?: RunContext } = {},
): Promise<Problem | undefined> {
  const { file } = fileRun;
  const at = {
    event,
    file,
    helmfileCommand: run.command,
    facts: fileFacts(fileRun),
    ...(error ? { error } : {}),
  };
  return runHooks({ ...at, effects: hookEffects({ ...at, dependants: [] }) }, run);
}

/** Of a file as a whole: whether anything was changed, which is not known before. */
function fileFacts(fileRun: FileRun): EventFacts {
  const nothing = () => Promise.resolve(undefined);
  return {
    get changed() {
      return fileRun.isPlanned ? fileRun.hasChanges : undefined;
    },
    action: nothing,
    before: nothing,
    now: nothing,
    manifest: () => Promise.resolve(""),
    diff: () => Promise.resolve(""),
  };
}
