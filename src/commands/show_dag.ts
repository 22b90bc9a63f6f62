// show-dag: in which groups the releases of each state file are worked on.
import { defineCommand } from "../cli/command.ts";
import { dagGroups } from "../plan/dag_groups.ts";
import { selectReleases } from "../plan/select_releases.ts";
import { dagJson, formatDagTable } from "../show/dag_table.ts";
import { loadState, requireMatch, selectedReleases } from "./shared/load_state.ts";
import { look } from "./shared/look.ts";
import { TAKES } from "./shared/takes.ts";

export const command = defineCommand({
  printsSecrets: true,
  ...TAKES["show-dag"],
  async run(options, { system }) {
    const state = loadState(options, system);
    requireMatch(selectedReleases(state).length > 0, { state, options });
    const files = selectReleases(state.files, { ignoresConditions: true })
      .filter(({ releases }) => releases.length > 0)
      .map((selection) => ({ file: selection.file.path, rows: dagGroups(selection) }));
    const shown = { name: "show-dag", releaseEvents: ["prepare"], work: () => {} } as const;
    const exitCode = await look(shown, options, { state, system });
    if (exitCode !== 0) return exitCode;
    const tables = () => files.map(({ rows }) => formatDagTable(rows)).join("");
    system.terminal.writeStdout(options.output === "json" ? dagJson(files) : tables());
    return 0;
  },
});
