// What loading ends in: every state file with its environment and its releases resolved. Plan, run and show read
// it; nobody changes it.
import type { Span } from "../diagnostics/diagnostic.ts";
import type { ValueMap } from "../go/value.ts";
import type { ScriptShell } from "../helmfile/hook_shells.ts";
import type { HookDoc } from "../helmfile/hook_schema.ts";
import type { HelmDefaultsDoc, ReleaseDoc } from "../helmfile/release_schema.ts";
import type { HelmfileDoc, RepositoryDoc } from "../helmfile/schema.ts";

/** Every state file of a run, in the order Helmfile works through them: a nested file before the one that names it. */
export interface DesiredState {
  readonly files: readonly StateFile[];
  /** Files that were passed over because they do not define the environment. */
  readonly skipped: readonly SkippedStateFile[];
  /** The name of the environment (`-e`). */
  readonly environment: string;
  /** Whether the files of a `helmfile.d` folder may run side by side. */
  readonly isParallel: boolean;
}

/** A file without the environment of this run, and the environments that it has. */
export interface SkippedStateFile {
  readonly path: string;
  readonly environments: readonly string[];
}

/** One state file: merged from its parts and bases, rendered, checked. */
export interface StateFile {
  /** As messages name it: relative to the working directory where that is shorter; "-" for standard input. */
  readonly path: string;
  readonly absolutePath: string;
  /** As Helmfile's `build` prints it: the name alone, or the absolute path if several entry files are loaded. */
  readonly printedPath: string;
  /** Where its relative paths and its hooks start, absolute. */
  readonly dir: string;
  /** The position in `helmfiles:` entries from the entry file, such as "helmfiles[0]"; empty for the entry. */
  readonly trail: string;
  /** The file that names this one under `helmfiles:`. */
  readonly parent?: StateFile;
  /** All parts and bases merged, as `build` prints it; releases before inheritance and templating. */
  readonly doc: HelmfileDoc;
  readonly environment: ResolvedEnvironment;
  /** In file order; disabled and unselected ones included. */
  readonly releases: readonly Release[];
  readonly repositories: readonly RepositoryDoc[];
  readonly helmDefaults: HelmDefaultsDoc;
  readonly hooks: readonly Hook[];
  readonly helmBinary: string;
  readonly kustomizeBinary: string;
  /** The selectors in force here: the command line's, or those the parent gave. */
  readonly selectors: readonly string[];
  /** Absolute; the file need not exist. */
  readonly lockFilePath: string;
  /** What covers all releases: the command line's, else the state's own keys; "" where nothing does. */
  readonly overrides: { readonly namespace: string; readonly kubeContext: string; readonly chart: string };
}

/** The environment as one file sees it. */
export interface ResolvedEnvironment {
  readonly name: string;
  readonly kubeContext: string;
  /** `.Values`: defaults, environment values, secrets, the parent's values, the command line's. */
  readonly values: ValueMap;
}

/** A release with inheritance, labels and the release-stage templates resolved. */
export interface Release {
  /** Unique in a run: `CONTEXT/NAMESPACE/NAME`, and the file's path when two files hold the same. */
  readonly id: string;
  readonly name: string;
  /** After `-n` and the state's `namespace:`; empty when none is set. */
  readonly namespace: string;
  /** After `--kube-context`, the environment's and helmDefaults'; empty for the current one. */
  readonly kubeContext: string;
  readonly chart: string;
  /** After the lock file; empty for the newest. */
  readonly version: string;
  /** With commonLabels and the built-in name, namespace and chart. */
  readonly labels: Readonly<Record<string, string>>;
  /** Whether `condition` lets it take part. */
  readonly isEnabled: boolean;
  /** `installed`, true unless said otherwise. */
  readonly isInstalled: boolean;
  /** Whether the selectors match it (needs not yet considered); with selectors, only what is enabled can match. */
  readonly isSelected: boolean;
  /** As written, after templating: `[[CONTEXT/]NAMESPACE/]NAME`. */
  readonly needs: readonly string[];
  /** Every other key, after inheritance and templating. */
  readonly spec: ReleaseDoc;
  readonly hooks: readonly Hook[];
  readonly file: StateFile;
  /** Where it is defined; computed when first asked for. */
  span(): Span | undefined;
  /** Where one of its keys is defined (`["needs", 0]`); falls back to the release itself. */
  spanOf(path: readonly (string | number)[]): Span | undefined;
}

