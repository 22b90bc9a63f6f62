// The time limits of a command line: in, what was given; out, milliseconds.
import { fail } from "../../diagnostics/diagnostic.ts";
import { parseDurationMs } from "../../helmfile/scalar_kinds.ts";
import type { RunSettings } from "../../run/run_context.ts";
import type { System } from "../../system/system.ts";

/** `--hook-timeout` and who set it; a Failure if it is no duration. */
export function hookTimeout(given: string | undefined, { env }: System): Pick<RunSettings, "hookTimeout"> {
  if (given === undefined || given === "") return {};
  const ms = parseDurationMs(given);
  if (ms === undefined || ms <= 0) {
    fail("cli/wrong-duration", `Cannot use "${given}" as the time limit of hooks`, {
      hint: 'give a positive duration, such as 300, "90s" or "5m"',
    });
  }
  const setBy = env.get("BOATHOOK_HOOK_TIMEOUT") === given ? "BOATHOOK_HOOK_TIMEOUT" : "--hook-timeout";
  return { hookTimeout: { ms, source: { setBy } } };
}

/** `--deadline` in milliseconds; a Failure if it is no duration. */
export function deadlineMs(given: string | undefined): number | undefined {
  if (given === undefined || given === "") return undefined;
  const ms = parseDurationMs(given);
  if (ms !== undefined && ms > 0) return ms;
  return fail("cli/wrong-duration", `Cannot use "${given}" as the time limit of the run`, {
    hint: 'give a positive duration, such as 300, "90s" or "30m"',
  });
}
