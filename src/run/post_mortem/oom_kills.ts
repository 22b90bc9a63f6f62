// Whether the kernel ended a process for want of memory: the control group counts that, the exit code does not say it.
import type { Files } from "../../system/system.ts";

/** The out-of-memory kills in our control group so far; undefined where there is no count (no cgroup v2). */
export function countOomKills(files: Files): number | undefined {
  try {
    const group = /^0::(.*)$/m.exec(files.readText("/proc/self/cgroup"))?.[1] ?? "";
    const path = [`/sys/fs/cgroup${group}/memory.events`, "/sys/fs/cgroup/memory.events"]
      .find((candidate) => files.stat(candidate)?.isFile);
    const count = path && /^oom_kill (\d+)$/m.exec(files.readText(path))?.[1];
    return count ? Number(count) : undefined;
  } catch {
    return undefined;
  }
}
