// sync: every selected release is installed, upgraded or, if it should not be there, uninstalled.
import { defineCommand } from "../cli/command.ts";
import { syncFile } from "../run/sync_file.ts";
import { comparisonFor } from "./shared/comparison.ts";
import { runCommand } from "./shared/run_command.ts";
import { TAKES } from "./shared/takes.ts";

export const command = defineCommand({
  ...TAKES.sync,
  run(options, context) {
    const preview = options.interactive
      ? comparisonFor(options, { ...context, detailedExitcode: options.detailedExitcode })
      : undefined;
    return runCommand(
      {
        name: "sync",
        addsRepositories: true,
        checksHooks: true,
        work: (selection, files, state) => syncFile(selection, files, { state, preview }),
      },
      // A warning alone, as in apply. Source: Helmfile, which heeds the option in template and diff.
      { ...options, enforceNeedsAreInstalled: false },
      context,
    );
  },
});
