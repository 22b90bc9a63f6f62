// build: the state as it is after parts, bases, environments and release templates, one document per file.
import { defineCommand } from "../cli/command.ts";
import { formatBuildDoc } from "../merge/build_doc.ts";
import { embeddedValues } from "../merge/values/embedded_values.ts";
import { portStateFile } from "../merge/portable/portable_state.ts";
import { printedChartPath } from "../merge/printed_chart_path.ts";
import { openLog } from "../show/console/log.ts";
import { loadState, noMatch, selectedReleases } from "./shared/load_state.ts";
import { look } from "./shared/look.ts";
import { TAKES } from "./shared/takes.ts";

export const command = defineCommand({
  printsSecrets: true,
  ...TAKES.build,
  run(options, { system }) {
    const { notice, diagnostic } = openLog(options, system);
    const lenientConditions = options.selector.length === 0;
    const state = loadState(options, system, { notice, lenientConditions });
    const hasMatched = options.selector.length > 0
      ? selectedReleases(state).length > 0
      : state.files.length > 0;
    const unmatched = hasMatched ? undefined : noMatch(state, options);
    const added = {
      ...options.embedValues ? { embed: embeddedValues } : {},
      ...options.forHelmfile ? {} : { chartPath: printedChartPath },
    };
    return look(
      {
        name: "build",
        releaseEvents: ["prepare"],
        work(loaded, selected) {
          const { file, warnings } = options.forHelmfile
            ? portStateFile(loaded)
            : { file: loaded, warnings: [] };
          warnings.forEach(diagnostic);
          const ids = new Set(selected.map(({ id }) => id));
          const releases = file.releases.filter(({ id }) => ids.has(id));
          system.terminal.writeStdout(formatBuildDoc(file, { releases, ...added }));
        },
      },
      options,
      { state, system, unmatched },
    );
  },
});
