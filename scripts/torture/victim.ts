// The program as a child that is watched and killed: how long it lives, how much memory it takes.
import { join } from "node:path";

/** Where a torture run happens. */
export interface Site {
  /** Everything is below it. */
  readonly dir: string;
  /** The program's words. */
  readonly program: readonly string[];
  /** What all of it has in its command line. */
  readonly token: string;
}

/** What came of one run of the program. */
export interface VictimEnd {
  readonly code: number;
  readonly durationMs: number;
  /** The most memory it ever had, in MiB. */
  readonly peakMib: number;
  readonly stderr: string;
}

/** A running program. */
export interface Victim {
  readonly ended: Promise<VictimEnd>;
  kill(signal: Deno.Signal): void;
}

/** How often the memory is looked at; the kernel keeps the peak itself. */
const LOOK_MS = 20;

/** Starts the program in the project of the site. */
export function startVictim(args: readonly string[], { dir, program }: Site): Victim {
  const start = performance.now();
  const child = new Deno.Command(program[0]!, {
    args: [...program.slice(1), ...args],
    cwd: join(dir, "project"),
    clearEnv: true,
    env: {
      PATH: `${join(dir, "bin")}:${Deno.env.get("PATH")}`,
      HOME: join(dir, "home"),
      TMPDIR: join(dir, "tmp"),
      ...fromEnv("DENO_DIR"),
    },
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).spawn();
  let peakMib = 0;
  const watch = setInterval(() => peakMib = Math.max(peakMib, readPeakMib(child.pid)), LOOK_MS);
  const said = lastOf(child.stderr);
  const ended = child.status.then(async ({ code }) => {
    clearInterval(watch);
    return { code, durationMs: performance.now() - start, peakMib, stderr: await said };
  });
  return { ended, kill: (signal) => kill(child, signal) };
}

function fromEnv(name: string): Record<string, string> {
  const value = Deno.env.get(name);
  return value === undefined ? {} : { [name]: value };
}

function kill(child: Deno.ChildProcess, signal: Deno.Signal): void {
  try {
    child.kill(signal);
  } catch {
    return; // it was faster
  }
}

const KEPT_CHARACTERS = 20_000;

/** The end of what it says: all of it would be hundreds of megabytes. */
async function lastOf(stream: ReadableStream<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of stream) {
    text = (text + decoder.decode(chunk, { stream: true })).slice(-KEPT_CHARACTERS);
  }
  return text;
}

function readPeakMib(pid: number): number {
  try {
    const status = Deno.readTextFileSync(`/proc/${pid}/status`);
    return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024;
  } catch {
    return 0; // it has just ended
  }
}
