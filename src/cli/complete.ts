// What may stand next on a command line. Takes the words so far; gives candidates, or says what kind of thing is
// wanted, for only the state at hand knows its releases.
import type { Argument, CommandEntry } from "./command.ts";
import { globals } from "./global_options.ts";
import { bareValue, type Completes, type Option, type Options } from "./option.ts";
import { parseOptions, spelledOption } from "./option_parser.ts";
import { looseOptions } from "./loose_options.ts";
import { locateCommand } from "./parse_argv.ts";

/** Something to offer. */
export interface Candidate {
  readonly value: string;
  readonly description?: string;
}

/** What may stand at the cursor. */
export type Completion =
  | { readonly type: "candidates"; readonly candidates: readonly Candidate[] }
  | {
    readonly type: "wanted";
    readonly wanted: Completes;
    /** What is typed of it already. */
    readonly typed: string;
    /** The values of the options before the cursor, by name. */
    readonly options: Readonly<Record<string, unknown>>;
    /** The command's words before the cursor. */
    readonly args: readonly string[];
  };

/** Completes the last of the words after the program's name, which may be empty. */
export async function completeWords(
  words: readonly string[],
  commands: readonly CommandEntry[],
): Promise<Completion> {
  const before = words.slice(0, -1), typed = words.at(-1) ?? "";
  const { options, args, entry, known, declared } = await readBefore(before, commands);
  const wantedBy = (option: Option, typed: string): Completion =>
    option.type === "choice"
      ? candidates(option.choices.map((value) => ({ value })), typed)
      : { type: "wanted", wanted: option.completes ?? "nothing", typed, options, args };
  const [, name = "", value = ""] = /^(--[^=]+)=(.*)$/s.exec(typed) ?? [];
  const inline = findOption(name, known);
  if (inline) return wantedBy(inline, value);
  const open = findOption(before.at(-1) ?? "", known);
  if (open && open.type !== "flag" && bareValue(open) === undefined) return wantedBy(open, typed);
  if (typed.startsWith("-")) return candidates(optionCandidates(known), typed);
  const further = commandCandidates([...entry?.name.split(" ") ?? [], ...args], commands);
  if (!entry || further.length > 0) return candidates(further, typed);
  const argument = declared[args.length] ?? declared.findLast((last) => last.isRepeated);
  if (argument?.choices && !argument.completes) {
    return candidates(argument.choices.map((value) => ({ value })), typed);
  }
  return { type: "wanted", wanted: argument?.completes ?? "nothing", typed, options, args };
}

async function readBefore(before: readonly string[], commands: readonly CommandEntry[]) {
  const { values: options, words } = readLeniently(before);
  const asksHelp = words[0] === "help";
  const entry = asksHelp ? undefined : locateCommand(words, commands);
  const command = await entry?.takes();
  const known: Options = { ...globals, ...command?.options };
  const declared: readonly Argument[] = command?.args ?? [];
  const args = words.slice(entry ? entry.name.split(" ").length : asksHelp ? 1 : 0);
  return { options, args, entry, known, declared };
}

/** A last option may still lack its value. */
function readLeniently(before: readonly string[]) {
  const none = () => undefined;
  try {
    return parseOptions(before, looseOptions(), none);
  } catch {
    return parseOptions(before.slice(0, -1), looseOptions(), none);
  }
}

function findOption(written: string, known: Options): Option | undefined {
  return Object.entries(known).find(([key, option]) =>
    written === spelledOption(key, option) || (option.short && written === `-${option.short}`)
  )?.[1];
}

function optionCandidates(known: Options): readonly Candidate[] {
  return Object.entries(known).filter(([, option]) => !option.isHidden)
    .map(([key, option]) => ({ value: spelledOption(key, option), description: option.summary }));
}

/** The next word of each command whose first words are there already; a group is offered once. */
function commandCandidates(
  words: readonly string[],
  commands: readonly CommandEntry[],
): readonly Candidate[] {
  const next = new Map<string, string>();
  for (const { name, summary, group, isHidden } of commands) {
    const own = name.split(" ");
    if (isHidden || words.some((word, i) => own[i] !== word) || own.length <= words.length) continue;
    const word = own[words.length]!;
    next.set(word, own.length > words.length + 1 ? group : summary);
  }
  if (words.length === 0) next.set("help", "Show the help of the program or of a command");
  return [...next].map(([value, description]) => ({ value, description }));
}

function candidates(all: readonly Candidate[], typed: string): Completion {
  return { type: "candidates", candidates: all.filter(({ value }) => value.startsWith(typed)) };
}
