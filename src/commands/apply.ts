// apply: what a comparison with the cluster finds different is installed, upgraded or uninstalled.
import { defineCommand } from "../cli/command.ts";
import { applyFile } from "../run/apply_file.ts";
import { comparisonFor } from "./shared/comparison.ts";
import { runCommand } from "./shared/run_command.ts";
import { TAKES } from "./shared/takes.ts";

export const command = defineCommand({
  ...TAKES.apply,
  run(options, context) {
    const comparison = comparisonFor(options, { ...context, detailedExitcode: true });
    return runCommand(
      {
        name: "apply",
        addsRepositories: true,
        checksHooks: true,
        work: (selection, files, state) => applyFile({ selection, state, comparison }, files),
      },
      // A warning alone, as in sync. Source: Helmfile, which heeds the option in template and diff.
      { ...options, enforceNeedsAreInstalled: false },
      context,
    );
  },
});
