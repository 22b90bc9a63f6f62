// The outside world as narrow interfaces. main.ts builds the real one; tests build fakes.

/** Everything the program can touch. Passed as an argument, never imported by name outside main.ts. */
export interface System {
  readonly files: Files;
  readonly processes: Processes;
  readonly clock: Clock;
  readonly env: Env;
  readonly terminal: Terminal;
  readonly signals: Signals;
  /** Serves HTTP on the loopback, at a free port. */
  listen(handle: (request: Request) => Promise<Response>): Promise<Listener>;
  /** The working directory at the start, absolute. It never changes. */
  readonly cwd: string;
  /** The path of our own executable and the arguments that start it again: what a `helmfile` link leads to. */
  readonly self: { readonly command: string; readonly args: readonly string[] };
  /** What we were called as: the name of a link to us, where `self.command` is what it leads to. */
  readonly calledAs: string;
  readonly os: "linux" | "darwin" | "windows";
  /** Our own process id. */
  readonly pid: number;
  /** Is told of each secret as it comes to light, so that the terminal does not show it. */
  readonly noteSecret?: (secret: string) => void;
}

/** Paths are absolute. A missing file is an error of class `Deno.errors.NotFound`; use `stat` to ask. */
export interface Files {
  readText(path: string): string;
  readBytes(path: string): Uint8Array;
  /** Creates parent directories. `mode` defaults to 0o644; secrets use 0o600. */
  write(path: string, content: string | Uint8Array, mode?: number): void;
  append(path: string, content: string | Uint8Array): void;
  stat(path: string): FileStat | undefined;
  /** Names with their kinds, sorted by name. */
  readDir(path: string): readonly DirEntry[];
  /** The absolute paths that match a glob pattern (Go's filepath.Glob plus `**`), sorted. */
  glob(pattern: string, base: string): readonly string[];
  makeDir(path: string, mode?: number): void;
  /** A private (0700) directory of its own that the caller removes, in `parent` or the system's place for such. */
  makeTempDir(prefix: string, parent?: string): string;
  symlink(target: string, path: string): void;
  /** Removes a file or a tree; a missing one is fine. */
  remove(path: string): void;
  realPath(path: string): string;
}

/** What a path is; links are followed. */
export interface FileStat {
  readonly isFile: boolean;
  readonly isDirectory: boolean;
  readonly size: number;
  readonly mode: number | undefined;
  readonly modifiedMs: number | undefined;
}

/** A name in a folder. */
export interface DirEntry {
  readonly name: string;
  readonly isFile: boolean;
  readonly isDirectory: boolean;
  readonly isSymlink: boolean;
}

/** Starting, finding and ending processes. */
export interface Processes {
  /** Starts a child in a process group of its own. A command that cannot start is a `SpawnError`. */
  spawn(request: SpawnRequest): Child;
  /** Runs a child to its end while everything else waits: for template functions only. */
  runSync(request: Omit<SpawnRequest, "onOutput">): SyncResult;
  /**
   * Runs a script in a shell of our own, within this process and with its streams; gives its exit code. A script that
   * cannot be read is an Error with the reason.
   */
  runScript(script: string): Promise<number>;
  /** The absolute path of a command on the given PATH, or undefined. */
  which(command: string, path?: string): string | undefined;
  /** Signals a whole process group; false if it is gone. */
  signalGroup(pid: number, signal: SignalName): boolean;
  /** Signals one process; false if it is gone. */
  signal(pid: number, signal: SignalName): boolean;
  /** Whether any process, a zombie included, is in the group: one system call, so ask it before `find`. */
  groupExists(pid: number): boolean;
  /** Living processes (no zombies) that match any part of the query, by pid. */
  find(query: ProcessQuery): readonly ProcessRow[];
}

/** Whom to look for: whoever any of these fits. */
export interface ProcessQuery {
  /** `NAME=VALUE` in the environment; `NAME=VALUE/…` counts too, so that a marker can be made longer by a nested run. */
  readonly marker?: string;
  readonly group?: number;
  /** These processes themselves and all that descend from them. */
  readonly ancestors?: readonly number[];
  /** Holds one of these pipes open (Linux): see `Child.traces`. We ourselves never count. */
  readonly pipes?: readonly string[];
  /** A soft limit of file locks within these two, which no kernel since 2.6 heeds and no process can lose by accident. */
  readonly lockLimits?: readonly [number, number];
  /** When the process table says that a child began (Linux): what is older matches by group and ancestry only. */
  readonly bornSince?: number;
  /**
   * Pids that an earlier search with the same traces found not to match, for this one to pass over and to renew: most
   * of the table, so that only the first search costs. No process can come to have what it was not born with.
   */
  readonly strangers?: Set<number>;
}

