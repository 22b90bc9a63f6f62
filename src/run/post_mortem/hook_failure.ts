// What a failed hook leaves to say, as data; show/problems/hook_failure_text.ts draws it, JSON prints it as it is.
import type { DiagnosticCode, Span } from "../../diagnostics/diagnostic.ts";
import type { ChildEnd, RunningProcess } from "../processes/child_end.ts";
import type { ProcessRow } from "../../system/system.ts";

/** Which hook it was. */
export interface HookIdentity {
  /** `name:`, else the command's last path element. */
  readonly name: string;
  /** From 0, among the hooks of its release or file. */
  readonly index: number;
  readonly event: string;
  /** Missing for a hook of the file. */
  readonly release?: string;
  readonly namespace?: string;
  readonly kubeContext?: string;
  readonly environment: string;
  readonly declaredAt?: Span;
  readonly attempt: number;
  readonly attempts: number;
}

/** Why a hook failed, in one word. */
export type HookCause =
  | "exit"
  | "err"
  | "unset-variable"
  | "syntax"
  | "signal"
  | "timeout"
  | "stalled"
  | "not-found"
  | "not-executable"
  | "spawn"
  | "oom"
  | "canceled";

/** A line of a script, or of the state file for a script that stands there. */
export interface ScriptPlace {
  /** As the user knows it: relative to the working directory where that is shorter. */
  readonly path: string;
  readonly line: number;
}

/** A line of a file, counted from 1. */
export interface SourceLine {
  readonly number: number;
  readonly text: string;
}

/** Where it failed. */
export interface FailurePlace extends ScriptPlace {
  /** Up to three lines before and after, as they stand in the file. */
  readonly excerpt: readonly SourceLine[];
  /** The text on the line to underline. */
  readonly mark?: { readonly start: number; readonly length: number };
  /** Set where the line was concluded rather than observed: says from what. */
  readonly doubt?: string;
  /** It is only where the hook is declared: no line of a script is known. */
  readonly isDeclaration?: true;
}

/** A caller, the innermost first. */
export interface CallerFrame extends ScriptPlace {
  readonly function?: string;
  /** The line's text. */
  readonly text: string;
}

/** A command that failed without ending the script. */
export interface UncheckedFailure extends ScriptPlace {
  readonly status: number;
  readonly command: string;
}

/** The exit codes of a pipeline, and which stage made it fail. */
export interface PipelineFailure {
  readonly statuses: readonly number[];
  /** The stages as the source has them, if they could be told apart. */
  readonly stages?: readonly string[];
  /** From 0. */
  readonly failed: number;
}

/** One line of output. */
export interface OutputLine {
  readonly stream: "stdout" | "stderr";
  /** Since the hook's start. */
  readonly atMs: number;
  readonly text: string;
}

/** The end of an output. */
export interface OutputTail {
  readonly lines: readonly OutputLine[];
  /** How many came before them. */
  readonly omitted: number;
}

/** What it took to end the hook; see `Termination`. */
export interface HookTermination {
  readonly signal: string;
  readonly graceMs: number;
  readonly running: readonly (RunningProcess & { readonly place?: ScriptPlace })[];
  readonly killed: readonly ProcessRow[];
  readonly survivors: readonly ProcessRow[];
}

/** Who set the limit that a hook reached. */
export interface LimitSource {
  /** The key of the hook, `helmDefaults.hooks`, the option, the variable, or what cleanup has after a stop. */
  readonly setBy: "hook" | "defaults" | "--hook-timeout" | "BOATHOOK_HOOK_TIMEOUT" | "stop";
  readonly span?: Span;
}

/** The post-mortem of a hook. Secrets are masked. */
export interface HookFailure {
  readonly code: DiagnosticCode;
  readonly cause: HookCause;
  readonly hook: HookIdentity;
  readonly end: ChildEnd;
  /** As a shell would show it; 124 for a time limit. */
  readonly exitCode: number;
  readonly meaning?: string;
  readonly place?: FailurePlace;
  readonly command: {
    readonly argv: readonly string[];
    /** The command that failed, as the script has it. */
    readonly source?: string;
    /** The same with its variables replaced, if that tells more. */
    readonly expanded?: string;
  };
  readonly pipeline?: PipelineFailure;
  /** The function the place is in. */
  readonly function?: string;
  readonly callers: readonly CallerFrame[];
  readonly subshellDepth: number;
  readonly unchecked: readonly UncheckedFailure[];
  /** Whether a trap of the script's own then ended it: the exit code is that trap's. */
  readonly isEndedByTrap: boolean;
  /** What bash, or another sh, itself said about it. */
  readonly bashMessage?: string;
  /** What says best why it failed, and who said it: a shell, a program by its name, or one that is not known. */
  readonly said?: { readonly by?: string; readonly text: string };
  readonly output: OutputTail;
  /** Its output is nobody's business: `output` is empty. */
  readonly isSensitive: boolean;
  /** Of a hook that reached its time limit or was silent for too long. */
  readonly limit?: LimitSource;
  /** What it means for the run: `onError:`. */
  readonly onError: "fail" | "warn" | "ignore" | "stop";
  /** The command line that runs the hook alone. */
  readonly rerun?: string;
  readonly startedAtMs: number;
  readonly durationMs: number;
  readonly termination?: HookTermination;
  readonly leaked: readonly ProcessRow[];
  readonly context: {
    readonly cwd: string;
    readonly bashVersion?: string;
    /** `$-` where it failed. */
    readonly bashOptions?: string;
    /** Only what we added to the environment. */
    readonly env: Readonly<Record<string, string>>;
  };
  readonly hints: readonly string[];
  /** What it means for the run: "release \"api\" is not upgraded". */
  readonly effects: readonly string[];
}
