// The whole outside world in memory: files that log access, scripted processes, a clock that moves when told, a
// captured terminal.
import { capturePrinted } from "../../src/system/capture_printed.ts";
import type { Signals, System, Terminal } from "../../src/system/system.ts";
import { FakeClock } from "./fake_clock.ts";
import { FakeFiles } from "./fake_files.ts";
import { FakeProcesses } from "./fake_processes.ts";

/** What a fake world starts with. */
export interface FakeSystemOptions {
  readonly files?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly stdin?: string;
  /** The lines a user answers with. */
  readonly answers?: readonly string[];
  readonly isTerminal?: boolean;
  readonly columns?: number;
  readonly rows?: number;
  readonly clockMoves?: "when told" | "when idle";
  /** The name the program is called by. */
  readonly calledAs?: string;
}

/** A System whose parts can be looked into. */
export interface FakeSystem extends System {
  readonly files: FakeFiles;
  readonly processes: FakeProcesses;
  readonly clock: FakeClock;
  readonly terminal: FakeTerminal;
  readonly signals: FakeSignals;
}

/** A world with these files (relative ones below the working directory, /project unless given). */
export function fakeSystem(options: FakeSystemOptions = {}): FakeSystem {
  const cwd = options.cwd ?? "/project";
  const env: Record<string, string> = { HOME: "/home/user", PATH: "/usr/bin", ...options.env };
  const clock = new FakeClock(options.clockMoves);
  const files = new FakeFiles();
  files.makeDir(cwd);
  files.makeDir("/tmp");
  for (const [path, text] of Object.entries(options.files ?? {})) {
    files.write(path.startsWith("/") ? path : `${cwd}/${path}`, text);
  }
  files.log.length = 0;
  return {
    files,
    clock,
    processes: new FakeProcesses(clock),
    terminal: new FakeTerminal(options),
    signals: new FakeSignals(),
    listen() {
      throw new Error("A fake world serves nothing");
    },
    env: { get: (name) => env[name], all: () => env },
    cwd,
    self: { command: "/usr/local/bin/boathook", args: [] },
    calledAs: options.calledAs ?? "boathook",
    os: "linux",
    pid: 999,
  };
}

/** A terminal that keeps what is written and answers from a list. */
export class FakeTerminal implements Terminal {
  readonly stdoutIsTerminal: boolean;
  readonly stderrIsTerminal: boolean;
  readonly stdinIsTerminal: boolean;
  stdout = "";
  stderr = "";
  /** What was asked. */
  readonly questions: string[] = [];
  readonly #answers: string[];
  readonly #stdin: string;
  readonly #columns: number | undefined;
  readonly #rows: number | undefined;

  constructor(options: Pick<FakeSystemOptions, "isTerminal" | "answers" | "stdin" | "columns" | "rows">) {
    this.stdoutIsTerminal = this.stderrIsTerminal = this.stdinIsTerminal = options.isTerminal ?? false;
    this.#answers = [...options.answers ?? []];
    this.#stdin = options.stdin ?? "";
    this.#columns = options.columns;
    this.#rows = options.rows;
  }

  columns(): number | undefined {
    return this.#columns;
  }

  rows(): number | undefined {
    return this.#rows;
  }

  writeStdout(text: string): void {
    this.stdout += text;
  }

  writeStderr(text: string): void {
    this.stderr += text;
  }

  capturePrinted(print: () => void): string {
    return capturePrinted(print);
  }

  readStdin(): string {
    return this.#stdin;
  }

  prompt(question: string, signal?: AbortSignal): Promise<string | undefined> {
    this.questions.push(question);
    return Promise.resolve(signal?.aborted ? undefined : this.#answers.shift());
  }
}

/** Signals that a test raises. */
export class FakeSignals implements Signals {
  readonly #listeners = new Set<(signal: "SIGINT" | "SIGTERM") => void>();

  listen(listener: (signal: "SIGINT" | "SIGTERM") => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Sends ourselves a signal; false if nobody listens (the real one would end the program). */
  raise(signal: "SIGINT" | "SIGTERM"): boolean {
    for (const listener of [...this.#listeners]) listener(signal);
    return this.#listeners.size > 0;
  }
}
