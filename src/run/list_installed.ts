// What helm has of some releases: one listing for each context and namespace, not one for each release.
import { helmCall, type HelmContext } from "../helm/helm_call.ts";
import { option } from "../helm/release_flags.ts";
import { type InstalledRelease, parseHelmList } from "../helm/parse_list.ts";
import type { Release } from "../merge/state.ts";
import type { FileRun } from "./file_run.ts";

/** Above this many names the listing is not narrowed: a pattern that long costs helm more than the rows. */
const MOST_NAMES = 20;

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
      const call = listGroupCall(group, session.context);
      const doing = `list releases${group[0]!.namespace ? ` in namespace "${group[0]!.namespace}"` : ""}`;
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

function listGroupCall(group: readonly Release[], context: HelmContext) {
  const { kubeContext, namespace } = group[0]!;
  const names = group.map(({ name }) => name);
  const filter = names.length > MOST_NAMES
    ? []
    : ["--filter", names.length === 1 ? `^${names[0]}$` : `^(${names.join("|")})$`];
  return helmCall([
    "list",
    ...filter,
    ...option("--kube-context", kubeContext),
    ...option("--namespace", namespace),
    "--uninstalling",
    "--deployed",
    "--failed",
    "--pending",
    ...["--max", "0", "--output", "json"],
  ], context);
}
