// The releases of a state as `list` shows them: a table, or JSON. Source of the columns, their order and the keys:
// Helmfile pkg/app/app.go ListReleases, pkg/app/formatters.go.
import type { Release } from "../merge/state.ts";
import { formatTable } from "./table.ts";

const HEADINGS = ["NAME", "NAMESPACE", "ENABLED", "INSTALLED", "LABELS", "CHART", "VERSION"];

/** A table, sorted by namespace and name. */
export function formatListTable(releases: readonly Release[]): string {
  const rows = sorted(releases).map((release) => [
    release.name,
    release.namespace,
    String(release.isEnabled),
    String(release.isInstalled),
    labelsText(release),
    writtenChart(release),
    release.version,
  ]);
  return formatTable([HEADINGS, ...rows], "\t");
}

/** One line of JSON, sorted likewise. */
export function listJson(releases: readonly Release[]): string {
  const rows = sorted(releases).map((release) => ({
    name: release.name,
    namespace: release.namespace,
    enabled: release.isEnabled,
    installed: release.isInstalled,
    labels: labelsText(release),
    chart: writtenChart(release),
    version: release.version,
  }));
  return JSON.stringify(rows) + "\n";
}

function sorted(releases: readonly Release[]): readonly Release[] {
  return [...releases].sort((a, b) => compare(a.namespace, b.namespace) || compare(a.name, b.name));
}

// Without `--chart`, which Helmfile applies only to what it prepares.
function writtenChart({ spec, chart }: Release): string {
  return spec.chart ?? chart;
}

function labelsText({ labels }: Release): string {
  const keys = Object.keys(labels).sort(compare);
  return keys.map((key) => `${key}:${labels[key]}`).join(",");
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
