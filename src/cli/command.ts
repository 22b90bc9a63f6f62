// What a command is: its options, its arguments and what it does. The registry's rows stay light; a command's file
// loads only when it runs.
import type { System } from "../system/system.ts";
import type { Completes, Options, OptionValues } from "./option.ts";
import type { globals } from "./global_options.ts";

/** A word after the command's name. */
export interface Argument {
  readonly name: string;
  readonly summary: string;
  readonly isRequired?: boolean;
  readonly isRepeated?: boolean;
  readonly choices?: readonly string[];
  readonly completes?: Completes;
}

/** What a command may use beside its options. */
export interface CommandContext {
  readonly system: System;
  /** The words after the command's name. */
  readonly args: readonly string[];
  /** What the program was called as: "boathook", or "helmfile" when it stands in for it. */
  readonly programName: string;
  readonly version: string;
  /** All commands, for what speaks about them. */
  readonly commands: readonly CommandEntry[];
}

/** What a command takes: enough for its help and its completion. */
export interface Takes<O extends Options = Options> {
  readonly options: O;
  readonly args?: readonly Argument[];
}

/** A command: what it takes and what it does. */
export interface Command<O extends Options = Options> extends Takes<O> {
  /** Whether standard output gets what the user asked for, secrets and all: manifests, values, a state. */
  readonly printsSecrets?: true;
  /** Does it, and gives the exit code. Throws a Failure for the user's problems. */
  run(options: OptionValues<O & typeof globals>, context: CommandContext): number | Promise<number>;
}

/** A row of the registry: enough for the help, nothing heavy. */
export interface CommandEntry {
  /** One word, or two for a command of a group: "cache info". */
  readonly name: string;
  readonly summary: string;
  /** The heading it is listed under in the help. */
  readonly group: string;
  readonly isHidden?: boolean;
  /** What it takes, without loading what does its work. */
  takes(): Promise<Takes>;
  // deno-lint-ignore no-explicit-any -- a table of commands with different options
  load(): Promise<{ readonly command: Command<any> }>;
}

/** Ties a command's options to what `run` gets. */
export function defineCommand<const O extends Options>(command: Command<O>): Command<O> {
  return command;
}
