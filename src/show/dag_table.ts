// The order of work as a table: groups of releases that may run side by side. Source of the layout: Helmfile
// pkg/app/dag_formatter.go.
import type { DagRow } from "../plan/dag_groups.ts";
import { formatTable } from "./table.ts";

/** One file's groups as a table. */
export function formatDagTable(rows: readonly DagRow[]): string {
  const cells = rows.map((
    { group, release, dependencies },
  ) => [String(group), release, dependencies.join(", ")]);
  return formatTable([["GROUP", "RELEASE", "DEPENDENCIES"], ...cells], " ");
}

/** All files' groups as one line of JSON. */
export function dagJson(
  files: readonly { readonly file: string; readonly rows: readonly DagRow[] }[],
): string {
  return JSON.stringify(files.flatMap(({ file, rows }) => rows.map((row) => ({ file, ...row })))) + "\n";
}
