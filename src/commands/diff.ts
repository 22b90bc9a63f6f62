// diff: what apply would change.
import { defineCommand } from "../cli/command.ts";
import * as given from "../cli/options.ts";
import { diffFile } from "../run/apply_file.ts";
import { comparisonFor } from "./shared/comparison.ts";
import { runCommand } from "./shared/run_command.ts";

export const command = defineCommand({
  options: {
    args: given.args,
    ...given.reporting,
    deadline: given.deadline,
    ...given.releaseValues,
    ...given.needs,
    enforceNeedsAreInstalled: given.enforceNeedsAreInstalled,
    concurrency: given.concurrency,
    detailedExitcode: given.detailedExitcode,
    validate: given.validate,
    ...given.diffing,
    diffArgs: given.helmWords.diffArgs,
    templateArgs: given.helmWords.templateArgs,
    ...given.valueReuse,
    ...given.postRendering,
    ...given.ownership,
  },
  run(options, context) {
    const comparison = comparisonFor(options, { ...context, detailedExitcode: options.detailedExitcode });
    return runCommand(
      {
        name: "diff",
        addsRepositories: true,
        work: (selection, files, state) => diffFile({ selection, state, comparison }, files),
      },
      options,
      context,
    );
  },
});
