// helm locks a release with the status "pending-…", and a helm that is killed leaves it so for ever: no later upgrade
// gets in. A note on this machine says which upgrades ran; one whose helm no longer runs is rolled back and freed.
import { createHash } from "node:crypto";
import { join } from "node:path";
import { type Diagnostic, Failure } from "../../diagnostics/diagnostic.ts";
import type { HelmCall } from "../../helm/helm_call.ts";
import { historyCall, parseHistory, type Revision, rollbackCall } from "../../helm/rollback_call.ts";
import type { Release } from "../../merge/state.ts";
import type { FileRun } from "../file_run.ts";
import { hostName } from "./host_name.ts";

/** In the environment of a helm that changes a release: by it a living one is found. */
const LOCK_NAME = "BOATHOOK_RELEASE_LOCK";

/** What a run writes down before it changes a release. */
interface Note {
  /** Machines (and containers) that share a cache folder do not see each other's processes. */
  readonly host: string;
  readonly startedAtMs: number;
}

/** How long after its start helm may take to write the new revision: until then it loads and renders the chart. */
const REVISION_LIMIT_MS = 120_000;

/** Runs a release's upgrade. If a run that was killed left the release locked, frees it and tries again. */
export async function callLocked(call: HelmCall, release: Release, fileRun: FileRun): Promise<void> {
  const earlier = readNote(release, fileRun);
  try {
    await callNoted(call, release, fileRun);
  } catch (error) {
    if (!(error instanceof Failure) || !isLocked(error)) throw error;
    const killed = earlier && isDead(release, fileRun)
      ? await revisionsAfterKill(earlier, release, fileRun)
      : undefined;
    if (!killed) {
      if (earlier) writeNote(earlier, release, fileRun);
      throw new Failure(error.diagnostics.map((diagnostic) => withHint(diagnostic, release)));
    }
    await free(killed, release, fileRun);
    await callNoted(call, release, fileRun);
  }
}

/** The note stays behind if helm could not tell the cluster that it has ended. */
async function callNoted(call: HelmCall, release: Release, fileRun: FileRun): Promise<void> {
  const { session, run } = fileRun;
  writeNote(
    { host: hostName(fileRun.run.system.files), startedAtMs: run.system.clock.now() },
    release,
    fileRun,
  );
  const marked = { ...call, env: { ...call.env, [LOCK_NAME]: lockKey(release, fileRun) } };
  try {
    await session.call(marked, { doing: `upgrade release "${release.name}"`, release });
  } catch (error) {
    if (error instanceof Failure && hasEndedItself(error)) {
      run.system.files.remove(notePath(release, fileRun));
    }
    throw error;
  }
  run.system.files.remove(notePath(release, fileRun));
}

function hasEndedItself({ diagnostics }: Failure): boolean {
  return diagnostics.every(({ message }) => / ended with exit code \d+$/.test(message));
}

/** Whether no helm of ours works on the release any more. */
function isDead(release: Release, { run }: Pick<FileRun, "run">): boolean {
  return run.system.processes.find({ marker: `${LOCK_NAME}=${lockKey(release, { run })}` }).length === 0;
}

/** The release's revisions if the newest is the one that the noted upgrade began and never ended. */
async function revisionsAfterKill(
  note: Note,
  release: Release,
  fileRun: FileRun,
): Promise<readonly Revision[] | undefined> {
  const { session } = fileRun;
  if (note.host !== hostName(fileRun.run.system.files)) return undefined;
  const call = historyCall(session.release(release), session.context);
  const doing = `list the revisions of release "${release.name}"`;
  const revisions = parseHistory((await session.call(call, { doing, release, capture: true })).stdout);
  const newest = revisions.at(-1);
  const age = (newest?.updatedMs ?? NaN) - note.startedAtMs;
  return newest?.status.startsWith("pending-") && age > -1000 && age < REVISION_LIMIT_MS
    ? revisions
    : undefined;
}

async function free(
  revisions: readonly Revision[],
  release: Release,
  { session, run }: FileRun,
): Promise<void> {
  const target = targetOf(revisions);
  run.emit({
    type: "warning",
    diagnostic: freedDiagnostic(release, { target, status: revisions.at(-1)!.status }),
  });
  const call = rollbackCall(session.release(release), session.context, { revision: target });
  await session.call(call, { doing: `roll back release "${release.name}"`, release });
}

/** The last revision that worked; a first install that was cut off has none but itself. */
function targetOf(revisions: readonly Revision[]): number {
  return (revisions.findLast(({ status }) => status === "deployed") ?? revisions.at(-1)!).revision;
}

function freedDiagnostic(
  release: Release,
  { target, status }: { readonly target: number; readonly status: string },
): Diagnostic {
  const span = release.span();
  return {
    code: "helm/freed",
    severity: "warning",
    message:
      `Release "${release.name}" was left in "${status}" by a run that was killed: rolling back to revision ${target} first`,
    ...(span ? { span } : {}),
  };
}

function isLocked({ diagnostics }: Failure): boolean {
  return diagnostics.some(({ notes }) => notes?.some(({ message }) => LOCKED.test(message)));
}

const LOCKED = /another operation \(install\/upgrade\/rollback\) is in progress/;

function withHint(diagnostic: Diagnostic, { name, namespace }: Release): Diagnostic {
  const place = namespace === "" ? "" : ` --namespace ${namespace}`;
  const hint =
    `wait for the other helm; if none runs, "helm rollback ${name}${place}" makes the release free`;
  return { ...diagnostic, hint };
}

function notePath(release: Release, { run }: Pick<FileRun, "run">): string {
  return join(run.settings.cacheDir, ".releases", lockKey(release, { run }));
}

function readNote(release: Release, fileRun: FileRun): Note | undefined {
  const path = notePath(release, fileRun);
  const store = fileRun.run.system.files;
  if (!store.stat(path)?.isFile) return undefined;
  const [host, startedAt] = store.readText(path).split("\n");
  return { host: host!, startedAtMs: Number(startedAt) };
}

/** A home that cannot be written to costs the recovery, not the deployment. */
function writeNote({ host, startedAtMs }: Note, release: Release, fileRun: FileRun): void {
  try {
    fileRun.run.system.files.write(notePath(release, fileRun), `${host}\n${startedAtMs}\n`, 0o600);
  } catch {
    return;
  }
}

/** The same for the same release of the same cluster, as far as can be told from here. */
function lockKey({ name, namespace, kubeContext }: Release, { run }: Pick<FileRun, "run">): string {
  const cluster = run.flags.kubeconfig || run.system.env.get("KUBECONFIG") || "";
  const context = kubeContext || run.flags.kubeContext || "";
  return createHash("sha256").update(JSON.stringify([cluster, context, namespace, name])).digest("hex")
    .slice(0, 32);
}
