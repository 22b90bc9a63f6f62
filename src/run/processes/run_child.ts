// One supervised child from start to end: time limit, stall limit, stop signals, leaked processes. Hooks and helm
// both run through here. That a pipe is still open never decides anything.
import type { Child, ChildStatus, SpawnError, System } from "../../system/system.ts";
import { canceledBy, type ChildEnd, type ChildReport, type Termination } from "./child_end.ts";
import { endProcess } from "./end_process.ts";
import { type Traces, tracesOf } from "./process_marker.ts";
import type { Stop, StopReason } from "./stop.ts";

/** What to run and its limits. */
export interface ChildRequest {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** Must contain the marker. */
  readonly env: Readonly<Record<string, string>>;
  readonly stdin?: string;
  /** `NAME=VALUE` in `env`, unlike that of any other child. */
  readonly marker: string;
  readonly timeoutMs?: number;
  /** How long it may write nothing. */
  readonly stallMs?: number;
  /** A time limit that only begins when `from` aborts. */
  readonly lateLimit?: { readonly from: AbortSignal; startMs(): number };
  readonly killGraceMs: number;
  readonly onOutput: (stream: "stdout" | "stderr", chunk: Uint8Array) => void | Promise<void>;
}

/** What a child needs around it. */
export interface ChildContext {
  readonly system: System;
  readonly stop: Stop;
}

/** How long a pipe may stay open and silent after the child's end (nextest's leak-timeout). */
const LEAK_MS = 100;
/** How long left processes that keep writing are listened to. */
const LEAK_LIMIT_MS = 2000;

/** Runs the child to its end; never throws for what the child does. */
export async function runChild(request: ChildRequest, context: ChildContext): Promise<ChildReport> {
  const { clock } = context.system;
  const start = clock.monotonic();
  if (context.stop.asked.aborted) {
    return {
      end: canceledBy(context.stop.asked.reason as StopReason),
      durationMs: 0,
      leaked: [],
    };
  }
  const activity = { at: start };
  const child = startChild(request, { context, activity });
  if ("type" in child) return { end: child, durationMs: clock.monotonic() - start, leaked: [] };

  const end = await firstReason(request, { child, context, activity });
  const endedBySelf = end.type === "exited" || end.type === "signaled";
  const traces = { ...tracesOf(request.marker), ...child.traces };
  const termination = endedBySelf ? undefined : await terminate(request, { child, context, end, traces });
  const isClosed = await drain(child, { context, activity });
  const leaked = endedBySelf ? leakedProcesses(child, { isClosed, traces, system: context.system }) : [];
  child.closeOutput();
  return {
    end,
    pid: child.pid,
    durationMs: clock.monotonic() - start,
    leaked,
    ...(termination ? { termination } : {}),
  };
}

interface Activity {
  at: number;
}

function startChild(
  request: ChildRequest,
  { context, activity }: { context: ChildContext; activity: Activity },
): Child | ChildEnd & { type: "not_started" } {
  const { processes, clock } = context.system;
  try {
    return processes.spawn({
      command: request.command,
      args: request.args,
      cwd: request.cwd,
      env: request.env,
      ...(request.stdin === undefined ? {} : { stdin: request.stdin }),
      onOutput(stream, chunk) {
        activity.at = clock.monotonic();
        return request.onOutput(stream, chunk);
      },
    });
  } catch (error) {
    if (!isSpawnError(error)) throw error;
    return { type: "not_started", reason: error.reason, message: error.message };
  }
}

/** By name: this room knows only the types of the system. */
function isSpawnError(error: unknown): error is SpawnError {
  return error instanceof Error && error.name === "SpawnError";
}

