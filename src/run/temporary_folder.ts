// The host's place for temporary files → a private folder in it. Apart, as a place without room is the host's problem
// that several rooms of a run meet first.
import { Failure } from "../diagnostics/diagnostic.ts";
import type { Files } from "../system/system.ts";

/** A private folder that the caller removes; throws a Failure if the host has no room for it. */
export function makeTemporaryFolder(files: Files, parent?: string): string {
  try {
    return files.makeTempDir("boathook-", parent);
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
