// A go-getter address → the folder it leads to, fetched into the cache. Source: Helmfile pkg/state/helmx.go
// goGetterChart, pkg/state/release.go CacheDir.
import { join } from "node:path";
import { fail } from "../../diagnostics/diagnostic.ts";
import { fetchRemote } from "../../files/remote.ts";
import { parseRemoteAddress } from "../../files/remote_address.ts";
import type { Release } from "../../merge/state.ts";
import type { RunContext } from "../run_context.ts";

/** The folder behind `chart`, which each release has to itself; undefined if that is no such address. */
export function fetchedFolder(
  chart: string,
  { release, run }: { readonly release: Release; readonly run: RunContext },
): string | undefined {
  const address = parseRemoteAddress(chart);
  if (!chart.includes("::") && release.spec.forceGoGetter !== true) return undefined;
  const span = release.spanOf(["chart"]);
  if (address === undefined) {
    return fail("chart/wrong-address", `Cannot fetch chart "${chart}": it is no address`, {
      ...(span ? { span } : {}),
      hint: "write it as git::https://HOST/REPOSITORY.git@FOLDER?ref=REF",
    });
  }
  const { namespace, kubeContext, name } = release;
  const cacheFolder = join(...[namespace, kubeContext, name].filter((part) => part !== ""));
  return fetchRemote(chart, { system: run.system, cacheFolder, span });
}
