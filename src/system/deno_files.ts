// Files of this machine, through Deno's synchronous calls: a state is small, and a read must not yield half-way.
import { Failure } from "../diagnostics/diagnostic.ts";
import type { DirEntry, Files, FileStat } from "./system.ts";
import { globPaths } from "./deno_glob.ts";

/** The real files; a missing one throws `Deno.errors.NotFound` as `Files` promises. */
export function createDenoFiles(): Files {
  return {
    readText: (path) => Deno.readTextFileSync(path),
    readBytes: (path) => Deno.readFileSync(path),
    write: writeFile,
    append(path, content) {
      const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
      Deno.writeFileSync(path, bytes, { append: true, create: true });
    },
    stat: statPath,
    readDir: readDirSorted,
    glob: (pattern, base) => globPaths(pattern, base),
    makeDir: (path, mode) =>
      Deno.mkdirSync(path, { recursive: true, ...(mode === undefined ? {} : { mode }) }),
    makeTempDir(prefix, parent) {
      if (parent !== undefined) Deno.mkdirSync(parent, { recursive: true });
      const path = Deno.makeTempDirSync({ prefix, ...(parent === undefined ? {} : { dir: parent }) });
      if (Deno.build.os !== "windows") Deno.chmodSync(path, 0o700);
      return path;
    },
    symlink: (target, path) => Deno.symlinkSync(target, path),
    remove: removeTree,
    realPath: (path) => Deno.realPathSync(path),
  };
}

/** Sets the mode even if the file exists: a secret must not stay readable because a run left its file behind. */
function writeFile(path: string, content: string | Uint8Array, mode = 0o644): void {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  try {
    Deno.writeFileSync(path, bytes, { mode });
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    Deno.mkdirSync(parentOf(path), { recursive: true });
    Deno.writeFileSync(path, bytes, { mode });
  }
  if (mode !== 0o644 && Deno.build.os !== "windows") Deno.chmodSync(path, mode);
}

function parentOf(path: string): string {
  const at = Math.max(path.lastIndexOf("/"), Deno.build.os === "windows" ? path.lastIndexOf("\\") : -1);
  return at <= 0 ? "/" : path.slice(0, at);
}

function statPath(path: string): FileStat | undefined {
  try {
    const info = Deno.statSync(path);
    return {
      isFile: info.isFile,
      isDirectory: info.isDirectory,
      size: info.size,
      mode: info.mode ?? undefined,
      modifiedMs: info.mtime?.getTime(),
    };
  } catch (error) {
    if (isAbsence(error)) return undefined;
    if (!(error instanceof Deno.errors.PermissionDenied)) throw error;
    throw new Failure({
      code: "files/unreadable",
      severity: "error",
      message: `Cannot look at "${path}": a folder on the way to it may not be entered`,
      hint: "check the permissions of its folders, or run as the user they belong to",
    });
  }
}

/** A path below a file (ENOTDIR), or through a link to itself (ELOOP), is as absent as one that was never there. */
function isAbsence(error: unknown): boolean {
  return error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory ||
    error instanceof Deno.errors.FilesystemLoop;
}

function readDirSorted(path: string): readonly DirEntry[] {
  const entries = [...Deno.readDirSync(path)];
  return entries.sort((a, b) => a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
}

function removeTree(path: string): void {
  try {
    Deno.removeSync(path, { recursive: true });
  } catch (error) {
    if (!isAbsence(error)) throw error;
  }
}
