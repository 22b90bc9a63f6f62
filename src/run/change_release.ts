// One release's step: hooks, helm, hooks. Source of the order: Helmfile pkg/state/state.go SyncReleases,
// DeleteReleasesForSync, DeleteReleases; preapply and postapply around helm: decisions in the README ("what differs").
import { type Diagnostic, Failure } from "../diagnostics/diagnostic.ts";
import { type DryRunMode, uninstallAsDryRun, upgradeAsDryRun } from "../helm/dry_run.ts";
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
      const isDryRun = fileRun.run.settings.dryRun !== undefined;
      const doing = `uninstall release "${release.name}"`;
      // Its dry run says that the release is uninstalled.
      await session.call(isDryRun ? uninstallAsDryRun(call) : call, { doing, release, capture: isDryRun });
      fileRun.hasChanges = true;
    }) ?? await hooks("postuninstall", command);
}

async function helmUpgrade(release: Release, fileRun: FileRun): Promise<void> {
  const { session, run: { settings } } = fileRun;
  if (settings.dryRun !== undefined) return await simulateUpgrade(release, fileRun, settings.dryRun);
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

/** helm's dry run, without what it prints: whole manifests, secrets among them. */
async function simulateUpgrade(release: Release, fileRun: FileRun, mode: DryRunMode): Promise<void> {
  const { session } = fileRun;
  fileRun.hasChanges = true;
  if (fileRun.unrendered.has(release)) {
    return fileRun.run.emit({ type: "warning", diagnostic: unsimulated(release) });
  }
  const call = upgradeAsDryRun(upgradeCall(session.release(release), session.context), session.context, mode);
  await session.call(call, {
    doing: `simulate the upgrade of release "${release.name}"`,
    release,
    capture: true,
  });
}

function unsimulated(release: Release): Diagnostic {
  const span = release.span();
  return {
    code: "helm/not-simulated",
    severity: "warning",
    message:
      `Did not simulate the upgrade of release "${release.name}": hooks that a dry run does not run make its values`,
    ...(span ? { span } : {}),
  };
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
