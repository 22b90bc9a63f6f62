// What a whole run shares: the world, who listens, how to stop, limits, and the folders that vanish at its end.
import type { DryRunMode } from "../helm/dry_run.ts";
import type { HelmFlags } from "../helm/flags.ts";
import type { HelmVersion } from "../helm/version.ts";
import type { ReleaseRenderer } from "../merge/state.ts";
import type { System } from "../system/system.ts";
import type { Emit } from "./events.ts";
import type { HookLimit } from "./hooks/hook_request.ts";
import type { HookSession } from "./hooks/hook_session.ts";
import type { Limiter } from "./limiter.ts";
import type { Masker } from "./secrets/mask.ts";
import type { RunDir } from "./run_dir.ts";
import type { Progress } from "./journal/skip_done.ts";
import type { Stop } from "./processes/stop.ts";
import type { ValuesFolder } from "./values_files.ts";

/** Everything a run works with. One object a run; nothing in it changes but the folders' contents. */
export interface RunContext {
  readonly system: System;
  readonly emit: Emit;
  readonly stop: Stop;
  readonly masker: Masker;
  readonly renderer: ReleaseRenderer;
  /** The command as hooks and Helmfile name it: "sync", "apply", "destroy", "template", … */
  readonly command: string;
  readonly settings: RunSettings;
  /** What of the command line reaches helm. */
  readonly flags: HelmFlags;
  /** The version of a helm binary; asked once. */
  readonly helmVersion: (binary: string) => Promise<HelmVersion>;
  readonly limiter: Limiter;
  readonly runDir: RunDir;
  readonly hooks: HookSession;
  /** What marks all processes of the run. */
  readonly runToken: string;
  /** Missing where nothing is remembered of the run. */
  readonly progress?: Progress;
  readonly valuesFolder: ValuesFolder;
  /** Asks the user; true if they agree. Always true unless the run is interactive. */
  readonly confirm: (question: string) => Promise<boolean>;
}

/** Limits and choices of a run. */
export interface RunSettings {
  readonly skipDeps: boolean;
  readonly skipRefresh: boolean;
  /** A release that cannot be prepared is left out, and the others go on. */
  readonly allowFailedReleases: boolean;
  readonly forceDownload: boolean;
  /** Where OCI charts stay. */
  readonly cacheDir: string;
  readonly repoRetries: number;
  /** `--concurrency`; 0 for no limit. */
  readonly concurrency: number;
  /** The time limit of hooks that set none. */
  readonly hookTimeout?: HookLimit;
  /** A pattern for the names of hooks that do not run. */
  readonly skipHooks?: string;
  /** What all cleanup hooks together may take once the run was asked to stop. */
  readonly cleanupBudgetMs: number;
  /** Nothing is changed: hooks are listed, and helm simulates on our side or the server's. */
  readonly dryRun?: DryRunMode;
  /** Keep the values files (`--skip-cleanup`). */
  readonly keepValues: boolean;
}
