// What helm has of some releases: one listing for each context and namespace, not one for each release.
import { Failure } from "../diagnostics/diagnostic.ts";
import { listCall } from "../helm/list_call.ts";
import { type InstalledRelease, parseHelmList, parseHelmStatus } from "../helm/parse_list.ts";
import { statusCall } from "../helm/status_call.ts";
import type { Release } from "../merge/state.ts";
import type { HelmSession } from "./helm_session.ts";
import type { RunContext } from "./run_context.ts";

/**
 * The releases that helm has, by id; those it does not have are missing. Where listing is not allowed or too slow,
 * HELMFILE_USE_HELM_STATUS_TO_CHECK_RELEASE_EXISTENCE has each asked for by name.
 */
export async function listInstalled(
  releases: readonly Release[],
  { session, run }: { readonly session: HelmSession; readonly run: Pick<RunContext, "limiter" | "system"> },
): Promise<ReadonlyMap<string, InstalledRelease>> {
  if (run.system.env.get("HELMFILE_USE_HELM_STATUS_TO_CHECK_RELEASE_EXISTENCE")) {
    const found = await Promise.all(
      releases.map((release) => run.limiter.run(() => askStatus(release, session))),
    );
    return new Map(found.flatMap((row, at) => row === undefined ? [] : [[releases[at]!.id, row]]));
  }
  return await listReleases(releases, session, (task) => run.limiter.run(task));
}

/** What `helm status` knows of a release; undefined if helm does not have it. */
async function askStatus(release: Release, session: HelmSession): Promise<InstalledRelease | undefined> {
  const call = statusCall(session.release(release), session.context);
  try {
    const { stdout } = await session.call(call, {
      doing: `find out whether release "${release.name}" is installed`,
      release,
      capture: true,
    });
    return parseHelmStatus(stdout, release);
  } catch (error) {
    const isMissing = error instanceof Failure &&
      error.diagnostics.some(({ notes }) => notes?.some(({ message }) => /release: not found/.test(message)));
    if (isMissing) return undefined;
    throw error;
  }
}

/** The same from within a task that the limiter has let in, which must not wait for it again. */
export async function listReleases(
  releases: readonly Release[],
  session: HelmSession,
  limit: (task: () => Promise<void>) => Promise<void> = (task) => task(),
): Promise<ReadonlyMap<string, InstalledRelease>> {
  const found = new Map<string, InstalledRelease>();
  const groups = Map.groupBy(
    releases,
    ({ kubeContext, namespace }) => JSON.stringify([kubeContext, namespace]),
  );
  await Promise.all([...groups.values()].map((group) =>
    limit(async () => {
      const { kubeContext, namespace } = group[0]!;
      const names = group.map(({ name }) => name);
      const call = listCall({ kubeContext, namespace, names }, session.context);
      const doing = `list releases${namespace ? ` in namespace "${namespace}"` : ""}`;
      const { stdout } = await session.call(call, { doing, capture: true });
      const rows = new Map(parseHelmList(stdout).map((row) => [row.name, row]));
      for (const release of group) {
        const row = rows.get(release.name);
        if (row) found.set(release.id, row);
      }
    })
  ));
  return found;
}
