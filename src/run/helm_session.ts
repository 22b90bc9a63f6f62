// The helm of one state file: its version, its defaults, and how a call of it is run and explained when it fails.
import { type Diagnostic, Failure } from "../diagnostics/diagnostic.ts";
import type { HelmCall, HelmContext } from "../helm/helm_call.ts";
import type { HelmRelease } from "../helm/helm_release.ts";
import type { Release, StateFile } from "../merge/state.ts";
import { helmReleaseOf, type PreparedRelease } from "../plan/helm_release_of.ts";
import { quoteWhereNeeded } from "../shell/quote.ts";
import type { Files } from "../system/system.ts";
import { type ChildEnd, exitCodeOf } from "./processes/child_end.ts";
import type { ReleaseRef } from "./events.ts";
import { type HelmProcessResult, runHelm } from "./processes/helm_process.ts";
import type { OutputTail } from "./post_mortem/hook_failure.ts";
import type { RunContext } from "./run_context.ts";

/** What a call is for, and how its end is taken. */
export interface CallOptions {
  /** For the message when it fails: `upgrade release "api"`. */
  readonly doing: string;
  readonly release?: Release;
  /** Keep standard output for the caller instead of showing it. */
  readonly capture?: boolean;
  /** Exit codes beside 0 that are no failure. */
  readonly accepts?: readonly number[];
}

/** Runs helm for one state file. */
export interface HelmSession {
  readonly file: StateFile;
  readonly context: HelmContext;
  readonly files: Files;
  /** A release as helm's arguments need it, with what preparation has made of it so far. */
  release(release: Release): HelmRelease;
  prepare(release: Release, prepared: Partial<PreparedRelease>): void;
  /** Whether its values are written: then helm can be asked to render it. */
  isPrepared(release: Release): boolean;
  /** Runs a call; throws a Failure (`helm/failed`, `helm/not-started`, `helm/canceled`) unless it ends well. */
  call(call: HelmCall, options: CallOptions): Promise<HelmProcessResult>;
}

/** A manifest is longer than what helm says about one. */
const MOST_CAPTURED_LINES = 40;

/** Numbers the helm processes of this program. */
let lastHelmId = 0;

/** The helm of a state file; asks for its version unless that is known. */
export async function openHelmSession(file: StateFile, run: RunContext): Promise<HelmSession> {
  const context: HelmContext = {
    version: await run.helmVersion(file.helmBinary),
    flags: run.flags,
    defaults: file.helmDefaults,
  };
  const prepared = new Map<string, PreparedRelease>();
  return {
    file,
    context,
    files: run.system.files,
    release: (release) => helmReleaseOf(release, prepared.get(release.id) ?? { valuesFiles: [] }),
    prepare(release, more) {
      prepared.set(release.id, { valuesFiles: [], ...prepared.get(release.id), ...more });
    },
    isPrepared: (release) => prepared.has(release.id),
    async call(call, options) {
      const program = call.program ?? file.helmBinary;
      const result = await runHelm({
        helm: {
          helmId: String(++lastHelmId),
          args: call.args.map(run.masker.mask),
          ...(options.release ? { release: releaseRef(options.release) } : {}),
        },
        command: program,
        args: call.args,
        cwd: file.dir,
        ...(call.env ? { env: call.env } : {}),
        ...(call.stdin === undefined ? {} : { stdin: call.stdin }),
        ...(options.capture ? { capture: true } : {}),
      }, run);
      const { end } = result;
      const isFine = end.type === "exited" && [0, ...options.accepts ?? []].includes(end.code);
      if (!isFine) throw new Failure(explain(end, { program, call, result, options, run }));
      return result;
    },
  };
}

/** A release as events name it. */
export function releaseRef(release: Release): ReleaseRef {
  const { id, name, namespace, kubeContext, chart, version } = release;
  return { id, name, namespace, kubeContext, chart, version };
}

interface FailedCall {
  readonly program: string;
  readonly call: HelmCall;
  readonly result: HelmProcessResult;
  readonly options: CallOptions;
  readonly run: RunContext;
}

function explain(end: ChildEnd, { program, call, result, options, run }: FailedCall): Diagnostic {
  const span = options.release?.span();
  const command = `command: ${[program, ...call.args].map(run.masker.mask).map(quoteWhereNeeded).join(" ")}`;
  const base = { severity: "error" as const, ...(span ? { span } : {}) };
  if (end.type === "not_started") {
    return {
      ...base,
      code: "helm/not-started",
      message: `Cannot ${options.doing}: ${end.message}`,
      ...(end.reason === "not-found"
        ? { hint: `install helm, or name its binary with --helm-binary ("${program}" is not on PATH)` }
        : {}),
    };
  }
  const said = [...capturedWords(result.stdout, run), lastWords(result.tail)].filter((text) => text !== "")
    .join("\n");
  return {
    ...base,
    code: end.type === "canceled" ? "helm/canceled" : "helm/failed",
    message: `Cannot ${options.doing}: ${describeEnd(end, program)}`,
    notes: [...(said ? [{ message: said }] : []), { message: command }],
    ...hintFor(said, call),
  };
}

const NO_CLUSTER =
  "see that KUBECONFIG and --kube-context lead to your cluster; to try without one, add --playground";
const NO_REPOSITORY =
  "where that host cannot be reached, give the repository the `url` of a mirror, or the release " +
  "a folder as `chart`; --skip-deps goes by what helm knows already";

const NOT_INSTALLED = "it is not installed: sync and apply do that";

/** What to do about a server that does not answer, or knows no such release. */
function hintFor(said: string, { args }: HelmCall): { readonly hint?: string } {
  if (/cluster unreachable/i.test(said)) return { hint: NO_CLUSTER };
  if (/^Error: release: not found$/m.test(said)) return { hint: NOT_INSTALLED };
  const isUnreachable = /no such host|dial tcp|i\/o timeout|proxyconnect/i.test(said);
  const asksRepository = ["repo", "pull", "fetch", "dependency"].some((word) => args.includes(word));
  return isUnreachable && asksRepository ? { hint: NO_REPOSITORY } : {};
}

function describeEnd(end: ChildEnd, program: string): string {
  const name = program.split("/").at(-1);
  switch (end.type) {
    case "canceled":
      return `${name} was stopped by ${end.isDeadline ? "the run's deadline" : end.signal}`;
    case "signaled":
      return `${name} was ended by ${end.signal}`;
    case "timed_out":
      return `${name} took longer than ${end.limitMs / 1000} s`;
    default:
      return `${name} ended with exit code ${exitCodeOf(end)}`;
  }
}

/** The end of what a caller kept for itself, where it says what is wrong (lint); a long output is no message. */
function capturedWords(stdout: string, { masker }: RunContext): string[] {
  const lines = stdout.split("\n").filter((line) => line.trim() !== "");
  return lines.length <= MOST_CAPTURED_LINES ? lines.map(masker.mask) : [];
}

/** What helm said last: its errors where it wrote any, else the end of its output. */
function lastWords({ lines }: OutputTail): string {
  const errors = lines.filter(({ stream, text }) => stream === "stderr" && text.trim() !== "");
  return (errors.length > 0 ? errors : lines).slice(-8).map(({ text }) => text).join("\n");
}
