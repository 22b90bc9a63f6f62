// How the program was called → what it is to be called in what users read and type again.
import type { System } from "../system/system.ts";

/** "helmfile" when a link or copy of that name runs us, so that messages name what the user typed. */
export function programNameOf({ calledAs }: Pick<System, "calledAs">): string {
  return /(^|[\\/])helmfile(\.exe)?$/.test(calledAs) ? "helmfile" : "boathook";
}
