// list: the selected releases as a table or JSON.
import { defineCommand } from "../cli/command.ts";
import { formatListTable, listJson } from "../show/list_table.ts";
import { openLog } from "../show/console/log.ts";
import { loadState, noMatch, selectedReleases } from "./shared/load_state.ts";
import { look } from "./shared/look.ts";
import { TAKES } from "./shared/takes.ts";

export const command = defineCommand({
  printsSecrets: true,
  ...TAKES.list,
  async run(options, { system }) {
    const state = loadState(options, system, { notice: openLog(options, system).notice });
    const releases = selectedReleases(state);
    const unmatched = releases.length > 0 ? undefined : noMatch(state, options);
    const exitCode = await look({ name: "list", releaseEvents: [], work: () => {} }, options, {
      state,
      system,
      unmatched,
    });
    // Helmfile prints no table and no list where it is allowed that nothing matches.
    if (exitCode !== 0 || releases.length === 0) return exitCode;
    system.terminal.writeStdout(options.output === "json" ? listJson(releases) : formatListTable(releases));
    return 0;
  },
});