/** A hook with what its file says for all hooks, and what a report needs to point at it. */
export interface Hook {
  readonly doc: HookDoc;
  /** Without the defaults. */
  readonly declared: HookDoc;
  /** Position among the hooks of its release or file, from 0. */
  readonly index: number;
  /** What runs its script. */
  readonly shell: ScriptShell;
  span(): Span | undefined;
  /** Where one of its keys is set, be it among the defaults. */
  spanOf(key: keyof HookDoc): Span | undefined;
  /**
   * Where line `line` (1-based) of the text of argument `argument` (-1 for the command) stands in the state file;
   * undefined if it cannot be traced.
   */
  locateLine(argument: number | "script", line: number): Span | undefined;
}

/** What a hook belongs to; no release for a file's hook. */
export interface HookSubject {
  readonly file: StateFile;
  readonly release?: Release;
  readonly hook: Hook;
}

/** What a hook's templates see beside the release. Source: Helmfile pkg/event/bus.go Trigger. */
export interface HookTemplateData {
  readonly event: string;
  readonly error?: string;
  readonly helmfileCommand: string;
  /** What earlier hooks left, by their names: `.Hooks.NAME.Outputs`. */
  readonly outputs?: HookOutputs;
}

/** What hooks left for later ones, by the name of the hook. */
export type HookOutputs = ReadonlyMap<string, ValueMap>;

/** A values file ready for helm: its YAML text, and what of it must not be shown. */
export interface RenderedValues {
  /** Where it came from, for messages: a path, or `values[2]`. */
  readonly origin: string;
  readonly text: string;
  /** What was decrypted or what references led to: to be masked wherever it turns up. */
  readonly secrets: readonly string[];
}

/** What becomes of a release's `set`, `setString` and `env` on the way to helm's arguments. */
export interface SetArguments {
  /** References expanded; keys that the release lacks are left out. */
  readonly spec: Pick<ReleaseDoc, "set" | "setString">;
  /** The values of the variables that `env` names. */
  readonly envValues?: readonly { readonly name: string; readonly value: string }[];
  /** What references led to: to be masked wherever arguments are shown. */
  readonly secrets: readonly string[];
}

/** The keys of a release that hold files or inline YAML for kustomize. */
export type PatchKey = "jsonPatches" | "strategicMergePatches" | "transformers";

/** How a release's texts are rendered once the state is loaded; made by `releaseRenderer`. */
export interface ReleaseRenderer {
  /** The files for `--values`, in order; throws a Failure with every problem found. */
  values(release: Release, outputs?: HookOutputs): readonly RenderedValues[];
  /** Whether its values can only be rendered when hooks have left their outputs. */
  asksForOutputs(release: Release): boolean;
  /** The entries of a release that kustomize gets, rendered as values are. */
  patches(release: Release, key: PatchKey): readonly RenderedValues[];
  /** What `set`, `setString` and `env` become; throws a Failure with every problem found. */
  setArguments(release: Release): SetArguments;
  /** What was decrypted or fetched for a file so far, in loading it too: nothing of it may be shown. */
  secrets(file: StateFile): readonly string[];
  /** A hook's command or argument. */
  hookText(text: string, subject: HookSubject, data: HookTemplateData): RenderedHookText;
  /**
   * The same before anything runs and without effects; undefined where only the run can know. Throws a Failure where
   * the text cannot be rendered with what is known, and nothing that comes later could help.
   */
  hookPreview(
    text: string,
    subject: HookSubject,
    data: HookTemplateData,
  ): RenderedHookText | undefined;
}

/** A text of a hook, and the line of the declared text that each of its lines came from (both from 1). */
export interface RenderedHookText {
  readonly text: string;
  lineOf(line: number): number;
}
