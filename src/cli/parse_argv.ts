// The words of a command line → which command, with which options and arguments. Options may stand before and after
// the command's name, as with Helmfile.
import { fail } from "../diagnostics/diagnostic.ts";
import { nearest } from "../diagnostics/nearest.ts";
import type { Argument, Command, CommandEntry, Takes } from "./command.ts";
import { globals } from "./global_options.ts";
import { bareValue, type Options } from "./option.ts";
import { parseOptions, spelledOption } from "./option_parser.ts";

/** What the command line asks for. */
export type Invocation =
  | { readonly type: "help"; readonly entry?: CommandEntry; readonly command?: Takes }
  | { readonly type: "version" }
  | {
    readonly type: "run";
    readonly entry: CommandEntry;
    readonly command: Command;
    // deno-lint-ignore no-explicit-any -- each command knows the types of its own
    readonly options: any;
    readonly args: readonly string[];
  };

/** What parsing needs to know beside the words. */
export interface ParseArgvContext {
  readonly commands: readonly CommandEntry[];
  /** Commands that are gone, with what to do instead. */
  readonly removed: Readonly<Record<string, string>>;
  readonly env: (name: string) => string | undefined;
}

/** Parses a command line; a usage error is a Failure whose codes begin with "cli/". */
export async function parseArgv(argv: readonly string[], context: ParseArgvContext): Promise<Invocation> {
  if (argv.every((word) => word === "--help" || word === "-h")) return { type: "help" };
  // Only where words and options are mixed is there anything to tell apart; the others start faster without.
  const isMixed = argv.some(isDashed) && !argv.every(isDashed);
  const loose = isMixed ? (await import("./loose_options.ts")).looseOptions() : {};
  const first = parseOptions(argv, loose, () => undefined);
  const words = [...first.words, ...first.unknown.filter((word) => !isDashed(word))];
  if (words[0] === "help") return await helpFor(words.slice(1), context);
  if (words.length === 0) return parseWithoutCommand(argv, context);
  const entry = locateCommand(words, context.commands);
  if (!entry) return first.values.help ? { type: "help" } : unknownCommand(words, context);
  if (first.values.help) return { type: "help", entry, command: await entry.takes() };
  const { command } = await entry.load();
  return parseForCommand(argv, { entry, command, env: context.env });
}

/** The row of the registry that words begin with; a command of a group needs both its words. */
export function locateCommand(
  words: readonly string[],
  commands: readonly CommandEntry[],
): CommandEntry | undefined {
  const named = (name: string) => commands.find((entry) => entry.name === name);
  return named(words.slice(0, 2).join(" ")) ?? named(words[0] ?? "");
}

function isDashed(word: string): boolean {
  return word.startsWith("-");
}

function parseWithoutCommand(argv: readonly string[], { env }: ParseArgvContext): Invocation {
  const { values, unknown } = parseOptions(argv, globals, env);
  rejectUnknownOption(unknown, globals);
  return { type: values.version ? "version" : "help" };
}

function parseForCommand(
  argv: readonly string[],
  { entry, command, env }: { entry: CommandEntry; command: Command; env: ParseArgvContext["env"] },
): Invocation {
  const options: Options = { ...globals, ...command.options };
  const { values, given, words, unknown } = parseOptions(argv, options, env);
  rejectUnknownOption(unknown, options, entry.name);
  rejectConflicts(given, options);
  const args = words.slice(entry.name.split(" ").length);
  checkArguments(args, command.args ?? [], {
    command: entry.name,
    hintFor: (excess) =>
      hintOfSeparateValue(excess, argv, options) ??
        ("concurrency" in options
          ? `to select the release "${excess}", write "--selector name=${excess}"`
          : undefined),
  });
  return { type: "run", entry, command, options: values, args };
}

async function helpFor(
  words: readonly string[],
  { commands, removed, env }: ParseArgvContext,
): Promise<Invocation> {
  if (words.length === 0) return { type: "help" };
  const entry = locateCommand(words, commands);
  if (!entry) return unknownCommand(words, { commands, removed, env });
  return { type: "help", entry, command: await entry.takes() };
}

