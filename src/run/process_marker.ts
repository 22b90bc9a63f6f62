// The environment variable by which the processes of one hook or helm call are found again, wherever they went.
import type { Env } from "../system/system.ts";

/** The variable's name. */
export const MARKER_NAME = "BOATHOOK_HOOK_ID";

/** What the marker of every process of a run begins with: finds what a run that was killed left behind. */
export function runMarker(env: Env, runToken: string): string {
  const outer = env.get(MARKER_NAME) ?? "";
  return outer === "" ? runToken : `${outer}/${runToken}`;
}

/**
 * A value no other run on this machine has: a sweep kills what carries it. A nested run puts the outer hook's
 * value in front, so that the outer sweep finds its processes too. The last part names the hook's record file.
 */
export function processMarker(
  id: string,
  { env, runToken }: { readonly env: Env; readonly runToken: string },
): string {
  return `${runMarker(env, runToken)}/${runToken}-${id}`;
}

/** A token for a run. */
export function newRunToken(): string {
  return crypto.randomUUID().slice(0, 13);
}
