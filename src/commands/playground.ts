// playground: a pretended Kubernetes in this process, until Ctrl-C or for one command.
import { resolve } from "node:path";
import { defineCommand } from "../cli/command.ts";
import { text } from "../cli/option.ts";
import { PLAYGROUND_NOTICE, startPlayground } from "../playground/start_playground.ts";
import { serveUntilStopped } from "./shared/serve_until_stopped.ts";

export const command = defineCommand({
  options: {
    playgroundDir: text({
      summary: "Keep the playground's objects in this folder",
      category: "Execution",
      placeholder: "DIR",
      completes: "folder",
    }),
  },
  args: [{
    name: "command",
    summary: "Run this with KUBECONFIG set, and stop when it ends",
    isRepeated: true,
  }],
  async run({ playgroundDir: dir }, { system, args }) {
    const playground = await startPlayground(
      system,
      dir === undefined ? {} : { dir: resolve(system.cwd, dir) },
    );
    system.terminal.writeStderr(`${PLAYGROUND_NOTICE}\n`);
    try {
      return await serveUntilStopped(playground.kubeconfig, args, system);
    } finally {
      await playground.stop();
    }
  },
});
