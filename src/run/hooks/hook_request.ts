// One hook to run and what it runs within: the contract between whoever plans hooks and the hook runner.
import type { Span } from "../../diagnostics/diagnostic.ts";
import type { RenderedHookText } from "../../merge/state.ts";
import type { System } from "../../system/system.ts";
import type { Emit, HookRef, ReleaseRef } from "../events.ts";
import type { ChildEnd } from "../processes/child_end.ts";
import type { ScriptShell } from "../../helmfile/hook_shells.ts";
import type { HookFailure, LimitSource, OutputTail, UncheckedFailure } from "../post_mortem/hook_failure.ts";
import type { Masker } from "../secrets/mask.ts";
import type { RunDir } from "../run_dir.ts";
import type { Budget, Stop } from "../processes/stop.ts";

/** A hook at an event of its release or file. */
export interface HookRequest {
  /** Unique in the run; a file name without a dot. */
  readonly hookId: string;
  /** The state file, as events name it. */
  readonly file: string;
  /** `name:`; the runner takes the command's last path element if it is missing. */
  readonly name?: string;
  readonly index: number;
  readonly event: string;
  readonly release?: ReleaseRef;
  /** CHART_VERSION of a release that names none, if its chart is a folder. */
  readonly localChartVersion?: string;
  /** A file hook's own kube context. */
  readonly kubeContext?: string;
  readonly environment: string;
  /** As declared: templates. */
  readonly command?: string;
  readonly args: readonly string[];
  /** Instead of a command. */
  readonly script?: HookScript;
  readonly kubectlApply?: { readonly filename?: string; readonly kustomize?: string };
  /** Renders a declared text for this event; may throw a Failure. */
  readonly render: RenderText;
  /** The helmfile's folder, absolute: where the hook runs unless it has a folder of its own. */
  readonly dir: string;
  /** `workdir:` as declared, relative to the helmfile's folder. */
  readonly workdir?: string;
  /** HELMFILE_FILE. */
  readonly helmfilePath: string;
  /** HELMFILE_COMMAND: `sync`, `apply`, … */
  readonly helmfileCommand: string;
  /** HOOK_ERROR: what went wrong before, for postsync and cleanup. */
  readonly error?: string;
  /** `env:` of the hook: templates. */
  readonly env?: Readonly<Record<string, string>>;
  /** Variables that tell it of files, rendered already; `env:` covers them. */
  readonly given?: Readonly<Record<string, string>>;
  /** What its failure would mean for the run, for its report. */
  readonly effects?: readonly string[];
  readonly showLogs: boolean;
  /** Its output is neither shown nor kept. */
  readonly isSensitive?: boolean;
  /** What its failure means: "fail" unless given. */
  readonly onError?: OnError;
  /** The command line that runs it alone. */
  readonly rerun?: string;
  readonly timeout?: HookLimit;
  readonly killGraceMs?: number;
  readonly stall?: HookLimit;
  readonly declaredAt?: Span;
  /** Where a line (from 1) of a declared argument stands in the state file; -1 is the command. */
  readonly locateLine?: (argument: number | "script", line: number) => Span | undefined;
  /** From 1. */
  readonly attempt?: number;
  readonly attempts?: number;
}

/** Renders a text of a hook. */
export type RenderText = (text: string) => RenderedHookText;

/** A limit and who set it. */
export interface HookLimit {
  readonly ms: number;
  readonly source: LimitSource;
}

/** A script and what runs it. */
export interface HookScript {
  /** As declared: a template. */
  readonly text: string;
  readonly shell: ScriptShell;
}

/** What the failure of a hook means for its release and the run. */
export type OnError = "fail" | "warn" | "ignore" | "stop";

/** What all hooks of a run share. */
export interface HookContext {
  readonly system: System;
  readonly emit: Emit;
  readonly masker: Masker;
  readonly stop: Stop;
  readonly runDir: RunDir;
  /** Time that hooks share, such as that of cleanup after a stop. */
  readonly budget?: Budget;
  /** The budget that starts once the run is asked to end, for a hook that may already run by then. */
  readonly lateBudget?: { readonly asked: AbortSignal; start(): Budget };
}

/** What came of a hook, with the end of its output as it was, even if it is sensitive. */
export type HookOutcome = ConcludedHook & { readonly output: OutputTail };

/** What came of a hook. */
export type ConcludedHook =
  | {
    readonly ok: true;
    readonly hook: HookRef;
    readonly end: ChildEnd;
    readonly unchecked: readonly UncheckedFailure[];
  }
  | { readonly ok: false; readonly hook: HookRef; readonly end: ChildEnd; readonly failure: HookFailure };
