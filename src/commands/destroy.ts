// destroy: the selected releases are uninstalled, those that need others first.
import { defineCommand } from "../cli/command.ts";
import * as given from "../cli/options.ts";
import { destroyFile } from "../run/destroy_file.ts";
import { runCommand } from "./shared/run_command.ts";

export const command = defineCommand({
  options: {
    args: given.args,
    ...given.reporting,
    dryRun: given.dryRun,
    deadline: given.deadline,
    concurrency: given.concurrency,
    cascade: given.cascade,
    skipCharts: given.skipCharts,
    ...given.removal,
  },
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
