// A program that only looks → its exit code and all it said. One that does not end is ended: a look must not hang a run.
import type { System } from "../../system/system.ts";

/** What is asked of whom. */
export interface Question {
  readonly command: string;
  readonly args: readonly string[];
  /** Laid over our own environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** What came of it. */
export interface Answer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Far more than any look takes. */
const LIMIT_MS = 10_000;

/** Runs the program to its end in the working directory, without what shells would read before a script. */
export async function askProgram(
  { command, args, env = {} }: Question,
  { processes, clock, cwd, env: own }: System,
): Promise<Answer> {
  const said = { stdout: new TextDecoder(), stderr: new TextDecoder() }, texts = { stdout: "", stderr: "" };
  const { BASH_ENV: _, ENV: __, ...inherited } = own.all();
  const child = processes.spawn({
    command,
    args,
    cwd,
    env: { ...inherited, ...env },
    onOutput(stream, chunk) {
      texts[stream] += said[stream].decode(chunk, { stream: true });
    },
  });
  const ended = new AbortController();
  clock.sleep(LIMIT_MS, ended.signal).then(() => processes.signalGroup(child.pid, "SIGKILL")).catch(() => {});
  try {
    const { code } = await child.status;
    await child.outputClosed;
    return { code, ...texts };
  } finally {
    ended.abort();
  }
}
