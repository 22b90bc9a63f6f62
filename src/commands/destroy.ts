// destroy: the selected releases are uninstalled, those that need others first.
import { defineCommand } from "../cli/command.ts";
import { destroyFile } from "../run/destroy_file.ts";
import { runCommand } from "./shared/run_command.ts";
import { TAKES } from "./shared/takes.ts";

export const command = defineCommand({
  ...TAKES.destroy,
  run({ skipCharts, ...options }, context) {
    return runCommand(
      {
        name: "destroy",
        addsRepositories: !skipCharts,
        runsHooks: !skipCharts,
        isReversed: true,
        work: (selection, files, state) => destroyFile(selection, files, { state, skipCharts }),
      },
      { ...options, skipNeeds: true },
      context,
    );
  },
});
