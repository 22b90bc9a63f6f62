// The options of all commands as one table, for a first look at a command line. Apart from parse_argv.ts, because the
// tables of options load only where words and options are mixed.
import * as global from "./global_options.ts";
import { bareValue, type Option, optionName, type Options, texts } from "./option.ts";
import * as diff from "./options/diff_options.ts";
import * as execution from "./options/execution_options.ts";
import * as helm from "./options/helm_options.ts";
import * as hook from "./options/hook_options.ts";
import * as output from "./options/output_options.ts";
import * as selection from "./options/selection_options.ts";

/** The files that declare options: upgrade_options.ts only lists what they declare. */
const GROUPS: readonly object[] = [diff, execution, output, helm, hook, selection, global];

/**
 * The options of all commands by name. Which command a word belongs to is only known once values are told from
 * words, so the first look takes every option there is, and any value for it.
 */
export function looseOptions(): Options {
  const all: Record<string, Option> = {};
  for (const [key, group] of GROUPS.flatMap((file) => Object.entries(file))) {
    const options: Options = isOption(group) ? { [key]: group } : group;
    for (const [key, option] of Object.entries(options)) {
      const name = optionName(key, option);
      const isAlone = option.type === "flag" || bareValue(option) !== undefined;
      all[name] = isAlone ? { ...option, name } : texts({ ...option, name });
    }
  }
  return all;
}

function isOption(group: object): group is Option {
  return "summary" in group && typeof group.summary === "string";
}
