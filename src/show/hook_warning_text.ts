// What is worth a warning though a hook did well: commands that failed in it, processes it left.
import type { HookIdentity, UncheckedFailure } from "../run/hook_failure.ts";
import type { ProcessRow } from "../system/system.ts";
import { printable } from "./display_width.ts";
import type { Style } from "./style.ts";

/** Items named before the rest is only counted. */
const MOST_ITEMS = 5;

/** The warning of a hook that ended with 0 although commands failed in it. */
export function formatUncheckedFailures(
  hook: HookIdentity,
  { unchecked, style }: { readonly unchecked: readonly UncheckedFailure[]; readonly style: Style },
): string {
  const items = unchecked.map(({ path, line, status, command }) =>
    `${path}:${line}: ${command} (exit code ${status})`
  );
  const hint =
    "start the script with `set -euo pipefail`, or write `|| true` where a failure does not matter";
  const message = `Hook "${hook.name}" (${ownerOf(hook)}) succeeded, but commands in it failed`;
  return draw({ code: "hook/failures-unchecked", message, items, hint }, style);
}

/** The warning of a hook that left processes running. */
export function formatLeakedProcesses(
  hook: HookIdentity,
  { leaked, style }: { readonly leaked: readonly ProcessRow[]; readonly style: Style },
): string {
  const items = leaked.map(({ pid, command }) => `${pid}: ${command}`);
  const hint = "end them in the script (`kill %1; wait`), or in a cleanup hook";
  const message = `Hook "${hook.name}" (${ownerOf(hook)}) left processes running`;
  return draw({ code: "hook/leaked", message, items, hint }, style);
}

function ownerOf({ event, release }: HookIdentity): string {
  return release === undefined ? event : `${event} of release "${release}"`;
}

interface Warning {
  readonly code: string;
  readonly message: string;
  readonly items: readonly string[];
  readonly hint: string;
}

function draw({ code, message, items, hint }: Warning, style: Style): string {
  const shown = items.slice(0, MOST_ITEMS).map((item) =>
    `   ${style.blue("=")} ${style.bold("note:")} ${printable(item)}`
  );
  if (items.length > MOST_ITEMS) {
    shown.push(`   ${style.blue("=")} ${style.bold("note:")} and ${items.length - MOST_ITEMS} more`);
  }
  return [
    `${style.bold(style.yellow(`warning[${code}]`))}: ${style.bold(message)}`,
    ...shown,
    `   ${style.blue("=")} ${style.bold("hint:")} ${hint}`,
  ].join("\n") + "\n";
}
