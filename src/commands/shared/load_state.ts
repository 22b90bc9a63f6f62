// The options of a command line → the desired state they ask for. The one place that turns flags into what the
// loading room knows.
import type { globals } from "../../cli/global_options.ts";
import type { OptionValues } from "../../cli/option.ts";
import { Failure } from "../../diagnostics/diagnostic.ts";
import { loadDesiredState } from "../../merge/desired_state.ts";
import type { LoadOptions } from "../../merge/load_options.ts";
import type { DesiredState, Release } from "../../merge/state.ts";
import type { System } from "../../system/system.ts";
import { refuseHooks } from "./refuse_hooks.ts";
import { noMatchHint } from "./no_match_hint.ts";

/** The options that loading reads. */
export type StateOptions = OptionValues<Omit<typeof globals, "help" | "version">> & {
  /** Of commands that run helm's post renderer. */
  readonly postRendererArgs?: readonly string[];
};

/** What a command adds to what the command line says. */
export type LoadChanges = Pick<
  LoadOptions,
  "reverse" | "lenientConditions" | "ignoreLockFile" | "alsoCheck" | "notice"
>;

/** Loads the state the options ask for; every problem in it is a Failure. */
export function loadState(options: StateOptions, system: System, changes: LoadChanges = {}): DesiredState {
  const state = loadDesiredState(loadOptionsOf(options, changes), system);
  refuseHooks(state, system);
  return state;
}

/** The releases that selectors match. */
export function selectedReleases({ files }: DesiredState): readonly Release[] {
  return files.flatMap((file) => file.releases).filter((release) => release.isSelected);
}

/** Those of them that no condition leaves out; only of this name if one is given. */
export function enabledReleases(state: DesiredState, name: string | undefined): readonly Release[] {
  return selectedReleases(state).filter((release) =>
    release.isEnabled && (name === undefined || release.name === name)
  );
}

/** Fails unless something matched or the command line allows that nothing does. */
export function requireMatch(
  hasMatched: boolean,
  { state, options }: { state: DesiredState; options: StateOptions },
): void {
  const unmatched = hasMatched ? undefined : noMatch(state, options);
  if (unmatched) throw unmatched;
}

/** That nothing matched, unless the command line allows it; a command that runs hooks says so after them. */
export function noMatch(state: DesiredState, options: StateOptions): Failure | undefined {
  if (options.allowNoMatchingRelease) return undefined;
  const { selector } = options;
  const texts = selector.map((text) => `"${text}"`).join(" or ");
  const wanted = selector.length > 0 ? `a release that matches ${texts}` : "a release";
  return new Failure([{
    code: "selector/no-match",
    severity: "error",
    message: `Cannot find ${wanted} in environment "${state.environment}"`,
    hint: noMatchHint(state, selector),
  }]);
}

function loadOptionsOf(options: StateOptions, changes: LoadChanges): LoadOptions {
  return {
    file: options.file,
    environment: options.environment,
    selectors: options.selector,
    stateValues: {
      files: options.stateValuesFile,
      set: options.stateValuesSet,
      setString: options.stateValuesSetString,
    },
    namespace: options.namespace,
    kubeContext: options.kubeContext,
    kubeconfig: options.kubeconfig,
    chart: options.chart,
    postRendererArgs: options.postRendererArgs,
    helmBinary: options.helmBinary,
    kustomizeBinary: options.kustomizeBinary,
    sequential: options.sequentialHelmfiles,
    ...changes,
  };
}
