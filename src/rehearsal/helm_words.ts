// The arguments of a helm call → the words that tell what it does: its command, its release, an option's value.

/** helm's commands that have commands of their own. */
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

/** What changes a cluster. */
const CHANGING: ReadonlySet<string> = new Set(["upgrade", "uninstall", "rollback", "test"]);

/** A helm call taken apart. */
export interface HelmWords {
  /** "upgrade", "uninstall", "repo add". */
  readonly command: string;
  /** The first word after the command that is no option: the release, where the command has one. */
  readonly subject: string;
  readonly isSimulated: boolean;
  /** It looks or prepares. */
  readonly isMinor: boolean;
  /** The value of an option, or undefined. */
  option(name: string): string | undefined;
}

/** Takes a call apart. Before the command every option but `--debug` takes its value as the next word. */
export function helmWords(args: readonly string[]): HelmWords {
  let at = 0;
  while (args[at]?.startsWith("-")) at += args[at]!.includes("=") || args[at] === "--debug" ? 1 : 2;
  const [first = "", second = ""] = args.slice(at);
  const isGroup = GROUPS.has(first) && !second.startsWith("-");
  const name = first === "delete" ? "uninstall" : first;
  const rest = args.slice(at + (isGroup ? 2 : 1));
  const isSimulated = args.some((word) => word === "--dry-run" || word.startsWith("--dry-run="));
  return {
    command: isGroup ? `${name} ${second}` : name,
    subject: rest.find((word) => !word.startsWith("-")) ?? "",
    isSimulated,
    isMinor: !CHANGING.has(name) || isSimulated,
    option(wanted) {
      const found = args.findIndex((word) => word === wanted || word.startsWith(`${wanted}=`));
      const word = args[found];
      return word === wanted ? args[found + 1] : word?.slice(wanted.length + 1);
    },
  };
}
