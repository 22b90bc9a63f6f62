// What an option is: one record from which parsing, help, environment variables, completion and docs come.

/** What the value of an option or argument stands for, so that the shell can complete it. */
export type Completes =
  | "file"
  | "folder"
  | "release"
  | "environment"
  | "selector"
  | "namespace"
  | "kube-context"
  | "hook-event"
  | "hook-name"
  | "run"
  | "nothing";

/** The headings options are listed under in the help, in its order. */
export const CATEGORIES = [
  "State",
  "Selection",
  "Value",
  "Diff",
  "Helm",
  "Chart",
  "Hook",
  "Execution",
  "Tracking",
  "Output",
  "Program",
] as const;
/** A heading of the help. */
export type Category = typeof CATEGORIES[number];

interface OptionFacts {
  /** One line for the help. */
  readonly summary: string;
  readonly category: Category;
  /** The name on the command line; the key in kebab case unless given. */
  readonly name?: string;
  /** One letter. */
  readonly short?: string;
  /** The environment variable that sets it when the command line does not. */
  readonly env?: string;
  /** What the help calls its value. */
  readonly placeholder?: string;
  readonly completes?: Completes;
  /** The key of an option that must not be given with it. */
  readonly conflictsWith?: string;
  /** Accepted but not shown. */
  readonly isHidden?: boolean;
}

/** On or off; `--name=false` and `--no-name` turn it off. */
export interface FlagOption extends OptionFacts {
  readonly type: "flag";
  readonly default: boolean;
}
/** A text; undefined unless given or defaulted. */
export interface TextOption extends OptionFacts {
  readonly type: "text";
  /** What it means without a value: then a value is only taken after "=". */
  readonly bare?: string;
  readonly default: string | undefined;
}
/** A text that can be given more than once. */
export interface TextsOption extends OptionFacts {
  readonly type: "texts";
}
/** A whole number; undefined unless given or defaulted. */
export interface NumberOption extends OptionFacts {
  readonly type: "number";
  readonly default: number | undefined;
}
/** One of a few words. */
export interface ChoiceOption<C extends string = string> extends OptionFacts {
  readonly type: "choice";
  /** What it means without a value: then a value is only taken after "=". */
  readonly bare?: C;
  readonly choices: readonly C[];
  readonly default: C | undefined;
}
/** An option as it is declared, once for parser, help and completion. */
export type Option = FlagOption | TextOption | TextsOption | NumberOption | ChoiceOption;
/** Options by the key a command reads them by. */
export type Options = Readonly<Record<string, Option>>;

/** The value a command gets for an option. */
export type OptionValue<O extends Option> = O extends FlagOption ? boolean
  : O extends TextsOption ? readonly string[]
  : O extends ChoiceOption<infer C> ? (O extends { readonly default: C } ? C : C | undefined)
  : O extends TextOption ? (O extends { readonly default: string } ? string : string | undefined)
  : O extends NumberOption ? (O extends { readonly default: number } ? number : number | undefined)
  : never;
/** The values of a command's options. */
export type OptionValues<O extends Options> = { readonly [K in keyof O]: OptionValue<O[K]> };

/** An option that is on or off. */
export function flag(facts: OptionFacts & { readonly default?: boolean }): FlagOption {
  return { ...facts, type: "flag", default: facts.default ?? false };
}

/** An option with a text. */
export function text(
  facts: OptionFacts & { readonly default: string },
): TextOption & { readonly default: string };
export function text(facts: OptionFacts & { readonly bare?: string }): TextOption;
export function text(facts: OptionFacts & { readonly default?: string; readonly bare?: string }): TextOption {
  return { ...facts, type: "text", default: facts.default };
}

/** An option that collects a text each time it is given. */
export function texts(facts: OptionFacts): TextsOption {
  return { ...facts, type: "texts" };
}

/** An option with a whole number. */
export function number(
  facts: OptionFacts & { readonly default: number },
): NumberOption & { readonly default: number };
export function number(facts: OptionFacts): NumberOption;
export function number(facts: OptionFacts & { readonly default?: number }): NumberOption {
  return { ...facts, type: "number", default: facts.default };
}

/** An option that takes one of a few words. */
export function choice<const C extends string>(
  facts: OptionFacts & { readonly choices: readonly C[]; readonly default: C },
): ChoiceOption<C> & { readonly default: C };
export function choice<const C extends string>(
  facts: OptionFacts & { readonly choices: readonly C[]; readonly bare?: C },
): ChoiceOption<C>;
export function choice<C extends string>(
  facts: OptionFacts & { readonly choices: readonly C[]; readonly default?: C; readonly bare?: C },
): ChoiceOption<C> {
  return { ...facts, type: "choice", default: facts.default };
}

/** What the option means without a value; undefined if it needs one. */
export function bareValue(option: Option): string | undefined {
  return option.type === "text" || option.type === "choice" ? option.bare : undefined;
}

/** The name of an option on the command line, without its dashes. */
export function optionName(key: string, option: Option): string {
  return option.name ?? key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
