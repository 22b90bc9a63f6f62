// schema: the JSON schema of state files, or of files of tests, for the completion and checks of editors.
import { defineCommand } from "../cli/command.ts";
import { helmfileJsonSchema, hookTestsJsonSchema } from "../helmfile/json_schema.ts";
import { TAKES } from "./shared/takes.ts";

export const command = defineCommand({
  ...TAKES.schema,
  run({ hookTests }, { system }) {
    const schema = hookTests ? hookTestsJsonSchema() : helmfileJsonSchema();
    system.terminal.writeStdout(JSON.stringify(schema, null, 2) + "\n");
    return 0;
  },
});
