// One release's step: hooks, helm, hooks. Source of the order: Helmfile pkg/state/state.go SyncReleases,
// DeleteReleasesForSync, DeleteReleases; preapply and postapply around helm: ours (README, "What differs").
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { type DryRunMode, uninstallAsDryRun, upgradeAsDryRun } from "../helm/dry_run.ts";
import { uninstallCall, uninstallForSyncCall, uninstallToReinstallCall } from "../helm/uninstall_call.ts";
import { upgradeCall } from "../helm/upgrade_call.ts";
import type { Release } from "../merge/state.ts";
import type { FileRun } from "./file_run.ts";
import { listReleases } from "./list_installed.ts";
import { callLocked } from "./journal/release_lock.ts";
import { writeReleaseValues } from "./prepare_file.ts";
import { type Problem, problemOf } from "./problem.ts";

/** presync → preapply → helm upgrade → postapply → postsync → cleanup; the last two run after a failure too. */
export async function upgradeRelease(release: Release, fileRun: FileRun): Promise<Problem | undefined> {
  const hooks = hooksFor(release, fileRun);
  const command = fileRun.run.command;
  const failed = await hooks("presync", "sync") ?? await hooks("preapply", command) ??
    await helmUpgrade(release, fileRun) ?? await hooks("postapply", command);
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

async function helmUpgrade(release: Release, fileRun: FileRun): Promise<Problem | undefined> {
  const { session, run: { settings } } = fileRun;
  const { dryRun } = settings;
  if (dryRun !== undefined) return await problemOf(() => simulateUpgrade(release, fileRun, dryRun));
  const upgrade = () =>
    problemOf(async () => {
      await callLocked(upgradeCall(session.release(release), session.context), release, fileRun);
      fileRun.hasChanges = true;
    });
  const unwritten = fileRun.unrendered.has(release)
    ? await problemOf(() => writeReleaseValues(release, fileRun))
    : undefined;
  const problem = unwritten ?? await upgrade();
  const isReinstalled = release.spec.updateStrategy === "reinstallIfForbidden" && isForbiddenChange(problem);
  return isReinstalled ? await makeRoom(release, fileRun) ?? await upgrade() : problem;
}

/** Uninstalls what helm has of a release that it cannot upgrade, with the hooks of an uninstall around it. */
async function makeRoom(release: Release, fileRun: FileRun): Promise<Problem | undefined> {
  const { session } = fileRun;
  let isThere = false;
  const unlisted = await problemOf(async () => {
    isThere = (await listReleases([release], session)).has(release.id);
  });
  if (unlisted || !isThere) return unlisted;
  const hooks = hooksFor(release, fileRun);
  return await hooks("preuninstall", "sync") ??
    await problemOf(async () => {
      const call = uninstallToReinstallCall(session.release(release), session.context);
      await session.call(call, { doing: `uninstall release "${release.name}" to install it anew`, release });
    }) ?? await hooks("postuninstall", "sync");
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
function isForbiddenChange(problem: Problem | undefined): boolean {
  if (problem?.type !== "diagnostics") return false;
  return problem.diagnostics.some((d) =>
    d.notes?.some((n) => /Forbidden|field is immutable/.test(n.message))
  );
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
