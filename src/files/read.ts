// Texts of the user's files: in, an absolute path; out, a SourceText named as the user knows it.
import { isAbsolute, join, relative } from "node:path";
import { fail, type SourceText, type Span } from "../diagnostics/diagnostic.ts";
import { fromBytes } from "../go/bytes.ts";
import type { FileStat, System } from "../system/system.ts";

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
    refuseEndless(path, system.files.stat(path));
    // A byte order mark is no part of a YAML text or of a template.
    return { path: name, text: readExactly(path, system.files).replace(/^\uFEFF/, "") };
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

/** What is no UTF-8 stays what it is, for whoever parses the text to say where. */
function readExactly(path: string, files: System["files"]): string {
  const text = files.readText(path);
  return text.includes("\uFFFD") ? fromBytes(files.readBytes(path)) : text;
}

/** Where a shell puts the pipes of `<(command)`, and what has nothing in it. */
const READABLE_PIPES = /^\/(?:dev\/(?:fd\/|stdin$|null$)|proc\/[^/]+\/fd\/)/;

/** Throws for a pipe or a device: the one may never be written to, the other may have no end. */
export function refuseEndless(path: string, stat: FileStat | undefined): void {
  if (!stat || stat.isFile || stat.isDirectory || READABLE_PIPES.test(path)) return;
  throw new Error("it is a pipe or a device, and no file");
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
