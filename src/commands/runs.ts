// runs: the last runs of the state that changed something or tried to.
import { defineCommand } from "../cli/command.ts";
import { output } from "../cli/options/output_options.ts";
import { formatRunsTable, runsJson } from "../show/runs_table.ts";
import { pastRuns } from "./shared/past_runs.ts";

export const command = defineCommand({
  options: { output },
  run(options, { system }) {
    const format = options.output === "json" ? runsJson : formatRunsTable;
    system.terminal.writeStdout(format(pastRuns(options, system)));
    return 0;
  },
});
