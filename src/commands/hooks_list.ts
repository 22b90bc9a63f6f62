// hooks list: which hooks run for which release at which event, in order. Nothing runs.
import { defineCommand } from "../cli/command.ts";
import { GLOBAL_EVENTS, RELEASE_EVENTS } from "../helmfile/hook_events.ts";
import { hooksOfEvent } from "../run/hooks/hook_event.ts";
import { formatHooksTable, hooksJson } from "../show/hooks_table.ts";
import { enabledReleases, loadState, requireMatch } from "./shared/load_state.ts";
import { TAKES } from "./shared/takes.ts";

export const command = defineCommand({
  ...TAKES["hooks list"],
  run(options, { args: [name], system }) {
    const state = loadState(options, system);
    const releases = enabledReleases(state, name);
    requireMatch(releases.length > 0, { state, options });
    const format = options.output === "json" ? hooksJson : formatHooksTable;
    const { files } = state;
    const view = {
      files,
      releases,
      releaseEvents: RELEASE_EVENTS,
      fileEvents: GLOBAL_EVENTS,
      hooksAt: hooksOfEvent,
    };
    system.terminal.writeStdout(format(view));
    return 0;
  },
});
