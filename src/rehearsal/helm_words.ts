// The arguments of a helm call → the words that tell what it does: its command, its release, an option's value.
import { commandWords } from "../helm/command_words.ts";

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

/** Takes a call apart. */
export function helmWords(args: readonly string[]): HelmWords {
  const { command: [first = "", ...more], rest } = commandWords(args);
  const name = first === "delete" ? "uninstall" : first;
  const isSimulated = args.some((word) => word === "--dry-run" || word.startsWith("--dry-run="));
  return {
    command: [name, ...more].join(" "),
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
