// What the program's exit codes mean. Source of the compatible ones: Helmfile main.go, pkg/app/errors.go.

/** Every exit code the program gives. */
export const EXIT = {
  /** All was done, or there was nothing to do. */
  done: 0,
  /** Something failed. */
  failed: 1,
  /** There are changes, with --detailed-exitcode. */
  changes: 2,
  /** No release matches, or the command line cannot be understood. */
  nothingMatched: 3,
  /** Stopped by SIGHUP (128 + 1): the terminal is gone. */
  hungUp: 129,
  /** Stopped by SIGINT (128 + 2). */
  interrupted: 130,
  /** Stopped by SIGTERM (128 + 15). */
  terminated: 143,
} as const;

/** One of the exit codes above. */
export type ExitCode = typeof EXIT[keyof typeof EXIT];
