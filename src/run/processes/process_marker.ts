// What the processes of one hook or helm call are found again by, wherever they went: a variable in their environment,
// and for those of bash a limit that stays with what drops its environment.
import type { Env, ProcessQuery } from "../../system/system.ts";

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

/** How a process of a hook is told from all others: whatever it does, one of these stays. */
export type Traces = Pick<ProcessQuery, "marker" | "lockLimits" | "pipes" | "bornSince">;

/** The soft limits of file locks begin here; 32 bits of the run's token and 20 of the hook's number follow. */
export const FIRST_LOCK_LIMIT = 2 ** 52;
/** Hooks of a run that have a limit of their own. */
export const LOCK_LIMIT_STEP = 2 ** 20;

/** What `NAME=VALUE` and the prelude of bash leave on a hook's processes, or on those of all hooks of a run. */
export function tracesOf(marker: string): Traces {
  const [, token, hook] = /(?:^|[=/])([0-9a-f]{8})-[0-9a-f]{4}(?:-hook-(\d+)(?:-try\d+)?)?$/.exec(marker) ??
    [];
  if (token === undefined) return { marker };
  const first = FIRST_LOCK_LIMIT + Number.parseInt(token, 16) * LOCK_LIMIT_STEP;
  const own = first + Number(hook);
  return { marker, lockLimits: hook === undefined ? [first, first + LOCK_LIMIT_STEP - 1] : [own, own] };
}
