// The one way to end a child: signal its group, wait, note what is left, kill it, and sweep for what left the group.
import type { Child, ProcessRow, System } from "../../system/system.ts";
import type { RunningProcess, Termination } from "./child_end.ts";
import { locateRunning } from "../post_mortem/locate_running.ts";
import type { Traces } from "./process_marker.ts";

/** What to end, and how patiently. */
export interface EndRequest {
  readonly child: Child;
  /** Find what called setsid. */
  readonly traces: Traces;
  readonly signal: "SIGTERM" | "SIGINT";
  readonly graceMs: number;
  /** Cuts the grace period short. */
  readonly forced: AbortSignal;
}

/** How long KILL may take until a process counts as a survivor (it waits for a device, or is not ours to kill). */
const SWEEP_LIMIT_MS = 1000;

/** After this nothing of the child runs, but for the survivors it names. */
export async function endProcess(request: EndRequest, system: System): Promise<Termination> {
  const { processes, clock } = system;
  const { child, traces } = request;
  const start = clock.monotonic();
  const query = { ...traces, group: child.pid, strangers: new Set<number>() };
  const first = processes.find({ ...query, ancestors: [child.pid] });
  const running = locateRunning(first, system.files);
  const known = new KnownProcesses(first, clock);
  const look = () => known.add(processes.find({ ...query, ancestors: known.pids() }));

  askToEnd(request, { first, system });
  await waitForEnd(request, { system, look });
  const waitedMs = clock.monotonic() - start;
  const killed = look();
  processes.signalGroup(child.pid, "SIGKILL");
  const survivors = await sweep(killed, { system, look });
  return {
    signal: request.signal,
    graceMs: request.forced.aborted ? Math.min(request.graceMs, waitedMs) : request.graceMs,
    running: running satisfies readonly RunningProcess[],
    killed,
    survivors,
    durationMs: clock.monotonic() - start,
  };
}

/** A stopped process acts on TERM only when it is continued (systemd sends CONT after TERM for this reason). */
function askToEnd(
  { child, signal, graceMs }: EndRequest,
  { first, system }: { first: readonly ProcessRow[]; system: System },
): void {
  if (graceMs <= 0) return;
  const { processes } = system;
  processes.signalGroup(child.pid, signal);
  processes.signalGroup(child.pid, "SIGCONT");
  for (const row of first) {
    if (row.group !== child.pid) processes.signal(row.pid, signal);
  }
}

/** Waits till nothing of the child runs or the grace period is over. */
async function waitForEnd(
  { child, signal, graceMs, forced }: EndRequest,
  { system, look }: { system: System; look: () => readonly ProcessRow[] },
): Promise<void> {
  if (graceMs <= 0 || forced.aborted) return;
  const over = new AbortController();
  const grace = AbortSignal.any([over.signal, forced]);
  const timer = system.clock.sleep(graceMs, grace).catch(() => {});
  let isOver = false;
  void timer.then(() => isOver = true);
  await Promise.race([child.status, timer]);
  // Bash lets its background commands ignore INT, so what is left after its end is asked again.
  if (signal === "SIGINT" && !isOver) system.processes.signalGroup(child.pid, "SIGTERM");
  const isEmpty = emptiness(child, { system, look });
  for (let pauseMs = 5; !isOver && !isEmpty(); pauseMs = Math.min(100, pauseMs * 2)) {
    await Promise.race([timer, system.clock.sleep(pauseMs)]);
  }
  over.abort();
  await timer;
}

/** How often the process table is read while the group is there: it may be so by nothing but zombies. */
const LOOK_MS = 250;

/** Asks whether nothing of the child runs, by one system call while its group is there. */
function emptiness(
  { pid }: Child,
  { system: { processes, clock }, look }: { system: System; look: () => readonly ProcessRow[] },
): () => boolean {
  let lookedAt = -LOOK_MS;
  return () => {
    if (processes.groupExists(pid) && clock.monotonic() - lookedAt < LOOK_MS) return false;
    lookedAt = clock.monotonic();
    return look().length === 0;
  };
}

/** Kills until a look finds nothing: a process may fork while the list is read. */
async function sweep(
  found: readonly ProcessRow[],
  { system, look }: { system: System; look: () => readonly ProcessRow[] },
): Promise<readonly ProcessRow[]> {
  const end = system.clock.monotonic() + SWEEP_LIMIT_MS;
  let rest = found;
  while (rest.length > 0 && system.clock.monotonic() < end) {
    for (const row of rest) system.processes.signal(row.pid, "SIGKILL");
    await system.clock.sleep(5);
    rest = look();
  }
  return rest;
}

/** The processes seen so far, by pid and start: a pid that was given away since is another process. */
class KnownProcesses {
  readonly #startByPid = new Map<number, number>();
  constructor(first: readonly ProcessRow[], private readonly clock: System["clock"]) {
    this.add(first);
  }

  pids(): readonly number[] {
    return [...this.#startByPid.keys()];
  }

  /** The given rows without those that took over a known pid. */
  add(rows: readonly ProcessRow[]): readonly ProcessRow[] {
    const now = this.clock.monotonic();
    return rows.filter((row) => {
      const start = now - row.elapsedMs;
      const knownStart = this.#startByPid.get(row.pid);
      if (knownStart === undefined) this.#startByPid.set(row.pid, start);
      return knownStart === undefined || Math.abs(knownStart - start) < START_TOLERANCE_MS;
    });
  }
}

/** The kernel counts a start in hundredths of a second, and we look a moment after the clock. */
const START_TOLERANCE_MS = 500;
