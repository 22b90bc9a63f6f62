// What the loader may be told: the command line's share of a desired state, without the word "flag".

import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { StateFile } from "./state.ts";

/** How a desired state is loaded. Everything has the default that Helmfile gives it. */
export interface LoadOptions {
  /** A file, a folder, "-" or a remote address; the default names in the working directory if left out. */
  readonly file?: string | undefined;
  /** "default" if left out. */
  readonly environment?: string | undefined;
  readonly selectors?: readonly string[] | undefined;
  readonly stateValues?: StateValues | undefined;
  /** Covers the namespace of every release. */
  readonly namespace?: string | undefined;
  readonly kubeContext?: string | undefined;
  readonly kubeconfig?: string | undefined;
  /** Covers the chart of every release. */
  readonly chart?: string | undefined;
  /** Given to every release's post renderer instead of helmDefaults' ones. */
  readonly postRendererArgs?: readonly string[] | undefined;
  readonly helmBinary?: string | undefined;
  readonly kustomizeBinary?: string | undefined;
  /** Files in the order of a destroy: the last one first, a file before those that it nests. */
  readonly reverse?: boolean | undefined;
  /** Whether the files of a folder run one after the other. */
  readonly sequential?: boolean | undefined;
  /** A condition that cannot be resolved counts as false instead of failing (Helmfile's build without selectors). */
  readonly lenientConditions?: boolean | undefined;
  /** Leaves the versions as they are written although a lock file exists (deps, which writes it). */
  readonly ignoreLockFile?: boolean | undefined;
  /** Problems of a state that is already known to be faulty, so that all of them are told at once. */
  readonly alsoCheck?: ((files: readonly StateFile[]) => readonly Diagnostic[]) | undefined;
  /** Told about what is worth a line of log. */
  readonly notice?: ((notice: Notice) => void) | undefined;
}

/** Values of the command line, covering all others. */
export interface StateValues {
  /** Files, relative to the state file. */
  readonly files?: readonly string[] | undefined;
  /** `a.b=1,c[0]=x`. */
  readonly set?: readonly string[] | undefined;
  /** The same, every value a text. */
  readonly setString?: readonly string[] | undefined;
}

/** A line of log. */
export interface Notice {
  readonly level: "debug" | "info" | "warn";
  readonly message: string;
}

/** The environment of a run that names none. */
export const DEFAULT_ENVIRONMENT = "default";
