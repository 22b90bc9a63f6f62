// helm (or a program beside it) as a supervised child: it ends on the same signals and limits as a hook, its output
// goes out as events line by line, and what is needed of it comes back whole.
import type { System } from "../../system/system.ts";
import type { ChildEnd } from "./child_end.ts";
import type { Emit, HelmRef } from "../events.ts";
import type { OutputTail } from "../post_mortem/hook_failure.ts";
import type { Masker } from "../secrets/mask.ts";
import { createOutputFeed } from "./output_feed.ts";
import { runChild } from "./run_child.ts";
import { MARKER_NAME, newRunToken, processMarker } from "./process_marker.ts";
import type { Stop } from "./stop.ts";

/** A helm call to run. */
export interface HelmProcessRequest {
  readonly helm: HelmRef;
  /** The helm binary, or another program. */
  readonly command: string;
  /** Unmasked. */
  readonly args: readonly string[];
  readonly cwd: string;
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  readonly timeoutMs?: number;
  readonly stallMs?: number;
  /** Keeps standard output as it is, for parsing; it may hold secrets and is not emitted then. */
  readonly capture?: boolean;
}

/** What it runs within. */
export interface HelmProcessContext {
  readonly system: System;
  readonly emit: Emit;
  readonly masker: Masker;
  readonly stop: Stop;
  /** What marks the processes of the run; one for this call alone if missing. */
  readonly runToken?: string;
}

/** What came of it. */
export interface HelmProcessResult {
  readonly end: ChildEnd;
  /** With `capture` only; unmasked. */
  readonly stdout: string;
  /** The last lines of both streams; masked. */
  readonly tail: OutputTail;
  readonly durationMs: number;
}

/** helm releases its lock on TERM, which takes as long as its last request to the cluster. */
const HELM_KILL_GRACE_MS = 30_000;

/** Runs helm to its end; never throws for what helm does. */
export async function runHelm(
  request: HelmProcessRequest,
  { system, emit, masker, stop, runToken = newRunToken() }: HelmProcessContext,
): Promise<HelmProcessResult> {
  const { helm } = request;
  const start = system.clock.monotonic();
  emit({ type: "helm_started", helm });
  const feed = createOutputFeed({
    masker,
    elapsedMs: () => system.clock.monotonic() - start,
    onLine: (stream, line) => emit({ type: "helm_output", helm, stream, line }),
  });
  const decoder = new TextDecoder();
  let stdout = "";
  const marker = processMarker(`helm-${helm.helmId}`, { env: system.env, runToken });
  const env: Record<string, string> = { ...system.env.all(), ...request.env, [MARKER_NAME]: marker };
  const report = await runChild({
    command: request.command.includes("/")
      ? request.command
      : system.processes.which(request.command, env.PATH) ?? request.command,
    args: request.args,
    cwd: request.cwd,
    env,
    marker: `${MARKER_NAME}=${marker}`,
    ...(request.stdin === undefined ? {} : { stdin: request.stdin }),
    ...(request.timeoutMs === undefined ? {} : { timeoutMs: request.timeoutMs }),
    ...(request.stallMs === undefined ? {} : { stallMs: request.stallMs }),
    killGraceMs: HELM_KILL_GRACE_MS,
    onOutput(stream, chunk) {
      if (request.capture && stream === "stdout") stdout += decoder.decode(chunk, { stream: true });
      else feed.push(stream, chunk);
    },
  }, { system, stop });
  feed.flush();
  const { end, durationMs } = report;
  emit({ type: "helm_finished", helm, end, durationMs });
  return { end, stdout: stdout + decoder.decode(), tail: feed.tail(), durationMs };
}
