// print-env: the values of the environment, one document per state file.
import { defineCommand } from "../cli/command.ts";
import { envJson, formatEnvYaml } from "../show/env_text.ts";
import { openLog } from "../show/console/log.ts";
import { loadState } from "./shared/load_state.ts";
import { TAKES } from "./shared/takes.ts";

export const command = defineCommand({
  printsSecrets: true,
  ...TAKES["print-env"],
  run(options, { system }) {
    const log = openLog(options, system);
    const { files, skipped, environment } = loadState(options, system, { notice: log.notice });
    // Helmfile's print-env ends well although no file has the environment, unlike its other commands.
    if (files.length === 0) {
      const known = [...new Set(skipped.flatMap((file) => file.environments))].map((name) => `"${name}"`);
      log.warn(
        `no state file defines the environment "${environment}"; there are ${known.join(", ") || "none"}`,
      );
    }
    system.terminal.writeStdout(options.output === "json" ? envJson(files) : formatEnvYaml(files));
    return 0;
  },
});
