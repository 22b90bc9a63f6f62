// A playground for as long as something works on it: `--playground` of any command, and the command of that name.
import { resolve } from "node:path";
import { PLAYGROUND_NOTICE, startPlayground } from "../../playground/start_playground.ts";
import type { System } from "../../system/system.ts";

/** Starts a playground, kept in `dir` if one is given, and stops it after the work, which sees its KUBECONFIG. */
export async function onPlayground(
  dir: string | undefined,
  system: System,
  work: (system: System, kubeconfig: string) => number | Promise<number>,
): Promise<number> {
  const playground = await startPlayground(system, dir ? { dir: resolve(system.cwd, dir) } : {});
  system.terminal.writeStderr(`${PLAYGROUND_NOTICE}\n`);
  try {
    return await work(withKubeconfig(playground.kubeconfig, system), playground.kubeconfig);
  } finally {
    await playground.stop();
  }
}

function withKubeconfig(kubeconfig: string, system: System): System {
  const { env } = system;
  return {
    ...system,
    env: {
      get: (name) => name === "KUBECONFIG" ? kubeconfig : env.get(name),
      all: () => ({ ...env.all(), KUBECONFIG: kubeconfig }),
    },
  };
}
