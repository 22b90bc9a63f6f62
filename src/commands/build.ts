// build: the state as it is after parts, bases, environments and release templates, one document per file.
import { defineCommand } from "../cli/command.ts";
import { embedValues } from "../cli/options.ts";
import { embeddedValues } from "../merge/embedded_values.ts";
import { formatBuildDoc } from "../merge/build_doc.ts";
import { openLog } from "../show/log.ts";
import { loadState, requireMatch } from "./shared/load_state.ts";

export const command = defineCommand({
  options: { embedValues },
  run(options, { system }) {
    const { notice } = openLog(options, system);
    const lenientConditions = options.selector.length === 0;
    const state = loadState(options, system, { notice, lenientConditions });
    const releases = state.files.flatMap((file) => file.releases).filter((release) => release.isSelected);
    const isFound = options.selector.length > 0 ? releases.length > 0 : state.files.length > 0;
    requireMatch(isFound, { state, options });
    const embed = options.embedValues ? { embed: embeddedValues } : {};
    for (const file of state.files) {
      const selected = file.releases.filter((release) => release.isSelected);
      system.terminal.writeStdout(formatBuildDoc(file, { releases: selected, ...embed }));
    }
    return 0;
  },
});
