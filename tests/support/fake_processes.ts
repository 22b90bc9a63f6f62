// Processes that run from a script: what each command prints, how long it takes, how it ends, what it does to files.
import {
  type Child,
  type ChildStatus,
  type Clock,
  type Processes,
  type ProcessQuery,
  type ProcessRow,
  type SignalName,
  SpawnError,
  type SpawnRequest,
  type SyncResult,
} from "../../src/system/system.ts";

/** How a scripted command behaves. */
export interface ProcessScript {
  readonly exit?: number;
  readonly stdout?: string;
  readonly stderr?: string;
  /** How long it runs, in milliseconds of the fake clock; "forever" until a signal ends it. */
  readonly takes?: number | "forever";
  /** Does not end on TERM, only on KILL. */
  readonly ignoresTerm?: boolean;
  /** Ends by this signal. */
  readonly signal?: SignalName;
  /** What it does when it ends: writes files, looks at its environment. */
  readonly does?: (request: SpawnRequest) => void;
  /** Cannot start, for this reason. */
  readonly notStarted?: SpawnError["reason"];
}

/** A behaviour, or one that depends on what was asked. */
export type Scripted = ProcessScript | ((request: SpawnRequest) => ProcessScript);

interface Running {
  readonly pid: number;
  readonly request: SpawnRequest;
  readonly startedMs: number;
  readonly script: ProcessScript;
  end(status: ChildStatus): void;
}

const CODES: Partial<Record<SignalName, number>> = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 };
const encoder = new TextEncoder();

/** Scripted processes. `log` holds each command line that was started, `requests` all of it. */
export class FakeProcesses implements Processes {
  readonly log: string[] = [];
  readonly requests: SpawnRequest[] = [];
  /** The signals sent, as "SIGTERM helm upgrade x". */
  readonly signals: string[] = [];
  readonly #scripts: [string, Scripted][] = [];
  readonly #running = new Map<number, Running>();
  #lastPid = 1000;

  constructor(private readonly clock: Clock) {}

  /** Says how a command behaves: a program's name, or the beginning of a command line. The last match wins. */
  script(command: string, scripted: Scripted): void {
    this.#scripts.unshift([command, scripted]);
  }

  spawn(request: SpawnRequest): Child {
    const script = this.#start(request);
    const pid = ++this.#lastPid;
    const { promise: status, resolve } = Promise.withResolvers<ChildStatus>();
    const end = (ended: ChildStatus) => {
      if (this.#running.delete(pid)) resolve(ended);
    };
    const running: Running = { pid, request, script, end, startedMs: this.clock.monotonic() };
    this.#running.set(pid, running);
    void this.#live(running);
    return { pid, status, outputClosed: status.then(() => {}), closeOutput: () => {} };
  }

  runSync(request: SpawnRequest): SyncResult {
    const script = this.#start(request);
    script.does?.(request);
    const [stdout, stderr] = [script.stdout ?? "", script.stderr ?? ""].map((t) => encoder.encode(t));
    return { ...endOf(script), stdout: stdout!, stderr: stderr! };
  }

  runScript(): Promise<number> {
    return Promise.reject(new Error("there is no shell here"));
  }

  which(command: string): string | undefined {
    if (command.includes("/")) return command;
    return this.#scripts.some(([name]) => name.split(" ")[0] === command) ? `/usr/bin/${command}` : undefined;
  }

  signalGroup(pid: number, signal: SignalName): boolean {
    return this.signal(pid, signal);
  }

  signal(pid: number, signal: SignalName): boolean {
    const running = this.#running.get(pid);
    if (!running) return false;
    this.signals.push(`${signal} ${commandLine(running.request)}`);
    const isFatal = signal === "SIGKILL" || (CODES[signal] !== undefined && !running.script.ignoresTerm);
    if (isFatal) running.end({ code: 128 + CODES[signal]!, signal });
    return true;
  }

  groupExists(pid: number): boolean {
    return this.#running.has(pid);
  }

  find(query: ProcessQuery): readonly ProcessRow[] {
    const isMarked = ({ env }: SpawnRequest) =>
      Object.entries(env).map(([name, value]) => `${name}=${value}`)
        .some((pair) => pair === query.marker || pair.startsWith(`${query.marker}/`));
    const matches = [...this.#running.values()].filter(({ pid, request }) =>
      query.group === pid || query.ancestors?.includes(pid) || isMarked(request)
    );
    return matches.map(({ pid, request, startedMs }) => ({
      pid,
      parentPid: 1,
      group: pid,
      state: "S",
      elapsedMs: this.clock.monotonic() - startedMs,
      command: commandLine(request),
    }));
  }

  #start(request: SpawnRequest): ProcessScript {
    const line = commandLine(request);
    this.log.push(line);
    this.requests.push(request);
    const found = this.#scripts.find(([start]) => line === start || line.startsWith(`${start} `));
    if (!found) throw new SpawnError("not-found", `No such command: ${request.command}`);
    const script = typeof found[1] === "function" ? found[1](request) : found[1];
    if (script.notStarted) throw new SpawnError(script.notStarted, `Cannot start ${request.command}`);
    return script;
  }

  async #live({ request, script, end }: Running): Promise<void> {
    await Promise.resolve();
    if (script.stdout) await request.onOutput?.("stdout", encoder.encode(script.stdout));
    if (script.stderr) await request.onOutput?.("stderr", encoder.encode(script.stderr));
    if (script.takes === "forever") return;
    if (script.takes) await this.clock.sleep(script.takes);
    script.does?.(request);
    end(endOf(script));
  }
}

function endOf(script: ProcessScript): ChildStatus {
  if (script.signal) return { code: 128 + (CODES[script.signal] ?? 0), signal: script.signal };
  return { code: script.exit ?? 0, signal: null };
}

/** The command's base name and its arguments, joined by blanks. */
function commandLine({ command, args }: SpawnRequest): string {
  return [command.slice(command.lastIndexOf("/") + 1), ...args].join(" ");
}
