// The host's place for temporary files → a private folder in it, known by its name as the run's. Apart, as a place
// without room is the host's problem that several rooms meet first.
import { join } from "node:path";
import { Failure } from "../diagnostics/diagnostic.ts";
import type { Files, System } from "../system/system.ts";

/** A private folder that the caller removes; throws a Failure if the host has no room for it. */
export function makeTemporaryFolder(
  files: Files,
  { parent, runToken, prefix = runToken === undefined ? "boathook-" : prefixOf(runToken) }: {
    readonly parent?: string | undefined;
    readonly runToken?: string | undefined;
    readonly prefix?: string;
  } = {},
): string {
  try {
    return files.makeTempDir(prefix, parent);
  } catch (error) {
    throw new Failure([{
      code: "files/no-temporary",
      severity: "error",
      message: `Cannot make a temporary folder${parent === undefined ? "" : ` in "${parent}"`}`,
      notes: [{ message: error instanceof Error ? error.message : String(error) }],
      ...(parent === undefined ? { hint: "set TMPDIR to a folder that may be written and has room" } : {}),
    }]);
  }
}

/** Removes what a run that was killed left where this one would put such folders. */
export function removeTemporaryFolders(
  runToken: string,
  { files, env }: Pick<System, "files" | "env">,
): void {
  const usual = env.get("TMPDIR") || env.get("TEMP") || "/tmp";
  for (const parent of new Set([usual, env.get("HELMFILE_TEMPDIR") || usual])) {
    if (!files.stat(parent)?.isDirectory) continue;
    for (const { name } of files.readDir(parent)) {
      if (name.startsWith(prefixOf(runToken))) files.remove(join(parent, name));
    }
  }
}

function prefixOf(runToken: string): string {
  return `boathook-${runToken}-`;
}