/** The signals that are sent. */
export type SignalName = "SIGTERM" | "SIGINT" | "SIGKILL" | "SIGCONT" | "SIGSTOP" | "SIGHUP" | "SIGUSR1";

/** A process as the kernel lists it. */
export interface ProcessRow {
  readonly pid: number;
  readonly parentPid: number;
  readonly group: number;
  /** One letter of ps: R, S, D, T, Z. */
  readonly state: string;
  readonly elapsedMs: number;
  readonly command: string;
}

/** What is started, and who hears its output. */
export interface SpawnRequest {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** The whole environment of the child. */
  readonly env: Readonly<Record<string, string>>;
  /** What the child reads; nothing (/dev/null) unless given. */
  readonly stdin?: string;
  /** Called with each chunk as it comes; the next one is read into the same memory when the promise settles (backpressure). */
  readonly onOutput?: (stream: "stdout" | "stderr", chunk: Uint8Array) => void | Promise<void>;
}

/** A process that was started. */
export interface Child {
  readonly pid: number;
  /** What only it and its descendants have, where that can be told (Linux): the pipes of its output, its time of birth. */
  readonly traces?: Pick<ProcessQuery, "pipes" | "bornSince">;
  /** Settles when the process itself ends, whoever still holds its pipes. */
  readonly status: Promise<ChildStatus>;
  /** Settles when both pipes are at their end. May never, if a grandchild holds one: always race it. */
  readonly outputClosed: Promise<void>;
  /** Stops reading the pipes. */
  closeOutput(): void;
}

/** How it ended. */
export interface ChildStatus {
  readonly code: number;
  readonly signal: string | null;
}

/** How a process ended that was waited for, and all it wrote. */
export interface SyncResult extends ChildStatus {
  readonly stdout: Uint8Array;
  readonly stderr: Uint8Array;
}

/** Why a child could not start. */
export class SpawnError extends Error {
  override readonly name = "SpawnError";
  constructor(
    readonly reason: "not-found" | "not-executable" | "bad-interpreter" | "bad-cwd" | "other",
    message: string,
  ) {
    super(message);
  }
}

/** Time: what it is, and letting it pass. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Milliseconds of a clock that never goes back. */
  monotonic(): number;
  /** Settles after `ms`, or rejects with the signal's reason when it aborts. Keeps the process alive till then. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Does something again and again until the returned function is called; keeps no process alive. */
  repeat(ms: number, action: () => void): () => void;
}

/** The variables we were started with. */
export interface Env {
  get(name: string): string | undefined;
  all(): Readonly<Record<string, string>>;
}

/** What we write to and read from. */
export interface Terminal {
  readonly stdoutIsTerminal: boolean;
  readonly stderrIsTerminal: boolean;
  readonly stdinIsTerminal: boolean;
  columns(): number | undefined;
  rows(): number | undefined;
  writeStdout(text: string): void;
  writeStderr(text: string): void;
  /** What a library that knows nothing but console.log prints while `print` runs; it is not written. */
  capturePrinted(print: () => void): string;
  /** All of standard input. */
  readStdin(): string;
  /**
   * Asks on standard error and reads a line of standard input, a terminal or not; undefined at its end, or once the
   * signal aborts. Everything else goes on meanwhile.
   */
  prompt(question: string, signal?: AbortSignal): Promise<string | undefined>;
}

/** The signals sent to us. */
export interface Signals {
  /** Calls `listener` for each signal that asks us to end, SIGHUP unless it was ignored from the start; returns what removes it. */
  listen(listener: (signal: "SIGINT" | "SIGTERM" | "SIGHUP") => void): () => void;
}

/** A server that is up. */
export interface Listener {
  readonly port: number;
  /** Settles when no request is being answered any more. */
  stop(): Promise<void>;
}
