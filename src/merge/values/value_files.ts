// Files that a state file names: in, a path, glob or address as written; out, the absolute paths behind it. What is
// missing is an error or a line of log, as the missing file handler says. Source: Helmfile pkg/state/storage.go.
import { basename, dirname, isAbsolute, join } from "node:path";
import { fail, type Span } from "../../diagnostics/diagnostic.ts";
import { nearest } from "../../diagnostics/nearest.ts";
import { displayPath, pathIn } from "../../files/read.ts";
import { fetchRemote } from "../../files/remote.ts";
import { isRemote } from "../../files/remote_address.ts";
import type { System } from "../../system/system.ts";
import type { Session } from "../session.ts";

/** What becomes of a missing file. */
export type MissingFileHandler = "Error" | "Warn" | "Info" | "Debug";

/** A file of values and where it is looked for. */
export interface FileRequest {
  /** What the file is for: "environment values", "values", "secrets". */
  readonly kind: string;
  readonly dir: string;
  readonly handler: MissingFileHandler | undefined;
  readonly ignoreMissingGitBranch?: boolean | undefined;
  /** Where the file is named; asked for only if something is wrong. */
  readonly place?: (() => Span | undefined) | undefined;
}

/** The files behind `path`, sorted; empty if they are missing and may be. Fails at the span otherwise. */
export function resolveFiles(path: string, session: Session, request: FileRequest): readonly string[] {
  const found = isRemote(path) ? fetch(path, session, request) : expand(path, session, request.dir);
  if (found.length > 0) return found;
  const handler = request.handler ?? "Error";
  if (handler === "Error") failMissing(path, session, request);
  const level = { Warn: "warn", Info: "info", Debug: "debug" } as const;
  session.notice(level[handler], `skipping missing ${request.kind} file matching "${path}"`);
  return [];
}

/** The file behind a path of a release, none if it is missing and may be; only an environment's may be several. */
export function resolveFile(path: string, session: Session, request: FileRequest): readonly string[] {
  const found = resolveFiles(path, session, request);
  if (found.length <= 1) return found;
  const { kind } = request, span = request.place?.();
  const code = kind === "secrets" ? "secrets/glob" : "values/glob";
  return fail(code, `Cannot use the pattern "${path}" for ${kind}: it matches ${found.length} files`, {
    ...(span ? { span } : {}),
    hint: `name each file of ${kind}`,
  });
}

/**
 * The paths that match a glob below a folder, sorted; a plain path matches itself if it exists. Two stars are one, as in
 * Go's filepath.Glob.
 */
export function expand(path: string, session: Session, dir: string): readonly string[] {
  const { files } = session.system;
  if (/[*?[\\]/.test(path)) return files.glob(path.replace(/\*+/g, "*"), dir);
  const plain = pathIn(dir, path);
  return files.stat(plain) === undefined ? [] : [plain];
}

function fetch(path: string, { system }: Session, request: FileRequest): readonly string[] {
  try {
    const local = fetchRemote(path, { system, cacheFolder: "values", span: request.place?.() });
    return system.files.stat(local) === undefined ? expandFetched(local, system) : [local];
  } catch (error) {
    const noBranch = /did not match any file\(s\) known to git/;
    const notes =
      (error as { diagnostics?: readonly { notes?: readonly { message: string }[] }[] }).diagnostics
        ?.flatMap((d) => d.notes ?? []) ?? [];
    if (request.ignoreMissingGitBranch && notes.some((note) => noBranch.test(note.message))) return [];
    throw error;
  }
}

/** A pattern after the `@` of an address matches files of what was fetched (storage.go resolveFile). */
function expandFetched(pattern: string, { files }: System): readonly string[] {
  if (!/[*?[]/.test(basename(pattern))) return [];
  return files.glob(pattern.replace(/\*+/g, "*"), "/").filter((path) => files.stat(path)?.isFile);
}

function failMissing(path: string, { system }: Session, { kind, dir, place }: FileRequest): never {
  const span = place?.();
  const folder = dirname(pathIn(dir, path));
  const siblings = system.files.stat(folder)?.isDirectory ? system.files.readDir(folder) : [];
  const names = siblings.filter((e) => !e.isDirectory).map((e) => e.name);
  const stem = nearest(stemOf(path), names.map(stemOf));
  const near = names.find((name) => stemOf(name) === stem);
  const meant = near === undefined ? undefined : join(dirname(path), near);
  const where = isAbsolute(path) ? "" : ` in "${displayPath(dir, system)}"`;
  return fail("files/missing", `Cannot read the ${kind} file "${path}": it does not exist${where}`, {
    ...(span ? { span } : {}),
    hint: meant === undefined
      ? "paths are relative to the state file; missingFileHandler: Warn skips files that may be missing"
      : `did you mean "${meant}"?`,
  });
}

/** The name without its endings: what is misspelt is seldom the ".yaml", and it would make short names alike. */
function stemOf(path: string): string {
  return basename(path).replace(/(\.ya?ml|\.json|\.hcl)?(\.gotmpl)?$/, "");
}
