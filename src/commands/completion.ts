// completion: prints the completion script of a shell.
import { defineCommand } from "../cli/command.ts";
import { completionScript, type Shell, SHELLS } from "../cli/completion_script.ts";

export const command = defineCommand({
  options: {},
  args: [{ name: "shell", summary: "Shell to complete for", isRequired: true, choices: SHELLS }],
  run(_, { args, programName, system }) {
    system.terminal.writeStdout(completionScript(args[0] as Shell, programName, system.terminal));
    return 0;
  },
});
