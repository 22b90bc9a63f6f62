// What the cache of remote files holds, and what became of it. Source of the first line: Helmfile pkg/app/app.go.
import type { DirEntry } from "../system/system.ts";

/** The folder, then one line per entry. */
export function formatCacheInfo(folder: string, entries: readonly DirEntry[]): string {
  return [`Cache directory: ${folder}`, ...entries.map(({ name }) => name), ""].join("\n");
}

/** The folder, then one line per removed entry. */
export function formatCacheCleanup(folder: string, entries: readonly DirEntry[]): string {
  return [`Cache directory: ${folder}`, ...entries.map(({ name }) => `Removed ${name}`), ""].join("\n");
}
