// list: the selected releases as a table or JSON.
import { defineCommand } from "../cli/command.ts";
import { keepTempDir, output, skipCharts } from "../cli/options.ts";
import { formatListTable, listJson } from "../show/list_table.ts";
import { loadState, selectedReleases } from "./shared/load_state.ts";

export const command = defineCommand({
  options: { output, skipCharts, keepTempDir },
  run(options, { system }) {
    const releases = selectedReleases(loadState(options, system), options);
    system.terminal.writeStdout(options.output === "json" ? listJson(releases) : formatListTable(releases));
    return 0;
  },
});
