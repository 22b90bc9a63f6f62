// What a torture run left on the machine: processes, temporary files, notes of locks, journals that cannot be read.
import { basename, join } from "node:path";
import { walkSync } from "./walk.ts";
import type { Site } from "./victim.ts";

/** Everything that should not be there, a line each. */
export async function findRemains(site: Site): Promise<readonly string[]> {
  const left = [...Deno.readDirSync(join(site.dir, "tmp"))].map(({ name }) => `temporary file ${name}`);
  const home = walkSync(join(site.dir, "home"));
  const notes = home.filter((path) => path.includes("/.releases/")).map((path) => `note of a lock ${path}`);
  const open = home.filter((path) => path.endsWith(".open")).map((path) => `mark of a running run ${path}`);
  return [...await livingProcesses(site), ...left, ...notes, ...open, ...journalProblems(site)];
}

/** How long what a hook leaves on purpose may live on. */
const PATIENCE_MS = 4000;

async function livingProcesses({ token }: Site): Promise<readonly string[]> {
  const end = performance.now() + PATIENCE_MS;
  let found = processesWith(token);
  while (found.length > 0 && performance.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    found = processesWith(token);
  }
  return found.map(({ pid, command }) => `process ${pid} ${command}`);
}

/** Living processes that name the token; not we ourselves. */
export function processesWith(token: string): readonly { readonly pid: number; readonly command: string }[] {
  return [...Deno.readDirSync("/proc")].flatMap(({ name }) => {
    const pid = Number(name);
    if (Number.isNaN(pid) || pid === Deno.pid) return [];
    try {
      const command = Deno.readTextFileSync(`/proc/${name}/cmdline`).replaceAll("\0", " ").trim();
      return command.includes(token) ? [{ pid, command }] : [];
    } catch {
      return []; // it has just ended
    }
  });
}

/** The journals of all runs. */
export function journalsOf({ dir }: Site): readonly string[] {
  return walkSync(join(dir, "home")).filter((path) => path.endsWith(".ndjson"));
}

function journalProblems(site: Site): readonly string[] {
  return journalsOf(site).flatMap((path) => {
    const lines = Deno.readTextFileSync(path).split("\n");
    // The last line may have been cut short by a kill; what is whole ends with a line end.
    const broken = lines.slice(0, -1).filter((line) => !isJson(line));
    return broken.map((line) => `line of journal ${basename(path)}: ${line.slice(0, 200)}`);
  });
}

function isJson(line: string): boolean {
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}
