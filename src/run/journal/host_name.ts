// Which machine this is. Apart because folders of a user may be shared by machines, and a process id means something on
// one of them only.
import type { Files } from "../../system/system.ts";

const PATH = "/etc/hostname";

/** The name of this machine or container; "" where it has none of its own. */
export function hostName(files: Files): string {
  return files.stat(PATH)?.isFile ? files.readText(PATH).trim() : "";
}
