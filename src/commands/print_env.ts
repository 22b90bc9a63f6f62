// print-env: the values of the environment, one document per state file.
import { defineCommand } from "../cli/command.ts";
import { yamlOrJson } from "../cli/options.ts";
import { envJson, formatEnvYaml } from "../show/env_text.ts";
import { loadState, requireMatch } from "./load_state.ts";

export const command = defineCommand({
  options: { output: yamlOrJson },
  run(options, { system }) {
    const state = loadState(options, system);
    requireMatch(state.files.length > 0, { state, options });
    system.terminal.writeStdout(
      options.output === "json" ? envJson(state.files) : formatEnvYaml(state.files),
    );
    return 0;
  },
});
