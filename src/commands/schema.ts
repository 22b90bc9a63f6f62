// schema: the JSON schema of state files, for the completion and checks of editors.
import { defineCommand } from "../cli/command.ts";
import { helmfileJsonSchema } from "../helmfile/json_schema.ts";
import { TAKES } from "./shared/takes.ts";

export const command = defineCommand({
  ...TAKES.schema,
  run(_, { system }) {
    system.terminal.writeStdout(JSON.stringify(helmfileJsonSchema(), null, 2) + "\n");
    return 0;
  },
});
