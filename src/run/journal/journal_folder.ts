// Where the journals of a state's runs are kept: a private folder for each entry file, the newest runs only.
import { createHash } from "node:crypto";
import { dirname, join, resolve } from "node:path";
import type { System } from "../../system/system.ts";

/** Runs of one state file that are remembered. */
const KEPT_RUNS = 20;

/** The folder for a state, by the path of its entry file or folder; undefined where there is no home for it. */
export function journalFolder(
  entry: { readonly paths: readonly string[]; readonly isDirectory: boolean },
  { env, cwd }: Pick<System, "env" | "cwd">,
): string | undefined {
  const home = stateHome({ env });
  if (home === undefined) return undefined;
  const path = resolve(cwd, entry.isDirectory ? dirname(entry.paths[0] ?? cwd) : entry.paths[0] ?? ".");
  return join(home, "runs", createHash("sha256").update(path).digest("hex").slice(0, 16));
}

/** Where what outlives runs is kept. Source: XDG Base Directory Specification, XDG_STATE_HOME. */
export function stateHome({ env }: Pick<System, "env">): string | undefined {
  const own = env.get("BOATHOOK_STATE_HOME");
  if (own) return own;
  const xdg = env.get("XDG_STATE_HOME");
  if (xdg) return join(xdg, "boathook");
  const home = env.get("HOME") || env.get("USERPROFILE");
  return home ? join(home, ".local", "state", "boathook") : undefined;
}

/** The file of a run. */
export function journalPath(folder: string, id: string): string {
  return join(folder, `${id}.ndjson`);
}

/** The file that is there while the run is: what a killed run leaves behind. */
export function openMarkPath(folder: string, id: string): string {
  return join(folder, `${id}.open`);
}

/** The ids of the runs a folder holds, the oldest first; ids begin with their time. */
export function journalIds(folder: string, { files }: Pick<System, "files">): readonly string[] {
  return idsWith(".ndjson", folder, files);
}

/** The ids of the runs that have not said that they ended. */
export function openIds(folder: string, { files }: Pick<System, "files">): readonly string[] {
  return idsWith(".open", folder, files);
}

function idsWith(ending: string, folder: string, files: System["files"]): readonly string[] {
  if (files.stat(folder)?.isDirectory !== true) return [];
  return files.readDir(folder).flatMap(({ name }) =>
    name.endsWith(ending) ? [name.slice(0, -ending.length)] : []
  );
}

/** Removes the oldest journals; those of runs that still go on stay. */
export function forgetOldRuns(folder: string, { files }: Pick<System, "files">): void {
  const open = new Set(openIds(folder, { files }));
  for (const id of journalIds(folder, { files }).slice(0, -KEPT_RUNS)) {
    if (!open.has(id)) files.remove(journalPath(folder, id));
  }
}
