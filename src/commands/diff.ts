// diff: what apply would change.
import { defineCommand } from "../cli/command.ts";
import { diffFile } from "../run/apply_file.ts";
import { comparisonFor } from "./shared/comparison.ts";
import { runCommand } from "./shared/run_command.ts";
import { TAKES } from "./shared/takes.ts";

export const command = defineCommand({
  ...TAKES.diff,
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
