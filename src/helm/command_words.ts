// The arguments of a helm call → the words of its command.

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

/** A call's command, and what comes after it. */
export interface HelmCommandWords {
  /** `upgrade`; `repo add`; empty where the call has none. */
  readonly command: readonly string[];
  readonly rest: readonly string[];
}

/** Finds a call's command. Before it every option but `--debug` takes its value as the next word. */
export function commandWords(args: readonly string[]): HelmCommandWords {
  let at = 0;
  while (args[at]?.startsWith("-")) at += args[at]!.includes("=") || args[at] === "--debug" ? 1 : 2;
  const [first, second] = args.slice(at);
  const isGroup = first !== undefined && GROUPS.has(first) && second !== undefined && !second.startsWith("-");
  const end = at + (isGroup ? 2 : 1);
  return { command: args.slice(at, end), rest: args.slice(end) };
}
