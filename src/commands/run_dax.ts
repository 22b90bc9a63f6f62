// run-dax: what a hook with `shell: dax` starts us as, in a process group that is ended like that of any hook.
import { defineCommand } from "../cli/command.ts";
import { fail } from "../diagnostics/diagnostic.ts";

export const command = defineCommand({
  options: {},
  args: [{ name: "script", summary: "Path of the script", isRequired: true, completes: "file" }],
  async run(_, { args: [path], system: { files, processes } }) {
    const script = files.readText(path!);
    try {
      return await processes.runScript(script);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      return fail("hook/dax-syntax", `Cannot read the script: ${error.message}`);
    }
  },
});
