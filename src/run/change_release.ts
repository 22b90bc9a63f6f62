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
export async function upgradeRelease(release: Release, files: FileRun): Promise<Problem | undefined> {
  const hooks = hooksFor(release, files);
  const command = files.run.command;
  const failed = await hooks("presync", "sync") ?? await hooks("preapply", command) ??
    await problemOf(() => helmUpgrade(release, files)) ?? await hooks("postapply", command);
  return await finishRelease(release, files, failed);
}

/** presync → preuninstall → helm delete → postuninstall → postsync → cleanup, for `installed: false`. */
export async function uninstallForSync(release: Release, files: FileRun): Promise<Problem | undefined> {
  const hooks = hooksFor(release, files);
  const failed = await hooks("presync", "sync") ?? await uninstall(release, files, "sync");
  return await finishRelease(release, files, failed);
}

/** preuninstall → helm delete → postuninstall → cleanup: `destroy` has no sync events. */
export async function destroyRelease(release: Release, files: FileRun): Promise<Problem | undefined> {
  const failed = await uninstall(release, files, "delete");
  const unclean = await files.cleanUpRelease(release, "destroy", failed);
  return failed ?? unclean;
}

async function uninstall(release: Release, files: FileRun, command: string): Promise<Problem | undefined> {
  const hooks = hooksFor(release, files);
  return await hooks("preuninstall", command) ??
    await problemOf(async () => {
      const { session } = files;
      const callFor = command === "delete" ? uninstallCall : uninstallForSyncCall;
      const call = callFor(session.release(release), session.context);
      await session.call(call, { doing: `uninstall release "${release.name}"`, release });
      files.hasChanges = true;
    }) ?? await hooks("postuninstall", command);
}

async function helmUpgrade(release: Release, files: FileRun): Promise<void> {
  const { session } = files;
  if (files.unrendered.has(release)) writeReleaseValues(release, files);
  const helmRelease = session.release(release);
  const upgrade = upgradeCall(helmRelease, session.context);
  try {
    await callLocked(upgrade, release, files);
  } catch (error) {
    if (release.spec.updateStrategy !== "reinstallIfForbidden" || !isForbiddenChange(error)) throw error;
    const uninstall = uninstallCall(helmRelease, session.context);
    await session.call(uninstall, {
      doing: `uninstall release "${release.name}" to install it anew`,
      release,
    });
    await callLocked(upgrade, release, files);
  }
  files.hasChanges = true;
}

/** A change that Kubernetes refuses on an existing object. */
function isForbiddenChange(error: unknown): boolean {
  if (!(error instanceof Failure)) return false;
  return error.diagnostics.some((d) => d.notes?.some((n) => /Forbidden|field is immutable/.test(n.message)));
}

/** A failure of postsync or cleanup counts only if nothing failed before; it is reported all the same. */
async function finishRelease(
  release: Release,
  files: FileRun,
  failed: Problem | undefined,
): Promise<Problem | undefined> {
  const afterwards = files.isInterrupted
    ? undefined
    : await hooksFor(release, files)("postsync", "sync", failed);
  const problem = failed ?? afterwards;
  const unclean = await files.cleanUpRelease(release, "sync", problem);
  return problem ?? unclean;
}

function hooksFor(release: Release, files: FileRun) {
  return (event: string, helmfileCommand: string, error?: Problem): Promise<Problem | undefined> =>
    files.runHooks(event, release, { helmfileCommand, error });
}
