// Texts of the user's files: in, an absolute path; out, a SourceText named as the user knows it.
import { isAbsolute, join, relative } from "node:path";
import { fail, type SourceText, type Span } from "../diagnostics/diagnostic.ts";
import type { System } from "../system/system.ts";

/** A path as messages show it: relative to the working directory where that is shorter. */
export function displayPath(path: string, system: Pick<System, "cwd">): string {
  if (!isAbsolute(path)) return path;
  const short = relative(system.cwd, path) || ".";
  return short.length < path.length ? short : path;
}

/** Reads a text file. Fails at `span`, the place that names it, when it cannot be read. */
export function readSource(
  path: string,
  options: { readonly system: System; readonly span?: Span | undefined },
): SourceText {
  const { system } = options;
  const name = displayPath(path, system);
  try {
    // A byte order mark is no part of a YAML text or of a template.
    return { path: name, text: system.files.readText(path).replace(/^\uFEFF/, "") };
  } catch (error) {
    // Asked for only now: computing a place means reading its text again.
    const { span } = options;
    return fail(
      "files/unreadable",
      `Cannot read "${name}": ${whyUnreadable(path, { error, system })}`,
      span ? { span } : {},
    );
  }
}

function whyUnreadable(
  path: string,
  { error, system }: { readonly error: unknown; readonly system: System },
): string {
  const stat = system.files.stat(path);
  if (stat === undefined) return "it does not exist";
  if (stat.isDirectory) return "it is a folder";
  return error instanceof Error ? error.message : String(error);
}

/** Reads standard input as a source named "-". */
export function readStdin(system: System): SourceText {
  return { path: "-", text: system.terminal.readStdin().replace(/^\uFEFF/, "") };
}

/** A path from a file's content, laid over the folder it is relative to. */
export function pathIn(folder: string, path: string): string {
  return isAbsolute(path) ? path : join(folder, path);
}
