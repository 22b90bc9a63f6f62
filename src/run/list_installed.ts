// What helm has of some releases: one listing for each context and namespace, not one for each release.
import { listCall } from "../helm/list_call.ts";
import { type InstalledRelease, parseHelmList } from "../helm/parse_list.ts";
import type { Release } from "../merge/state.ts";
import type { FileRun } from "./file_run.ts";

/** The releases that helm has, by id; those it does not have are missing. */
export async function listInstalled(
  releases: readonly Release[],
  { session, run }: FileRun,
): Promise<ReadonlyMap<string, InstalledRelease>> {
  const found = new Map<string, InstalledRelease>();
  const groups = Map.groupBy(
    releases,
    ({ kubeContext, namespace }) => JSON.stringify([kubeContext, namespace]),
  );
  await Promise.all([...groups.values()].map((group) =>
    run.limiter.run(async () => {
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
