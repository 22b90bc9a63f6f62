// A folder → the same files in another place. Links are followed, so that the copy stands alone.
import { join } from "node:path";
import type { Files } from "../../system/system.ts";

/** Copies what is in `from` into `to`, with its modes; `to` itself is left out if it lies within `from`. */
export function copyFolder(from: string, to: string, files: Files): void {
  files.makeDir(to);
  for (const { name } of files.readDir(from)) {
    const source = join(from, name), target = join(to, name);
    if (source === to || to.startsWith(`${source}/`)) continue;
    const stat = files.stat(source);
    if (stat?.isDirectory) copyFolder(source, target, files);
    else if (stat?.isFile) files.write(target, files.readBytes(source), stat.mode && stat.mode & 0o777);
  }
}
