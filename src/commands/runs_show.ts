// runs show: what one run did.
import { defineCommand } from "../cli/command.ts";
import { fail } from "../diagnostics/diagnostic.ts";
import { nearest } from "../diagnostics/nearest.ts";
import { formatPastRun } from "../show/past_run_text.ts";
import { newStyle, wantsColor } from "../show/style.ts";
import { pastRuns } from "./shared/past_runs.ts";

export const command = defineCommand({
  options: {},
  args: [{ name: "id", summary: "The run, as runs lists it; the last one unless given", completes: "run" }],
  run(options, { args: [id], system }) {
    const runs = pastRuns(options, system);
    const run = id === undefined ? runs.at(0) : runs.find((one) => one.id === id);
    if (run === undefined) {
      const likely = id === undefined ? undefined : nearest(id, runs.map((one) => one.id));
      fail(
        "run/no-earlier-run",
        id === undefined ? "Cannot show the last run: none is remembered" : `Cannot find run "${id}"`,
        {
          hint: likely ? `did you mean "${likely}"?` : 'run "runs" for a list',
        },
      );
    }
    const { terminal, env } = system;
    const style = newStyle(wantsColor(options, env, terminal.stdoutIsTerminal));
    terminal.writeStdout(formatPastRun(run, { style }));
    return 0;
  },
});