function unknownCommand(words: readonly string[], { commands, removed }: ParseArgvContext): never {
  const [first = "", second] = words;
  const instead = removed[first];
  if (instead !== undefined) {
    fail("cli/removed-command", `Cannot run "${first}": Helmfile v1 no longer has it`, { hint: instead });
  }
  const group = commands.filter((entry) => entry.name.startsWith(`${first} `)).map((entry) => entry.name);
  if (group.length > 0 && second === undefined) {
    fail("cli/missing-command", `Cannot run "${first}" alone`, { hint: `its commands are ${quoted(group)}` });
  }
  const asked = group.length > 0 ? `${first} ${second}` : first;
  const likely = nearest(asked, commands.filter((entry) => !entry.isHidden).map((entry) => entry.name));
  fail("cli/unknown-command", `Cannot run "${asked}": no such command`, {
    hint: likely
      ? `did you mean "${likely}"?`
      : group.length > 0
      ? `its commands are ${quoted(group)}`
      : "run help for a list",
  });
}

function rejectUnknownOption(unknown: readonly string[], options: Options, command?: string): void {
  const written = unknown[0];
  if (written === undefined) return;
  const name = written.replace(/=.*$/s, "");
  const likely = nearest(name, Object.entries(options).map(([key, option]) => spelledOption(key, option)));
  fail("cli/unknown-option", `Cannot understand the command line: unknown flag: ${name}`, {
    hint: likely ? `did you mean "${likely}"?` : `run "${command ? `help ${command}` : "help"}" for a list`,
  });
}

function rejectConflicts(given: ReadonlySet<string>, options: Options): void {
  for (const [key, option] of Object.entries(options)) {
    const other = option.conflictsWith;
    if (other === undefined || !given.has(key) || !given.has(other)) continue;
    const names = [spelledOption(key, option), spelledOption(other, options[other]!)];
    fail("cli/conflicting-options", `Cannot use ${quoted(names, " and ")} together`);
  }
}

function checkArguments(
  args: readonly string[],
  declared: readonly Argument[],
  { command, hintFor }: {
    readonly command: string;
    /** What may be meant by a word too many. */
    readonly hintFor: (excess: string) => string | undefined;
  },
): void {
  const missing = declared.find((argument, i) => argument.isRequired && args[i] === undefined);
  if (missing) {
    fail("cli/missing-argument", `Cannot run "${command}" without <${missing.name}>`, {
      hint: missing.choices
        ? `it is one of ${quoted(missing.choices)}`
        : `run "help ${command}" to see what it takes`,
    });
  }
  const excess = declared.at(-1)?.isRepeated ? undefined : args[declared.length];
  if (excess !== undefined) {
    fail("cli/unexpected-argument", `Cannot understand "${excess}": "${command}" takes no such word`, {
      hint: hintFor(excess) ?? `run "help ${command}" to see what it takes`,
    });
  }
  for (const [i, { name, choices }] of declared.entries()) {
    const given = args[i];
    if (given === undefined || !choices || choices.includes(given)) continue;
    const likely = nearest(given, choices);
    fail("cli/invalid-argument", `Cannot use "${given}" as <${name}>`, {
      hint: likely ? `did you mean "${likely}"?` : `it is one of ${quoted(choices)}`,
    });
  }
}

/** An option that may stand alone takes its value only after a sign of equality. */
function hintOfSeparateValue(excess: string, argv: readonly string[], options: Options): string | undefined {
  const written = argv[argv.indexOf(excess) - 1];
  const takesIt = Object.entries(options).some(([key, option]) =>
    bareValue(option) !== undefined && written === spelledOption(key, option)
  );
  return takesIt ? `write "${written}=${excess}"` : undefined;
}

function quoted(names: readonly string[], separator = ", "): string {
  return names.map((name) => `"${name}"`).join(separator);
}