/** What happens first: the child's own end, a limit, or a stop. */
async function firstReason(
  request: ChildRequest,
  { child, context, activity }: { child: Child; context: ChildContext; activity: Activity },
): Promise<ChildEnd> {
  const { clock } = context.system;
  const settled = new AbortController();
  const reasons: Promise<ChildEnd>[] = [
    child.status.then(endOf),
    aborted(context.stop.asked, settled.signal).then(canceledBy),
  ];
  if (request.timeoutMs !== undefined) {
    const limitMs = request.timeoutMs;
    reasons.push(never(clock.sleep(limitMs, settled.signal)).then(() => ({ type: "timed_out", limitMs })));
  }
  if (request.lateLimit) {
    reasons.push(never(lateLimit(request.lateLimit, { clock, signal: settled.signal })));
  }
  if (request.stallMs !== undefined) {
    reasons.push(never(stalled(request.stallMs, { clock, activity, signal: settled.signal })));
  }
  try {
    return await Promise.race(reasons);
  } finally {
    settled.abort();
  }
}

function endOf(status: ChildStatus): ChildEnd {
  return status.signal === null
    ? { type: "exited", code: status.code }
    : { type: "signaled", signal: status.signal };
}

/** An aborted wait stands for "not this reason": it never settles. */
function never<T>(promise: Promise<T>): Promise<T> {
  return promise.catch(() => new Promise<T>(() => {}));
}

function aborted(signal: AbortSignal, until: AbortSignal): Promise<StopReason> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve(signal.reason as StopReason);
    signal.addEventListener("abort", () => resolve(signal.reason as StopReason), {
      once: true,
      signal: until,
    });
  });
}

async function lateLimit(
  { from, startMs }: NonNullable<ChildRequest["lateLimit"]>,
  { clock, signal }: { clock: System["clock"]; signal: AbortSignal },
): Promise<ChildEnd> {
  await aborted(from, signal);
  const limitMs = startMs();
  await clock.sleep(limitMs, signal);
  return { type: "timed_out", limitMs };
}

async function stalled(
  quietMs: number,
  { clock, activity, signal }: { clock: System["clock"]; activity: Activity; signal: AbortSignal },
): Promise<ChildEnd> {
  for (;;) {
    const restMs = activity.at + quietMs - clock.monotonic();
    if (restMs <= 0) return { type: "stalled", quietMs };
    await clock.sleep(restMs, signal);
  }
}

/**
 * Ctrl-C reaches a child as it reached us; everything else is TERM: of the loss of a terminal, helm would die without
 * letting go of its lock.
 */
async function terminate(
  request: ChildRequest,
  { child, context, end, traces }: { child: Child; context: ChildContext; end: ChildEnd; traces: Traces },
): Promise<Termination> {
  const { forced } = context.stop;
  return await endProcess({
    child,
    traces,
    signal: end.type === "canceled" && end.signal === "SIGINT" ? "SIGINT" : "SIGTERM",
    graceMs: forced.aborted ? 0 : request.killGraceMs,
    forced,
  }, context.system);
}

/** Reads what is still in the pipes: to their end, or till nothing has come for a moment. Says whether they ended. */
async function drain(
  child: Child,
  { context, activity }: { context: ChildContext; activity: Activity },
): Promise<boolean> {
  const { clock } = context.system;
  const end = clock.monotonic() + LEAK_LIMIT_MS;
  const closed = new AbortController();
  let isClosed = false;
  const output = child.outputClosed.then(() => {
    isClosed = true;
    closed.abort();
  });
  let quietSince = clock.monotonic();
  while (!isClosed && clock.monotonic() < Math.min(end, quietSince + LEAK_MS)) {
    const restMs = Math.min(end, quietSince + LEAK_MS) - clock.monotonic();
    await Promise.race([output, clock.sleep(restMs, closed.signal).catch(() => {})]);
    quietSince = Math.max(quietSince, activity.at);
  }
  return isClosed;
}

/** Looks through the process table only if the group still has a member, or somebody holds a pipe. */
function leakedProcesses(
  { pid }: Child,
  { isClosed, traces, system: { processes } }: {
    isClosed: boolean;
    traces: Traces;
    system: System;
  },
) {
  return isClosed && !processes.groupExists(pid) ? [] : processes.find({ ...traces, group: pid });
}
