// The help of the program and of each command, laid out by commander from the registry's rows and option records.
import { Command as CommanderCommand, type Help } from "@commander-js/extra-typings";
import type { CommandEntry, Takes } from "./command.ts";
import { globals } from "./global_options.ts";
import { bareValue, CATEGORIES, type Option, type Options } from "./option.ts";
import { commanderOption } from "./option_parser.ts";

/** How help is laid out. */
export interface HelpOptions {
  readonly programName: string;
  /** The width of the terminal; 100 unless known. */
  readonly columns?: number | undefined;
  readonly isColored: boolean;
  /** Command lines to begin with, without the program's name, each with what it is for. */
  readonly examples?: readonly (readonly [words: string, purpose: string])[];
}

/** With less room beside the names, what they mean goes below them. */
const LEAST_BESIDE = 30;
/** No terminal is taken to be narrower. */
const LEAST_WIDTH = 30;
const BELOW = " ".repeat(6);

/** The program's help: what it is for, its commands in the order of work, the options all of them take. */
export function formatProgramHelp(commands: readonly CommandEntry[], options: HelpOptions): string {
  const program = newCommand(options.programName, options)
    .usage("[options] <command> [arguments]")
    .description(
      "Deploys the Helm releases that a helmfile.yaml declares, and runs its hooks with time limits.",
    );
  for (const { name, summary, group, isHidden } of commands) {
    const row = new CommanderCommand(name).description(summary).helpOption(false).helpGroup(`${group}:`);
    program.addCommand(row, { hidden: isHidden ?? false });
  }
  addOptions(program, globals, (option) => `${option.category} options:`);
  const more = `Run "${options.programName} help <command>" for the options of a command.\n`;
  return `${program.helpInformation()}\n${more}`;
}

/** A command's help: its arguments, its own options by category, then those that all commands take. */
export function formatCommandHelp(entry: CommandEntry, command: Takes, options: HelpOptions): string {
  const words = (command.args ?? []).map(({ name, isRequired, isRepeated }) =>
    isRequired ? `<${name}${isRepeated ? "..." : ""}>` : `[${name}${isRepeated ? "..." : ""}]`
  );
  const shown = newCommand(`${options.programName} ${entry.name}`, options)
    .usage(["[options]", ...words].join(" "))
    .description(`${entry.summary}.`);
  for (const [i, argument] of (command.args ?? []).entries()) {
    const choices = argument.choices ? ` (${argument.choices.join(", ")})` : "";
    shown.argument(words[i]!, argument.summary + choices);
  }
  addOptions(shown, command.options, (option) => `${option.category} options:`);
  const others = Object.entries(globals).filter(([key]) => !(key in command.options));
  addOptions(shown, Object.fromEntries(others), () => "Options of all commands:");
  return shown.helpInformation();
}

function newCommand(name: string, { columns, isColored, programName, examples = [] }: HelpOptions) {
  const bold = (text: string) => isColored ? `\x1b[1m${text}\x1b[22m` : text;
  return new CommanderCommand(name).helpOption(false).helpCommand(false)
    .configureHelp({
      formatHelp: (command: CommanderCommand, help: Help) =>
        layOut(
          command,
          help,
          examples.map(([words, purpose]) => `  # ${purpose}\n  ${programName} ${words}`),
        ),
      styleTitle: bold,
      helpWidth: Math.max(LEAST_WIDTH, Math.min(columns ?? 100, 120)),
      minWidthToWrap: LEAST_BESIDE - BELOW.length,
      optionDescription: (option) => option.description,
    })
    .configureOutput({ getOutHasColors: () => isColored });
}

/** Usage, purpose, examples, arguments, commands, options: commander's own order has the commands last. */
function layOut(command: CommanderCommand, help: Help, examples: readonly string[]): string {
  const item = itemFormat(command, help);
  const groups = <T extends { term: string; text: string; heading: string }>(rows: readonly T[]) =>
    [...Map.groupBy(rows, (row) => row.heading)].flatMap(([heading, rows]) =>
      help.formatItemList(heading, rows.map(({ term, text }) => item(term, text)), help)
    );
  const args = help.visibleArguments(command).map((argument) => ({
    term: help.argumentTerm(argument),
    text: help.argumentDescription(argument),
    heading: "Arguments:",
  }));
  const commands = help.visibleCommands(command).map((row) => ({
    term: help.subcommandTerm(row),
    text: help.subcommandDescription(row),
    heading: row.helpGroup() ?? "Commands:",
  }));
  const options = help.visibleOptions(command).map((option) => ({
    term: help.optionTerm(option),
    text: help.optionDescription(option),
    heading: option.helpGroupHeading ?? "Options:",
  }));
  return [
    `${help.styleTitle("Usage:")} ${help.commandUsage(command)}`,
    "",
    help.boxWrap(help.commandDescription(command), help.helpWidth!),
    "",
    ...help.formatItemList("Examples:", [...examples], help),
    ...groups(args),
    ...groups(commands),
    ...groups(options),
  ].join("\n");
}

/** A name and what it means: beside each other, or one below the other where the terminal is narrow. */
function itemFormat(command: CommanderCommand, help: Help): (term: string, text: string) => string {
  const width = help.padWidth(command, help);
  const columns = help.helpWidth!;
  if (columns - width - 4 >= LEAST_BESIDE) return (term, text) => help.formatItem(term, width, text, help);
  return (term, text) =>
    `  ${term}\n${BELOW}${help.boxWrap(text, columns - BELOW.length).replaceAll("\n", `\n${BELOW}`)}`;
}

function addOptions(
  command: CommanderCommand,
  options: Options,
  headingOf: (option: Option) => string,
): void {
  const order = (option: Option) => CATEGORIES.indexOf(option.category);
  const rows = Object.entries(options).filter(([, option]) => !option.isHidden);
  for (const [key, option] of rows.sort(([, a], [, b]) => order(a) - order(b))) {
    const row = commanderOption(key, option).helpGroup(headingOf(option));
    if (bareValue(option) !== undefined) row.flags = row.flags.replace(/ (<.*>)$/, "[=$1]");
    row.description = describe(option);
    command.addOption(row);
  }
}

function describe(option: Option): string {
  const facts = [
    option.type === "choice" ? option.choices.join(", ") : "",
    "default" in option && option.default !== undefined && option.default !== "" &&
      option.default !== false &&
      option.default !== 0
      ? `default ${option.default}`
      : "",
    option.env ? `$${option.env}` : "",
  ].filter((fact) => fact !== "");
  return option.summary + (facts.length > 0 ? ` (${facts.join("; ")})` : "");
}
