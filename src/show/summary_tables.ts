// What became of the releases, as tables at the end of a run. Source of the headings and columns: Helmfile
// pkg/state/state.go AffectedReleases.DisplayAffectedReleases.
import type { ReleaseAction, ReleaseRef } from "../run/events.ts";
import { withoutCredentials } from "./credentials.ts";
import { formatTable } from "./table.ts";

/** A release that is done with, one way or another. */
export interface FinishedRelease {
  readonly release: ReleaseRef;
  readonly action: ReleaseAction;
  readonly ok: boolean;
  readonly durationMs: number;
}

/** One table per kind of result; nothing if no release was changed. */
export function formatSummary(finished: readonly FinishedRelease[]): string {
  const by = (ok: boolean, ...actions: ReleaseAction[]) =>
    finished.filter((one) => one.ok === ok && actions.includes(one.action));
  return [
    table("Updated Releases", by(true, "upgrade")),
    table("Reinstalled Releases", by(true, "reinstall")),
    table("Deleted Releases", by(true, "uninstall")),
    table("Failed Releases", by(false, "upgrade", "reinstall", "uninstall")),
  ].join("");
}

function table(title: string, rows: readonly FinishedRelease[]): string {
  if (rows.length === 0) return "";
  const cells = rows.map(({ release: { name, namespace, chart, version }, durationMs }) => [
    name,
    namespace,
    withoutCredentials(chart),
    version,
    formatSeconds(durationMs),
  ]);
  const text = formatTable([["NAME", "NAMESPACE", "CHART", "VERSION", "DURATION"], ...cells], "   ");
  const width = Math.max(...text.split("\n").map((line) => line.length));
  const side = "=".repeat(Math.max(2, Math.floor((width - title.length - 2) / 2)));
  return `\n${side} ${title} ${side}\n${text}`;
}

/** Go's time.Duration rounded to seconds: `5s`, `1m30s`, `1h0m5s`. */
export function formatSeconds(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return `${h > 0 ? `${h}h` : ""}${h > 0 || m > 0 ? `${m}m` : ""}${s}s`;
}
