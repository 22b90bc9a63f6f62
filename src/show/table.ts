// Rows of cells as aligned lines.
import { displayWidth, padTo } from "./display_width.ts";

/** Aligns cells under each other; what only fills up the end of a line is left out. */
export function formatTable(rows: readonly (readonly string[])[], separator: string): string {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from(
    { length: columns },
    (_, i) => Math.max(...rows.map((row) => displayWidth(row[i] ?? ""))),
  );
  return rows.map((row) => row.map((cell, i) => padTo(cell, widths[i]!)).join(separator).trimEnd() + "\n")
    .join("");
}
