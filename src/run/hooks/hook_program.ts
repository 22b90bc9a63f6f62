// The first word of a hook's command → the file that is started. Apart from starting it, since a look ahead asks too.
import type { Files, Processes, System } from "../../system/system.ts";

/** Where a program is looked for. */
export interface ProgramSearch {
  /** The state file's folder. */
  readonly dir: string;
  /** Where the hook runs. */
  readonly cwd: string;
  readonly path: string | undefined;
  readonly system: Pick<System, "os"> & {
    readonly files: Pick<Files, "stat">;
    readonly processes: Pick<Processes, "which">;
  };
}

/**
 * A name without a slash is looked up; it stays as it is if PATH has none. A relative path starts where the hook runs, as
 * Go's exec.Command has it, or at the state file if it is not there.
 */
export function resolveProgram(name: string, { dir, cwd, path, system }: ProgramSearch): string {
  const { os, files, processes } = system;
  if (name.startsWith("/") || (os === "windows" && /^[A-Za-z]:/.test(name))) return name;
  if (!isPath(name, os)) return processes.which(name, path) ?? name;
  const isBesideState = cwd !== dir && files.stat(`${cwd}/${name}`) === undefined &&
    files.stat(`${dir}/${name}`) !== undefined;
  return `${isBesideState ? dir : cwd}/${name}`;
}

/** Whether a program is named by its place and not looked up on PATH. */
export function isPath(name: string, os: System["os"]): boolean {
  return name.includes("/") || (os === "windows" && name.includes("\\"));
}
