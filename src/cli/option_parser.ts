// Option records as a commander parser: the only place, with help.ts, that knows commander. Takes the words of a
// command line, gives values by key and the words that are no options.
import {
  Command,
  CommanderError,
  InvalidArgumentError,
  Option as CommanderOption,
} from "@commander-js/extra-typings";
import { fail } from "../diagnostics/diagnostic.ts";
import { bareValue, type Option, optionName, type Options } from "./option.ts";

/** What a command line says: values by key (defaults filled in), and the words that are no options, in order. */
export interface ParsedOptions {
  readonly values: Readonly<Record<string, unknown>>;
  /** The keys that were given on the command line or through the environment. */
  readonly given: ReadonlySet<string>;
  readonly words: readonly string[];
  /** The first option nobody knows, as written, and all that follows it. */
  readonly unknown: readonly string[];
}

/** Parses the options of a command line; a value that is missing or invalid is a Failure. */
export function parseOptions(
  argv: readonly string[],
  options: Options,
  env: (name: string) => string | undefined,
): ParsedOptions {
  return explained(() => {
    const spelled = spellForCommander(argv, options);
    const parser = parserOf(options, spelled);
    const { operands, unknown } = parser.parseOptions(spelled);
    readEnvironment(parser, options, env);
    const given = Object.keys(options).filter((key) => parser.getOptionValueSource(key) !== "default");
    return { values: parser.opts(), given: new Set(given), words: operands, unknown };
  });
}

/** The name an option has in messages: "--file". */
export function spelledOption(key: string, option: Option): string {
  return `--${optionName(key, option)}`;
}

/** A commander option for a record; also what the help lists. */
export function commanderOption(key: string, record: Option): CommanderOption<string> {
  const value = record.type === "flag"
    ? ""
    : ` <${record.placeholder ?? (record.type === "choice" ? "word" : "value")}>`;
  const short = record.short ? `-${record.short}, ` : "";
  const option = new KeyedOption(`${short}${spelledOption(key, record)}${value}`, key);
  if (record.type === "flag") option.argParser(() => true);
  if (record.type === "choice") option.choices(record.choices);
  if (record.type === "number") option.argParser(parseWholeNumber);
  if (record.type === "texts") {
    option.argParser((text, before: string[] | undefined) => [...before ?? [], text]);
  }
  return option;
}

/** Stores its value under the record's key, and means what it says when it is called `--no-…`. */
class KeyedOption extends CommanderOption<string> {
  constructor(flags: string, private readonly key: string) {
    super(flags);
    this.negate = false;
  }
  override attributeName(): string {
    return this.key;
  }
  override name(): string {
    return this.long!.slice(2);
  }
}

function parserOf(options: Options, argv: readonly string[]): Command {
  const parser = new Command().exitOverride().configureOutput({ writeErr: () => {}, writeOut: () => {} });
  const isMentioned = mentionedIn(argv);
  for (const [key, record] of Object.entries(options)) {
    if (isMentioned(optionName(key, record), record.short)) parser.addOption(commanderOption(key, record));
    parser.setOptionValueWithSource(key, defaultOf(record), "default");
  }
  for (const [key, name] of negations(options)) {
    if (isMentioned(name)) parser.addOption(new KeyedOption(`--${name}`, key).argParser(() => false));
  }
  return parser;
}

/** Whether words may name an option: commander takes time for each that it knows, and most starts name few. */
function mentionedIn(argv: readonly string[]): (name: string, short?: string) => boolean {
  const dashed = argv.filter((word) => word.startsWith("-"));
  const names = new Set(dashed.map((word) => word.replace(/^--(no-)*|=.*$/gs, "")));
  const letters = new Set(dashed.filter((word) => !word.startsWith("--")).join(""));
  return (name, short) =>
    names.has(name.replace(/^(no-)+/, "")) || (short !== undefined && letters.has(short));
}

function defaultOf(record: Option): unknown {
  return record.type === "texts" ? [] : record.default;
}

/** The `--no-…` of each flag, unless an option of that name exists. */
function negations(options: Options): readonly (readonly [key: string, name: string])[] {
  const names = new Set(Object.entries(options).map(([key, record]) => optionName(key, record)));
  return Object.entries(options)
    .filter(([, record]) => record.type === "flag")
    .map(([key, record]) => [key, negationOf(key, record)] as const)
    .filter(([, name]) => !names.has(name));
}

function negationOf(key: string, record: Option): string {
  return `no-${optionName(key, record)}`;
}

/** Puts pflag's spellings that commander does not read, `--flag=false` and `-l=value`, in words that it does. */
function spellForCommander(argv: readonly string[], options: Options): string[] {
  const records = new Map(
    Object.entries(options).flatMap(([key, record]) => {
      const names = [spelledOption(key, record), ...record.short ? [`-${record.short}`] : []];
      return names.map((name) => [name, { key, record }] as const);
    }),
  );
  const words: string[] = [];
  for (let i = 0; i < argv.length; i++) {
    const word = argv[i]!;
    if (word === "--") return [...words, ...argv.slice(i)];
    const [, name = word, value] = /^(--?[^=]+)=(.*)$/s.exec(word) ?? [];
    const found = records.get(name);
    if (found?.record.type === "flag" && value !== undefined) {
      words.push(
        parseBool(name, value)
          ? spelledOption(found.key, found.record)
          : `--${negationOf(found.key, found.record)}`,
      );
    } else if (found && bareValue(found.record) !== undefined && value === undefined) {
      words.push(word, bareValue(found.record)!);
    } else if (found && found.record.type !== "flag") {
      words.push(...value === undefined ? [word, ...argv.slice(++i, i + 1)] : [name, value]);
    } else words.push(word);
  }
  return words;
}

// Go strconv.ParseBool, which pflag reads the values of flags with.
function parseBool(name: string, value: string): boolean {
  if (/^(1|t|T|true|TRUE|True)$/.test(value)) return true;
  if (/^(0|f|F|false|FALSE|False)$/.test(value)) return false;
  throw new InvalidArgumentError(`option '${name}' argument '${value}' is invalid. Expected true or false.`);
}

function parseWholeNumber(text: string): number {
  if (!/^[+-]?\d+$/.test(text)) throw new InvalidArgumentError("Expected a whole number.");
  return Number(text);
}

/** Takes what the command line leaves open from the environment; a flag is set by exactly "true", as in Helmfile. */
function readEnvironment(parser: Command, options: Options, env: (name: string) => string | undefined): void {
  for (const [key, record] of Object.entries(options)) {
    const text = record.env === undefined ? undefined : env(record.env);
    if (text === undefined || text === "" || parser.getOptionValueSource(key) !== "default") continue;
    if (record.type === "flag") {
      if (text === "true") parser.setOptionValueWithSource(key, true, "env");
    } else if (record.type === "number" && !/^[+-]?\d+$/.test(text)) {
      throw new InvalidArgumentError(
        `environment variable '${record.env}' is '${text}'. Expected a whole number.`,
      );
    } else if (record.type === "choice" && !record.choices.includes(text)) {
      throw new InvalidArgumentError(
        `environment variable '${record.env}' is '${text}'. Allowed choices are ${
          record.choices.join(", ")
        }.`,
      );
    } else parser.setOptionValueWithSource(key, record.type === "number" ? Number(text) : text, "env");
  }
}

/** Runs a parse, and makes a diagnostic of commander's complaint. */
function explained<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    const reason = error.message.replace(/^error: /, "").replace(/\.$/, "").replaceAll("'", '"');
    fail("cli/invalid-option", `Cannot understand the command line: ${reason}`);
  }
}
