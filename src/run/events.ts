// What happens during a run, as it happens. The console, the JSON stream and the report are listeners of these and
// of nothing else; the run never knows who listens. Texts are masked when they get here.
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { ResourceChange } from "../diff/compare_manifests.ts";
import type { ProcessRow } from "../system/system.ts";
import type { StopSignal } from "./processes/stop.ts";
import type { HookFailure, HookIdentity, UncheckedFailure } from "./post_mortem/hook_failure.ts";
import type { ChildEnd } from "./processes/child_end.ts";

/** A release as events name it. */
export interface ReleaseRef {
  /** The release's id; unique in a run. */
  readonly id: string;
  readonly name: string;
  readonly namespace: string;
  readonly kubeContext: string;
  readonly chart: string;
  readonly version: string;
}

/** What is done to a release. */
export type ReleaseAction =
  | "upgrade"
  | "uninstall"
  | "reinstall"
  | "test"
  | "diff"
  | "template"
  | "lint"
  | "unittest"
  | "none";

/** A hook within a run: `hookId` is the same in all its events. */
export interface HookRef extends HookIdentity {
  readonly hookId: string;
  /** The state file it belongs to, as `file_started` names it. */
  readonly file: string;
  /** Missing for a hook of the file. */
  readonly releaseId?: string;
}

/** A helm process within a run. */
export interface HelmRef {
  readonly helmId: string;
  readonly release?: ReleaseRef;
  /** Without the helm command itself; masked. */
  readonly args: readonly string[];
}

/** A release that something will be done to. */
export interface PlannedRelease {
  readonly release: ReleaseRef;
  readonly action: ReleaseAction;
  /** The ids of the releases that it waits for. */
  readonly waitsFor: readonly string[];
}

type Stream = "stdout" | "stderr";

/** Every event. `type` is past tense: it has happened. */
export type RunEvent =
  | {
    readonly type: "run_started";
    readonly command: string;
    readonly environment: string;
    readonly files: readonly string[];
    /** Nothing is changed: hooks are listed, helm simulates. */
    readonly isDryRun?: boolean;
  }
  | { readonly type: "file_started"; readonly file: string }
  | {
    readonly type: "file_finished";
    readonly file: string;
    readonly ok: boolean;
    readonly durationMs: number;
    /** What is wrong with the file as a whole; the problems of single releases come with these. */
    readonly diagnostics: readonly Diagnostic[];
  }
  | {
    readonly type: "release_started";
    readonly release: ReleaseRef;
    readonly file: string;
    readonly action: ReleaseAction;
  }
  | {
    readonly type: "release_finished";
    readonly release: ReleaseRef;
    readonly action: ReleaseAction;
    readonly ok: boolean;
    readonly durationMs: number;
    readonly diagnostics: readonly Diagnostic[];
  }
  | {
    readonly type: "release_compared";
    readonly release: ReleaseRef;
    readonly hasChanged: boolean;
    /** False if the user asked not to see what differs. */
    readonly isShown: boolean;
    /** What our own comparison found; secrets are masked. */
    readonly changes: readonly ResourceChange[];
    /** What the diff plugin printed. */
    readonly text: string;
  }
  /** A comparison found a release that is installed but should not be. */
  | { readonly type: "removal_planned"; readonly release: ReleaseRef }
  /** What will be done in a file, before the first of it starts. */
  | { readonly type: "plan_made"; readonly file: string; readonly steps: readonly PlannedRelease[] }
  | {
    readonly type: "release_blocked";
    readonly release: ReleaseRef;
    /** The names of the releases that failed, and their ids. */
    readonly by: readonly string[];
    readonly byIds: readonly string[];
  }
  /** A resumed run passes over it: an earlier run did the same with the same inputs. */
  | { readonly type: "release_skipped"; readonly release: ReleaseRef; readonly doneIn: string }
  | {
    readonly type: "hook_started";
    readonly hook: HookRef;
    readonly argv: readonly string[];
    /** Its time limit, if it has one. */
    readonly limitMs?: number;
  }
  | {
    readonly type: "hook_output";
    readonly hook: HookRef;
    readonly stream: Stream;
    readonly line: string;
    /** `showlogs:` of the hook; without it a view may keep the line back while the hook does well. */
    readonly showLogs: boolean;
  }
  | {
    readonly type: "hook_finished";
    readonly hook: HookRef;
    readonly end: ChildEnd;
    readonly durationMs: number;
  }
  /** A hook of the event whose conditions do not hold; `reason` ends the sentence "it does not run:". */
  | { readonly type: "hook_skipped"; readonly hook: HookRef; readonly reason: string }
  /** A hook that a dry run came to and did not start. */
  | {
    readonly type: "hook_listed";
    readonly hook: HookRef;
    readonly argv: readonly string[];
    /** What of it only a real run can know, as a sentence's end. */
    readonly unknown?: string;
    readonly limitMs?: number;
  }
  /** A try that failed, with another to come. */
  | {
    readonly type: "hook_retried";
    readonly hook: HookRef;
    readonly failure: HookFailure;
    readonly waitMs: number;
  }
  /** The last try failed; `failure.onError` says what that means. */
  | { readonly type: "hook_failed"; readonly hook: HookRef; readonly failure: HookFailure }
  | {
    readonly type: "hook_failures_unchecked";
    readonly hook: HookRef;
    readonly unchecked: readonly UncheckedFailure[];
  }
  | { readonly type: "hook_leaked"; readonly hook: HookRef; readonly leaked: readonly ProcessRow[] }
  | { readonly type: "helm_started"; readonly helm: HelmRef }
  | { readonly type: "helm_output"; readonly helm: HelmRef; readonly stream: Stream; readonly line: string }
  | {
    readonly type: "helm_finished";
    readonly helm: HelmRef;
    readonly end: ChildEnd;
    readonly durationMs: number;
  }
  /** Data that the command is there to give; for standard output, unmasked as helm printed it. */
  | { readonly type: "text_printed"; readonly text: string }
  | { readonly type: "stop_requested"; readonly signal: StopSignal; readonly isForced: boolean }
  /** The whole run took longer than it may (`--deadline`): what runs is ended as by SIGTERM. */
  | { readonly type: "deadline_reached"; readonly limitMs: number }
  | { readonly type: "warning"; readonly diagnostic: Diagnostic }
  /** It could not even start, or broke off: the state cannot be loaded, a problem of the user's on the way. */
  | { readonly type: "run_failed"; readonly diagnostics: readonly Diagnostic[] }
  | { readonly type: "run_finished"; readonly exitCode: number; readonly durationMs: number };

/** Takes an event; must not throw and not wait. */
export type Emit = (event: RunEvent) => void;
