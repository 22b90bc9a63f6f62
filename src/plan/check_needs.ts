// The releases that take part and what they need → every problem with that, each where it is written.
import type { Diagnostic, Note, Span } from "../diagnostics/diagnostic.ts";
import { nearest } from "../diagnostics/nearest.ts";
import type { Release } from "../merge/state.ts";
import { type Need, type NeedsGraph, withNeeds } from "./needs_graph.ts";
import { releaseKey } from "./release_key.ts";

/** What `checkNeeds` judges by. */
export interface NeedsRules {
  /** Whether a need that the selectors leave out is an error (neither skipped nor included). */
  readonly rejectsUnselected: boolean;
  /** Whether a need with `installed: false` is an error rather than a warning. */
  readonly enforcesInstalled: boolean;
  /** Every release of the run, to say where an undefined one might be meant. */
  readonly everywhere: readonly Release[];
}

/** Every problem with the needs of some releases; warnings among them. */
export function checkNeeds(graph: NeedsGraph, chosen: readonly Release[], rules: NeedsRules): Diagnostic[] {
  const chosenSet = new Set(chosen);
  const closure = withNeeds(graph, chosen);
  const needs = closure.flatMap((release) => graph.needsOf(release));
  return [
    ...checkDuplicates(chosen),
    ...needs.filter(({ target }) => target === undefined).map((need) => undefinedNeed(need, rules)),
    ...needs.flatMap((need) =>
      rules.rejectsUnselected && chosenSet.has(need.from) && need.target !== undefined &&
        !chosenSet.has(need.target)
        ? [unselectedNeed(need, need.target)]
        : []
    ),
    ...needs.flatMap((need) => notInstalled(need, rules)),
    ...checkCycles(graph, closure),
  ];
}

function checkDuplicates(chosen: readonly Release[]): Diagnostic[] {
  return [...Map.groupBy(chosen, releaseKey)].flatMap(([key, same]) => {
    if (same.length < 2) return [];
    const [first, second] = same as [Release, Release];
    const where = key === first.name ? "" : ` (${key})`;
    return [{
      code: "release/duplicate" as const,
      severity: "error" as const,
      message:
        `Cannot run ${same.length} releases "${first.name}"${where} side by side: they are one to helm`,
      ...spanned(second.span()),
      notes: same.filter((release) => release !== second).map((release) =>
        noteAt(`"${release.name}" is defined here too`, release.span())
      ),
      hint: "give one of them another name or namespace, or select one by its labels",
    }];
  });
}

function undefinedNeed({ from, index, key }: Need, { everywhere }: NeedsRules): Diagnostic {
  const name = key.slice(key.lastIndexOf("/") + 1);
  const here = everywhere.filter((release) => release.file === from.file && release !== from);
  const keys = here.map(releaseKey);
  const meant = here.find((release) => release.name === name);
  const near = meant === undefined ? nearest(key, keys) ?? nearest(name, keys) : releaseKey(meant);
  const elsewhere = everywhere.find((release) => release.file !== from.file && releaseKey(release) === key);
  const listed = keys.slice(0, 10).map((k) => `"${k}"`).join(", ") + (keys.length > 10 ? ", …" : "");
  const notes: Note[] = [
    {
      message: keys.length === 0
        ? "the file has no other release"
        : `the file's other releases are ${listed}`,
    },
    ...(elsewhere === undefined ? [] : [noteAt(
      `"${key}" is defined in "${elsewhere.file.path}", but needs count within one file`,
      elsewhere.span(),
    )]),
  ];
  return {
    code: "needs/undefined",
    severity: "error",
    message: `Cannot order release "${from.name}" as it needs "${key}": no such release`,
    ...spanned(from.spanOf(["needs", index])),
    notes,
    ...(near === undefined ? {} : { hint: `did you mean "${near}"?` }),
  };
}

function unselectedNeed({ from, index, key }: Need, target: Release): Diagnostic {
  const why = target.isEnabled ? "the selectors leave it out" : 'its "condition" is false';
  return {
    code: "needs/unselected",
    severity: "error",
    message: `Cannot order release "${from.name}" as it needs "${key}": ${why}`,
    ...spanned(from.spanOf(["needs", index])),
    notes: [noteAt(`"${key}" is defined here`, target.span())],
    hint: `add --selector name=${target.name}, or --include-needs, or --skip-needs`,
  };
}

function notInstalled({ from, index, key, target }: Need, rules: NeedsRules): Diagnostic[] {
  if (target === undefined || target.isInstalled || !from.isInstalled || !target.isEnabled) return [];
  return [{
    code: "needs/not-installed",
    severity: rules.enforcesInstalled ? "error" : "warning",
    message: `Cannot rely on "${key}", which release "${from.name}" needs: its "installed" is false`,
    ...spanned(from.spanOf(["needs", index])),
    notes: [noteAt(`"${key}" is defined here`, target.span())],
    hint: `install "${key}", or remove it from the needs`,
  }];
}

function checkCycles(graph: NeedsGraph, closure: readonly Release[]): Diagnostic[] {
  return findCycles(graph, closure).map((cycle) => {
    const path = [...cycle.map(({ from }) => from), cycle[0]!.from].map((r) => `"${releaseKey(r)}"`).join(
      " → ",
    );
    return {
      code: "needs/circular",
      severity: "error",
      message: cycle.length === 1
        ? `Cannot order release ${path.split(" → ")[0]}: it needs itself, a cycle`
        : `Cannot order ${cycle.length} releases: their needs form a cycle, ${path}`,
      ...spanned(cycle[0]!.from.spanOf(["needs", cycle[0]!.index])),
      notes: cycle.slice(1).map(({ from, index, key }) =>
        noteAt(`"${releaseKey(from)}" needs "${key}"`, from.spanOf(["needs", index]))
      ),
      hint: "remove one of these needs",
    };
  });
}

interface PathStep {
  readonly release: Release;
  /** Not yet followed. */
  readonly needs: Need[];
  taken?: Need;
}

/** One cycle for each knot of releases that need each other, as the needs that make it up. */
function findCycles(graph: NeedsGraph, closure: readonly Release[]): Need[][] {
  const finished = new Set<Release>();
  return closure.flatMap((start) => {
    const cycles: Need[][] = [];
    const path: PathStep[] = finished.has(start)
      ? []
      : [{ release: start, needs: [...graph.needsOf(start)] }];
    while (path.length > 0) {
      const top = path.at(-1)!;
      const need = top.needs.shift();
      if (need === undefined) finished.add(path.pop()!.release);
      else if (need.target !== undefined && !finished.has(need.target)) {
        top.taken = need;
        const cycle = path.slice(indexOrEnd(path, need.target));
        // A knot is reported once, by its first cycle: what is on it leads to no other.
        for (const { release } of cycle) finished.add(release);
        if (cycle.length > 0) cycles.push(cycle.map(({ taken }) => taken!));
        else path.push({ release: need.target, needs: [...graph.needsOf(need.target)] });
      }
    }
    return cycles;
  });
}

function indexOrEnd(path: readonly PathStep[], wanted: Release): number {
  const at = path.findIndex(({ release }) => release === wanted);
  return at === -1 ? path.length : at;
}

function spanned(span: Span | undefined): { span?: Span } {
  return span === undefined ? {} : { span };
}

function noteAt(message: string, span: Span | undefined): Note {
  return { message, ...spanned(span) };
}
