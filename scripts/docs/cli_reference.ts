// The command-line reference: from the registry's rows, each command's record and the option records.
import type { Argument, CommandEntry, Takes } from "../../src/cli/command.ts";
import { EXIT } from "../../src/cli/exit_codes.ts";
import { globals } from "../../src/cli/global_options.ts";
import { CATEGORIES, type Option, optionName, type Options } from "../../src/cli/option.ts";
import { COMMANDS } from "../../src/commands/registry.ts";
import { EXAMPLES } from "../../src/commands/shared/examples.ts";
import { anchor, code, formatTable, GENERATED } from "./markdown.ts";

/** The page. */
export async function formatCliReference(): Promise<string> {
  const entries = COMMANDS.filter(({ isHidden }) => !isHidden);
  const commands = await Promise.all(
    entries.map(async (entry) => ({ entry, command: await entry.takes() })),
  );
  return [
    GENERATED,
    "# Command line\n",
    "`boathook [options] <command> [arguments]`\n",
    "Options may stand before or after the command. A flag is turned off with `--name=false`. Where an environment " +
    "variable is named, it gives the value when the command line does not.\n",
    ...formatIndex(entries),
    "## Options of all commands\n",
    formatOptions(globals),
    ...commands.flatMap(({ entry, command }) => formatCommand(entry, command)),
    "## Exit codes\n",
    formatTable(
      ["Code", "Meaning"],
      Object.entries(EXIT).map(([name, code]) => [String(code), EXIT_MEANINGS[name as keyof typeof EXIT]]),
    ),
  ].join("\n");
}

const EXIT_MEANINGS: Readonly<Record<keyof typeof EXIT, string>> = {
  done: "All was done, or there was nothing to do",
  failed: "Something failed",
  changes: "There are changes, with `--detailed-exitcode`",
  nothingMatched: "No release matches, or the command line cannot be understood",
  hungUp: "Stopped by SIGHUP (the terminal is gone)",
  interrupted: "Stopped by SIGINT (Ctrl-C)",
  terminated: "Stopped by SIGTERM",
};

function formatIndex(entries: readonly CommandEntry[]): string[] {
  return [...Map.groupBy(entries, ({ group }) => group)].flatMap(([group, rows]) => [
    `**${group}**\n`,
    formatTable(
      ["Command", "Does"],
      rows.map(({ name, summary }) => [`[${name}](${anchor(name)})`, summary]),
    ),
  ]);
}

function formatCommand(entry: CommandEntry, command: Takes): string[] {
  const args = command.args ?? [];
  const words = ["boathook", entry.name, "[options]", ...args.map(formatArgument)];
  const own = Object.entries(command.options).filter(([key]) => !(key in globals));
  return [
    `## ${entry.name}\n`,
    `${entry.summary}.\n`,
    `\`\`\`\n${words.join(" ")}\n\`\`\`\n`,
    ...formatExamples(entry.name),
    ...(args.length > 0 ? [formatTable(["Argument", "Meaning"], args.map(describeArgument))] : []),
    own.length > 0
      ? formatOptions(Object.fromEntries(own))
      : "It takes the [options of all commands](#options-of-all-commands) only.\n",
  ];
}

function formatExamples(name: string): string[] {
  const examples = EXAMPLES[name] ?? [];
  const lines = examples.map(([words, purpose]) => `# ${purpose}\nboathook ${words}\n`);
  return lines.length > 0 ? [`\`\`\`sh\n${lines.join("")}\`\`\`\n`] : [];
}

function formatArgument({ name, isRequired, isRepeated }: Argument): string {
  const word = `${name}${isRepeated ? "..." : ""}`;
  return isRequired ? `<${word}>` : `[${word}]`;
}

function describeArgument(argument: Argument): string[] {
  const choices = argument.choices ? `: ${argument.choices.map(code).join(", ")}` : "";
  return [code(formatArgument(argument)), argument.summary + choices];
}

function formatOptions(options: Options): string {
  const rows = Object.entries(options).filter(([, { isHidden }]) => !isHidden);
  const order = ([, { category }]: [string, Option]) => CATEGORIES.indexOf(category);
  return formatTable(
    ["Option", "Meaning", "Default", "Environment variable"],
    rows.sort((a, b) => order(a) - order(b)).map(([key, option]) => describeOption(key, option)),
  );
}

function describeOption(key: string, option: Option): string[] {
  const short = option.short ? `-${option.short}, ` : "";
  const word = `<${option.placeholder ?? "word"}>`;
  const value = option.type === "flag"
    ? ""
    : "bare" in option && option.bare !== undefined
    ? `[=${word}]`
    : ` ${word}`;
  const choices = option.type === "choice" ? `: ${option.choices.map(code).join(", ")}` : "";
  const isRepeated = option.type === "texts" && !/repeat/.test(option.summary);
  return [
    code(`${short}--${optionName(key, option)}${value}`),
    option.summary + choices + (isRepeated ? " (may be repeated)" : ""),
    formatDefault(option),
    option.env ? code(option.env) : "",
  ];
}

function formatDefault(option: Option): string {
  if (!("default" in option) || option.default === undefined || option.default === "") return "";
  if (option.type === "flag") return option.default ? "on" : "";
  return code(String(option.default));
}
