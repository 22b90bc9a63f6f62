// A release → `helm history` and `helm rollback`: what a run that was killed left locked is freed with them.
import { type HelmCall, helmCall, type HelmContext } from "./helm_call.ts";
import type { HelmRelease } from "./helm_release.ts";
import { connectionFlags, option } from "./release_flags.ts";

/** A revision as `helm history` tells of it. */
export interface Revision {
  readonly revision: number;
  /** "deployed", "superseded", "failed", "pending-upgrade", … */
  readonly status: string;
  /** When it was made, by the clock of the machine that made it; NaN if helm does not say. */
  readonly updatedMs: number;
}

/** The call that lists a release's revisions, oldest first, as JSON. */
export function historyCall(release: HelmRelease, context: HelmContext): HelmCall {
  return helmCall(["history", release.name, ...place(release), "--output", "json"], context);
}

/** The call that makes a revision the current one again, without the hooks of the chart. */
export function rollbackCall(
  release: HelmRelease,
  context: HelmContext,
  { revision }: { readonly revision: number },
): HelmCall {
  return helmCall(["rollback", release.name, String(revision), ...place(release), "--no-hooks"], context);
}

/** The revisions in the output of `historyCall`; none for a text that is not what helm prints. */
export function parseHistory(text: string): readonly Revision[] {
  if (!text.trimStart().startsWith("[")) return [];
  const rows: unknown = JSON.parse(text);
  if (!Array.isArray(rows)) return [];
  return rows.map(({ revision, status, updated }) => ({
    revision: Number(revision),
    status: String(status),
    updatedMs: Date.parse(String(updated)),
  }));
}

function place(release: HelmRelease): readonly string[] {
  return [...option("--namespace", release.namespace), ...connectionFlags(release)];
}
