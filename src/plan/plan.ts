// What is to happen, as plain data that can be printed, saved and compared: for each state file its steps in the
// order Helmfile would take them one at a time, each with the steps it waits for.

/** What happens to a release. */
export type Action = "upgrade" | "uninstall" | "none";

/** One release's part of a plan. */
export interface Step {
  /** The release's id; unique in a plan. */
  readonly id: string;
  readonly action: Action;
  readonly name: string;
  readonly namespace: string;
  readonly kubeContext: string;
  readonly chart: string;
  readonly version: string;
  /** Steps that must succeed before this one starts; if one fails, this one is blocked. */
  readonly needs: readonly string[];
  /** Steps that must have ended before this one starts, whatever came of them. */
  readonly after: readonly string[];
}

/** The part of one state file. */
export interface FilePlan {
  /** As messages name it. */
  readonly file: string;
  readonly absolutePath: string;
  /** Upgrades and uninstalls. A run that takes them one at a time in this order keeps every `needs` and `after`. */
  readonly steps: readonly Step[];
  /** Releases nothing happens to; only their cleanup hooks are left. */
  readonly unchanged: readonly Step[];
}

/** What a command will do. */
export interface Plan {
  /** In the order they run; side by side if `isParallel`. */
  readonly files: readonly FilePlan[];
  readonly isParallel: boolean;
}
