// A helm call's arguments → its name in a few words.
import type { HelmRef } from "../../run/events.ts";

/** helm's commands that have commands of their own, those of its usual plugins among them. */
const GROUPS: ReadonlySet<string> = new Set([
  "repo",
  "registry",
  "dependency",
  "plugin",
  "get",
  "show",
  "search",
  "diff",
  "secrets",
]);

/** `helm upgrade`, `helm dependency build`: options and their values before the command are passed over. */
export function helmOperation({ args }: HelmRef): string {
  const words = commandWords(args);
  const [first, second] = words;
  const shown = first !== undefined && GROUPS.has(first) ? [first, second ?? ""] : [first ?? ""];
  return ["helm", ...shown].join(" ").trimEnd();
}

/** The words that are no options. Before the command every option but `--debug` takes its value as the next word. */
function commandWords(args: readonly string[]): readonly string[] {
  let at = 0;
  while (args[at]?.startsWith("-")) at += args[at]!.includes("=") || args[at] === "--debug" ? 1 : 2;
  return args.slice(at).filter((word) => !word.startsWith("-"));
}
