// A call that changes the cluster → the same call as helm only simulates it.
import type { HelmCall, HelmContext } from "./helm_call.ts";
import { helmHas } from "./version.ts";

/** Who simulates: helm alone, or the API server too. */
export type DryRunMode = "client" | "server";

/** An upgrade as a dry run; helm before 3.13 knows but one kind. */
export function upgradeAsDryRun(call: HelmCall, { version }: HelmContext, mode: DryRunMode): HelmCall {
  return withFlag(call, helmHas(version, "serverDryRun") ? `--dry-run=${mode}` : "--dry-run");
}

/** An uninstall as a dry run, of which helm knows but one kind. */
export function uninstallAsDryRun(call: HelmCall): HelmCall {
  return withFlag(call, "--dry-run");
}

function withFlag(call: HelmCall, flag: string): HelmCall {
  return { ...call, args: [...call.args, flag] };
}
