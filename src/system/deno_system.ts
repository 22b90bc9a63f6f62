// The real outside world. main.ts builds it once and passes it on; nothing else imports it.
import process from "node:process";
import { Answers } from "./answers.ts";
import { capturePrinted } from "./capture_printed.ts";
import { createDenoFiles } from "./deno_files.ts";
import { listenOnLoopback } from "./deno_listener.ts";
import { createDenoProcesses } from "./deno_processes.ts";
import type { Clock, Env, Signals, System, Terminal } from "./system.ts";

/** The world of this process. */
export function createDenoSystem(): System {
  return {
    files: createDenoFiles(),
    processes: createDenoProcesses(),
    clock: createClock(),
    env: createEnv(),
    terminal: createTerminal(),
    signals: createSignals(),
    listen: listenOnLoopback,
    cwd: Deno.cwd(),
    self: locateSelf(),
    calledAs: process.argv0,
    os: Deno.build.os === "windows" || Deno.build.os === "darwin" ? Deno.build.os : "linux",
    pid: Deno.pid,
  };
}

/** A compiled program starts itself; from source it is `deno run -A main.ts`. */
function locateSelf(): System["self"] {
  const command = Deno.execPath();
  const isDeno = /[\\/]deno(\.exe)?$/.test(command) && !Deno.build.standalone;
  return { command, args: isDeno ? ["run", "-A", "--quiet", Deno.mainModule] : [] };
}

function createClock(): Clock {
  return {
    now: () => Date.now(),
    monotonic: () => performance.now(),
    sleep(ms, signal) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const onAbort = () => {
          clearTimeout(timer);
          reject(signal!.reason);
        };
        const timer = setTimeout(() => {
          signal?.removeEventListener("abort", onAbort);
          resolve();
        }, Math.min(ms, LONGEST_TIMER_MS));
        signal?.addEventListener("abort", onAbort, { once: true });
      });
    },
    repeat(ms, action) {
      const timer = setInterval(action, ms);
      Deno.unrefTimer(timer);
      return () => clearInterval(timer);
    },
  };
}

/** setTimeout takes a signed 32-bit number and fires at once beyond it. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Nothing changes our own variables: each hook and each helm asks for all of them. */
function createEnv(): Env {
  let all: Readonly<Record<string, string>> | undefined;
  return { get: (name) => Deno.env.get(name), all: () => all ??= Deno.env.toObject() };
}

function createTerminal(): Terminal {
  const answers = new Answers();
  return {
    stdoutIsTerminal: Deno.stdout.isTerminal(),
    stderrIsTerminal: Deno.stderr.isTerminal(),
    stdinIsTerminal: Deno.stdin.isTerminal(),
    columns: () => consoleSize()?.columns,
    rows: () => consoleSize()?.rows,
    writeStdout: (text) => writeAll(Deno.stdout, text),
    writeStderr: (text) => writeAll(Deno.stderr, text),
    capturePrinted,
    readStdin: readAllStdin,
    prompt(question, signal) {
      writeAll(Deno.stderr, question);
      return answers.next(signal);
    },
  };
}

function consoleSize(): { columns: number; rows: number } | undefined {
  try {
    return Deno.consoleSize();
  } catch {
    return undefined;
  }
}

/** `head` or a lost terminal may close our output at any time; that ends the output, not the deployment. */
function writeAll(stream: { writeSync(bytes: Uint8Array): number }, text: string): void {
  let rest = new TextEncoder().encode(text);
  try {
    while (rest.length > 0) rest = rest.subarray(writeSome(stream, rest));
  } catch (error) {
    if (!(error instanceof Deno.errors.BrokenPipe) && !isHungUp(error)) throw error;
  }
}

function isHungUp(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EIO";
}

/** A terminal that another program set to non-blocking may be full for a moment. */
function writeSome(stream: { writeSync(bytes: Uint8Array): number }, bytes: Uint8Array): number {
  try {
    return stream.writeSync(bytes);
  } catch (error) {
    if (!(error instanceof Deno.errors.WouldBlock)) throw error;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    return 0;
  }
}

function readAllStdin(): string {
  const decoder = new TextDecoder();
  const buffer = new Uint8Array(65_536);
  let text = "";
  for (let read = Deno.stdin.readSync(buffer); read !== null; read = Deno.stdin.readSync(buffer)) {
    text += decoder.decode(buffer.subarray(0, read), { stream: true });
  }
  return text + decoder.decode();
}

/**
 * What the loss of the terminal meant before we listened to any signal: `nohup` has it ignored, which only Linux lets
 * us see. Deno dies of it all the same once it listens to another signal, unless it listens to this one too.
 */
function hangupAtStart(): "ends" | "is ignored" | "unknown" {
  if (Deno.build.os !== "linux") return "unknown";
  try {
    const ignored = /^SigIgn:\s*([\da-f]+)$/m.exec(Deno.readTextFileSync("/proc/self/status"))?.[1];
    if (ignored === undefined) return "unknown";
    return (Number.parseInt(ignored.slice(-1), 16) & 1) === 0 ? "ends" : "is ignored";
  } catch {
    return "unknown";
  }
}

/** Windows can only deliver Ctrl-C. A lost terminal would leave hooks behind: they have sessions of their own. */
function createSignals(): Signals {
  const names = Deno.build.os === "windows" ? ["SIGINT"] as const : ["SIGINT", "SIGTERM"] as const;
  let hangup: ReturnType<typeof hangupAtStart> | undefined;
  return {
    listen(listener) {
      hangup ??= hangupAtStart();
      const onHangup = hangup === "ends" ? () => listener("SIGHUP") : () => {};
      const handlers: { name: Deno.Signal; handle: () => void }[] = [
        ...names.map((name) => ({ name, handle: () => listener(name) })),
        ...(hangup === "unknown" ? [] : [{ name: "SIGHUP" as const, handle: onHangup }]),
      ];
      for (const { name, handle } of handlers) Deno.addSignalListener(name, handle);
      return () => {
        for (const { name, handle } of handlers) Deno.removeSignalListener(name, handle);
      };
    },
  };
}
