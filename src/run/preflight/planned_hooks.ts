// The releases that take part → every hook that their run may come to, in the order of the run, and which of two can
// come first. Nothing is asked of the cluster: what only it knows (is the release there, does it change) may be.
import type { Hook, Release, StateFile } from "../../merge/state.ts";
import { needsGraph, withNeeds } from "../../plan/needs_graph.ts";
import { hooksOfEvent } from "../hooks/hook_event.ts";

/** A hook at an event. */
export interface PlannedHook {
  readonly hook: Hook;
  readonly event: string;
  readonly file: StateFile;
  /** Missing for a hook of the file. */
  readonly release?: Release;
  readonly helmfileCommand: string;
  /** Why it may well not run although all goes well, as a sentence. */
  readonly doubt?: string;
}

/** The part of a file that takes part. */
export interface PlannedFile {
  readonly file: StateFile;
  readonly releases: readonly Release[];
}

/** Which events are looked at. */
export interface PlannedEvents {
  /** "sync", "apply", … */
  readonly command: string;
  /** All events of releases, in order: instead of those that the command has. Then no hook's conditions count. */
  readonly allEvents?: readonly string[];
}

/** All hooks of the files, in the order of a run that works on one thing after the other. */
export function plannedHooks(files: readonly PlannedFile[], events: PlannedEvents): readonly PlannedHook[] {
  return files.flatMap(({ file, releases }) => {
    if (releases.length === 0) return [];
    const ofReleases = (wanted: (event: string) => boolean) =>
      releases.flatMap((release) =>
        eventsOf(release, events).filter(wanted).flatMap((event) => hooksAt({ event, file, release }, events))
      );
    return [
      ...hooksAt({ event: "prepare", file }, events),
      ...ofReleases((event) => event === "prepare"),
      ...ofReleases((event) => event !== "prepare"),
      ...hooksAt({ event: "cleanup", file }, events),
    ];
  });
}

/** Source of the events: `upgradeRelease`, `uninstallForSync`. */
function eventsOf({ isInstalled }: Release, { allEvents }: PlannedEvents): readonly string[] {
  if (allEvents) return allEvents;
  return isInstalled
    ? ["prepare", "presync", "preapply", "postapply", "postsync", "cleanup"]
    : ["presync", "preuninstall", "postuninstall", "postsync", "cleanup"];
}

type At = Pick<PlannedHook, "event" | "file" | "release">;

function hooksAt(at: At, { command, allEvents }: PlannedEvents): readonly PlannedHook[] {
  const { event, release } = at;
  const isOfSync = release !== undefined && !["prepare", "preapply", "postapply"].includes(event);
  const isUnwanted = release?.isInstalled === false && !allEvents;
  return hooksOfEvent(at).map((hook) => ({
    ...at,
    hook,
    helmfileCommand: isOfSync ? "sync" : command,
    ...isUnwanted ? { doubt: "it runs only if the release is there to be uninstalled" } : {},
  }));
}

/** Tells whether the first of two hooks may have run when the second one's turn comes. */
export function orderOf(
  hooks: readonly PlannedHook[],
  { isParallel }: { readonly isParallel: boolean },
): (first: PlannedHook, second: PlannedHook) => boolean {
  const places = new Map(hooks.map((hook, index) => [hook, index]));
  const isListedFirst = (first: PlannedHook, second: PlannedHook) => places.get(first)! < places.get(second)!;
  const needs = new Map<Release, ReadonlySet<Release>>();
  const needsOf = (release: Release) => {
    const known = needs.get(release) ??
      new Set(withNeeds(needsGraph(release.file.releases), [release]));
    needs.set(release, known);
    return known;
  };
  return (first, second) => {
    if (first === second) return false;
    if (first.file !== second.file) {
      return isListedFirst(first, second) || isParallel && entryOf(first.file) !== entryOf(second.file);
    }
    const phases = phaseOf(first) - phaseOf(second);
    if (phases !== 0) return phases < 0;
    if (first.release === second.release) return isListedFirst(first, second);
    // Releases are worked on side by side unless one needs the other; with `--concurrency 1`, in this order.
    return isListedFirst(first, second)
      ? !needsOf(first.release!).has(second.release!)
      : needsOf(second.release!).has(first.release!);
  };
}

/** The file's prepare hooks, those of the releases, the releases themselves, the file's cleanup hooks. */
function phaseOf({ event, release }: PlannedHook): number {
  if (!release) return event === "prepare" ? 0 : 3;
  return event === "prepare" ? 1 : 2;
}

function entryOf(file: StateFile): StateFile {
  return file.parent ? entryOf(file.parent) : file;
}
