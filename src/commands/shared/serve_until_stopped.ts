// What a playground is up for: one command with its kubeconfig, or whatever the user does until Ctrl-C.
import { fail } from "../../diagnostics/diagnostic.ts";
import type { Child, SignalName, SpawnError, System } from "../../system/system.ts";

/** Runs a command with KUBECONFIG set and gives its exit code; without one, says how to use it and waits for Ctrl-C. */
export async function serveUntilStopped(
  kubeconfig: string,
  words: readonly string[],
  system: System,
): Promise<number> {
  const [command, ...args] = words;
  if (command !== undefined) return await runWith(kubeconfig, [command, ...args], system);
  system.terminal.writeStdout(`export KUBECONFIG=${kubeconfig}\n`);
  await new Promise<void>((resolve) => {
    const stopListening = system.signals.listen(() => {
      stopListening();
      resolve();
    });
  });
  return 0;
}

async function runWith(
  kubeconfig: string,
  [command, ...args]: readonly [string, ...string[]],
  system: System,
): Promise<number> {
  const child = start(kubeconfig, { command, args }, system);
  const stopListening = system.signals.listen((signal) => system.processes.signalGroup(child.pid, signal));
  const { code, signal } = await child.status;
  // What the command left behind may hold its pipes for ever.
  await Promise.race([child.outputClosed, system.clock.sleep(OUTPUT_GRACE_MS)]);
  child.closeOutput();
  stopListening();
  return signal ? 128 + (SIGNAL_NUMBERS[signal as SignalName] ?? 0) : code;
}

const OUTPUT_GRACE_MS = 100;
const SIGNAL_NUMBERS: Readonly<Partial<Record<SignalName, number>>> = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGKILL: 9,
  SIGTERM: 15,
};

function start(
  kubeconfig: string,
  { command, args }: { readonly command: string; readonly args: readonly string[] },
  { processes, env, cwd, terminal }: System,
): Child {
  const decoders = { stdout: new TextDecoder(), stderr: new TextDecoder() };
  const path = processes.which(command, env.get("PATH")) ?? command;
  try {
    return processes.spawn({
      command: path,
      args,
      cwd,
      env: { ...env.all(), KUBECONFIG: kubeconfig },
      onOutput(stream, chunk) {
        const text = decoders[stream].decode(chunk, { stream: true });
        if (stream === "stdout") terminal.writeStdout(text);
        else terminal.writeStderr(text);
      },
    });
  } catch (error) {
    if (!isSpawnError(error)) throw error;
    fail("playground/not-started", `Cannot run "${command}": ${error.message}`);
  }
}

/** The class itself belongs to the system's room. */
function isSpawnError(error: unknown): error is SpawnError {
  return error instanceof Error && error.name === "SpawnError";
}
