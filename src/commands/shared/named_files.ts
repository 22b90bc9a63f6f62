// The word that stands for a release → the state files it means, if it means a file: the hooks of a file have no
// release to be called by.
import { normalize } from "node:path";
import { fail } from "../../diagnostics/diagnostic.ts";
import { nearest } from "../../diagnostics/nearest.ts";
import type { StateFile } from "../../merge/state.ts";

/** What `hooks list` shows in place of a release. */
const ANY_FILE = "(file)";

/** Whether a word means a state file rather than a release. */
export function isFileName(word: string): boolean {
  return word === ANY_FILE || word === "-" || word.includes("/") || /\.(?:ya?ml|gotmpl)$/.test(word);
}

/** The files that a word means, by their path or the last part of it; a Failure if it is none of them. */
export function filesNamed(word: string, files: readonly StateFile[]): readonly StateFile[] {
  const named = files.filter(({ path, absolutePath }) =>
    word === ANY_FILE || [path, absolutePath, path.split("/").at(-1)].includes(normalize(word))
  );
  if (named.length > 0) return named;
  const paths = files.map(({ path }) => path), likely = nearest(word, paths);
  fail("files/not-loaded", `Cannot find the state file "${word}" among those that are loaded`, {
    hint: likely ? `did you mean "${likely}"?` : `the state files are ${paths.join(", ")}`,
  });
}
