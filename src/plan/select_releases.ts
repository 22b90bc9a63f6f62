// A loaded state and what the command line says about needs → the releases of each file that take part. All
// problems of all files are found before anything is refused.
import { type Diagnostic, Failure } from "../diagnostics/diagnostic.ts";
import type { Release, StateFile } from "../merge/state.ts";
import { checkNeeds } from "./check_needs.ts";
import { depths, type NeedsGraph, needsGraph, withNeeds } from "./needs_graph.ts";

/** How needs that the selectors leave out are treated; nothing said means they are an error. */
export interface NeedsOptions {
  readonly skipNeeds?: boolean;
  /** Takes along what is needed and what that needs, even releases that their `condition` leaves out. */
  readonly includeNeeds?: boolean;
  /** The same: Helmfile treats both alike (pkg/state/state_run.go, where a need brings its own needs along). */
  readonly includeTransitiveNeeds?: boolean;
  readonly enforceNeedsAreInstalled?: boolean;
  /** Releases that their `condition` leaves out take part all the same. */
  readonly ignoresConditions?: boolean;
}

/** The releases of one file that take part. */
export interface Selection {
  readonly file: StateFile;
  /** In file order. */
  readonly releases: readonly Release[];
  /** Those among them that no selector matches: others need them. */
  readonly neededOnly: ReadonlySet<Release>;
  /** Over all releases of the file. */
  readonly graph: NeedsGraph;
  /** Helmfile's group of each release of the file, from 0. */
  readonly depths: ReadonlyMap<Release, number>;
  readonly warnings: readonly Diagnostic[];
}

/**
 * The releases that take part, file by file. Throws a Failure with every need that is undefined, unselected,
 * circular or (if enforced) not installed, and every duplicate. Source: Helmfile pkg/app/app.go
 * getSelectedReleases, pkg/state/state_run.go GroupReleasesByDependency.
 */
export function selectReleases(files: readonly StateFile[], options: NeedsOptions = {}): Selection[] {
  const everywhere = files.flatMap((file) => file.releases);
  const checked = files.map((file) => selectInFile(file, options, everywhere));
  const problems = checked.flatMap(({ problems }) => problems);
  if (problems.some(({ severity }) => severity === "error")) throw new Failure(problems);
  return checked.map(({ selection }) => selection);
}

/** What `selectReleases` would refuse, but for duplicates, which loading has told by then. */
export function selectionProblems(files: readonly StateFile[], options: NeedsOptions = {}): Diagnostic[] {
  const everywhere = files.flatMap((file) => file.releases);
  return files.flatMap((file) => selectInFile(file, options, everywhere).problems)
    .filter(({ code }) => code !== "release/duplicate");
}

function selectInFile(file: StateFile, options: NeedsOptions, everywhere: readonly Release[]) {
  const takesPart = (release: Release) => options.ignoresConditions === true || release.isEnabled;
  const selected = new Set(file.releases.filter((release) => release.isSelected && takesPart(release)));
  const graph = needsGraph(file.releases, (release) => selected.has(release) || takesPart(release));
  const releases = chooseReleases(graph, selected, options);
  const includes = options.includeNeeds === true || options.includeTransitiveNeeds === true;
  const problems = checkNeeds(graph, releases, {
    rejectsUnselected: options.skipNeeds !== true && !includes,
    enforcesInstalled: options.enforceNeedsAreInstalled === true,
    everywhere,
  });
  const selection: Selection = {
    file,
    releases,
    neededOnly: new Set(releases.filter((release) => !selected.has(release))),
    graph,
    depths: depths(graph),
    warnings: problems.filter(({ severity }) => severity === "warning"),
  };
  return { selection, problems };
}

function chooseReleases(
  graph: NeedsGraph,
  selected: ReadonlySet<Release>,
  options: NeedsOptions,
): readonly Release[] {
  const includes = options.includeNeeds === true || options.includeTransitiveNeeds === true;
  if (includes) return withNeeds(graph, selected);
  return graph.releases.filter((release) => selected.has(release));
}
