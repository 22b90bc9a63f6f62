// Whether the kernel ended a process for want of memory: the control group counts that, the exit code does not say it.
import type { Files } from "../../system/system.ts";

type Reading = Pick<Files, "stat" | "readText">;

/** Where each world keeps its count; null where it has none. Looked for once, since every hook asks. */
const places = new WeakMap<Reading, string | null>();

/** The out-of-memory kills in our control group so far; undefined where there is no count (no cgroup v2). */
export function countOomKills(files: Reading): number | undefined {
  try {
    let path = places.get(files);
    if (path === undefined) places.set(files, path = locateCount(files));
    const count = path && /^oom_kill (\d+)$/m.exec(files.readText(path))?.[1];
    return count ? Number(count) : undefined;
  } catch {
    return undefined;
  }
}

function locateCount(files: Reading): string | null {
  const group = /^0::(.*)$/m.exec(files.readText("/proc/self/cgroup"))?.[1] ?? "";
  return [`/sys/fs/cgroup${group}/memory.events`, "/sys/fs/cgroup/memory.events"]
    .find((candidate) => files.stat(candidate)?.isFile) ?? null;
}
