// One release's step: hooks, helm, hooks. Source of the order: Helmfile pkg/state/state.go SyncReleases,
// DeleteReleasesForSync, DeleteReleases; preapply and postapply around helm: decisions in the README ("what differs").
import { Failure } from "../diagnostics/diagnostic.ts";
import { uninstallCall, uninstallForSyncCall } from "../helm/uninstall_call.ts";
import { upgradeCall } from "../helm/upgrade_call.ts";
import type { Release } from "../merge/state.ts";
import type { FileRun } from "./file_run.ts";
import { callLocked } from "./release_lock.ts";
import { writeReleaseValues } from "./prepare_file.ts";
import { type Problem, problemOf } from "./problem.ts";

/** presync → preapply → helm upgrade → postapply → postsync → cleanup; the last two run after a failure too. */
export async function upgradeRelease(release: Release, fileRun: FileRun): Promise<Problem | undefined> {
  const hooks = hooksFor(release, fileRun);
  const command = fileRun.run.command;
  const failed = await hooks("presync", "sync") ?? await hooks("preapply", command) ??
    await problemOf(() => helmUpgrade(release, fileRun)) ?? await hooks("postapply", command);
  return await finishRelease(release, fileRun, failed);
}

/** presync → preuninstall → helm delete → postuninstall → postsync → cleanup, for `installed: false`. */
export async function uninstallForSync(release: Release, fileRun: FileRun): Promise<Problem | undefined> {
  const hooks = hooksFor(release, fileRun);
  const failed = await hooks("presync", "sync") ?? await uninstall(release, fileRun, "sync");
  return await finishRelease(release, fileRun, failed);
}

/** preuninstall → helm delete → postuninstall → cleanup: `destroy` has no sync events. */
export async function destroyRelease(release: Release, fileRun: FileRun): Promise<Problem | undefined> {
  const failed = await uninstall(release, fileRun, "delete");
  const unclean = await fileRun.cleanUpRelease(release, "destroy", failed);
  return failed ?? unclean;
}

async function uninstall(release: Release, fileRun: FileRun, command: string): Promise<Problem | undefined> {
  const hooks = hooksFor(release, fileRun);
  return await hooks("preuninstall", command) ??
    await problemOf(async () => {
      const { session } = fileRun;
      const callFor = command === "delete" ? uninstallCall : uninstallForSyncCall;
      const call = callFor(session.release(release), session.context);
      await session.call(call, { doing: `uninstall release "${release.name}"`, release });
      fileRun.hasChanges = true;
    }) ?? await hooks("postuninstall", command);
}

async function helmUpgrade(release: Release, fileRun: FileRun): Promise<void> {
  const { session } = fileRun;
  if (fileRun.unrendered.has(release)) writeReleaseValues(release, fileRun);
  const helmRelease = session.release(release);
  const upgrade = upgradeCall(helmRelease, session.context);
  try {
    await callLocked(upgrade, release, fileRun);
  } catch (error) {
    if (release.spec.updateStrategy !== "reinstallIfForbidden" || !isForbiddenChange(error)) throw error;
    const uninstall = uninstallCall(helmRelease, session.context);
    await session.call(uninstall, {
      doing: `uninstall release "${release.name}" to install it anew`,
      release,
    });
    await callLocked(upgrade, release, fileRun);
  }
  fileRun.hasChanges = true;
}

/** A change that Kubernetes refuses on an existing object. */
function isForbiddenChange(error: unknown): boolean {
  if (!(error instanceof Failure)) return false;
  return error.diagnostics.some((d) => d.notes?.some((n) => /Forbidden|field is immutable/.test(n.message)));
}

/** A failure of postsync or cleanup counts only if nothing failed before; it is reported all the same. */
async function finishRelease(
  release: Release,
  fileRun: FileRun,
  failed: Problem | undefined,
): Promise<Problem | undefined> {
  const afterwards = fileRun.isInterrupted
    ? undefined
    : await hooksFor(release, fileRun)("postsync", "sync", failed);
  const problem = failed ?? afterwards;
  const unclean = await fileRun.cleanUpRelease(release, "sync", problem);
  return problem ?? unclean;
}

function hooksFor(release: Release, fileRun: FileRun) {
  return (event: string, helmfileCommand: string, error?: Problem): Promise<Problem | undefined> =>
    fileRun.runHooks(event, release, { helmfileCommand, error });
}
