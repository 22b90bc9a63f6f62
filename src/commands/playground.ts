// playground: a pretended Kubernetes in this process, until Ctrl-C or for one command.
import { defineCommand } from "../cli/command.ts";
import { onPlayground } from "./shared/on_playground.ts";
import { serveUntilStopped } from "./shared/serve_until_stopped.ts";
import { TAKES } from "./shared/takes.ts";

export const command = defineCommand({
  ...TAKES.playground,
  run: ({ playgroundDir }, { system, args }) =>
    onPlayground(playgroundDir, system, (_, kubeconfig) => serveUntilStopped(kubeconfig, args, system)),
});
