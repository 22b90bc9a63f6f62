// A command's name and a PATH → the file. Apart from starting it because it remembers where it looked in vain: a file
// that is not there costs Deno an error, and most folders of a PATH do not have what a hook starts.

/** Looks up a command on the given PATH, or on ours. */
export type CommandSearch = (command: string, path?: string) => string | undefined;

/** A folder as it was when commands were not in it. */
interface Searched {
  readonly state: string;
  readonly without: Set<string>;
}

/** Within this time of a change, another one may leave a folder with the same time of change. */
const CLOCK_TICK_MS = 1000;

const isWindows = Deno.build.os === "windows";

/**
 * Go's exec.LookPath: a name with a slash is taken as it is, else the first executable file on PATH. A folder that has
 * not changed since is not looked through again.
 */
export function createCommandSearch(): CommandSearch {
  const searched = new Map<string, Searched>();
  return (command, path = Deno.env.get("PATH")) => {
    if (command.includes("/") || (isWindows && command.includes("\\"))) {
      return isExecutable(command) ? command : undefined;
    }
    const names = isWindows ? extensions().map((extension) => command + extension) : [command];
    for (const folder of (path ?? "").split(isWindows ? ";" : ":")) {
      const found = findIn(folder === "" ? "." : folder, { names, searched });
      if (found !== undefined) return found;
    }
    return undefined;
  };
}

function extensions(): readonly string[] {
  return ["", ...(Deno.env.get("PATHEXT") ?? ".EXE;.CMD;.BAT").split(";")];
}

function findIn(
  folder: string,
  { names, searched }: { readonly names: readonly string[]; readonly searched: Map<string, Searched> },
): string | undefined {
  const state = stateOf(folder);
  if (state === null) return undefined;
  const known = searched.get(folder);
  const without = known && known.state === state ? known.without : new Set<string>();
  for (const name of names) {
    if (without.has(name)) continue;
    const candidate = `${folder}/${name}`;
    if (isExecutable(candidate)) return candidate;
    if (isAbsent(candidate)) without.add(name);
  }
  if (state !== undefined) searched.set(folder, { state, without });
  return undefined;
}

/** What changes with each file that comes into a folder; null without a folder, undefined if that cannot be told. */
function stateOf(folder: string): string | null | undefined {
  try {
    const { dev, ino, mtime } = Deno.statSync(folder);
    if (mtime === null || Date.now() - mtime.getTime() < CLOCK_TICK_MS) return undefined;
    return `${dev} ${ino} ${mtime.getTime()}`;
  } catch {
    return null;
  }
}

function isExecutable(path: string): boolean {
  try {
    const info = Deno.statSync(path);
    return info.isFile && (isWindows || ((info.mode ?? 0) & 0o111) !== 0);
  } catch {
    return false;
  }
}

/** Not even a link to a file that may yet come. */
function isAbsent(path: string): boolean {
  try {
    Deno.lstatSync(path);
    return false;
  } catch (error) {
    return error instanceof Deno.errors.NotFound;
  }
}
