// An event at which hooks run: whose it is, what led to it, and what can be found out about it on demand.
import type { InstalledRelease } from "../../helm/parse_list.ts";
import type { Hook, Release, StateFile } from "../../merge/state.ts";
import type { Problem } from "../problem.ts";

/** An event and whose it is. */
export interface HookEvent {
  readonly event: string;
  readonly file: StateFile;
  /** Missing for a hook of the file. */
  readonly release?: Release;
  /** `.HelmfileCommand`: Helmfile says "sync" in most hooks of an apply, and "delete" in those of a destroy. */
  readonly helmfileCommand: string;
  /** What went wrong before: `.Event.Error` of postsync and of a file's cleanup, HOOK_ERROR of any. */
  readonly error?: Problem;
  /** What a failure of its hooks means for the run. */
  readonly effects?: readonly string[];
  readonly facts?: EventFacts;
}

/** What helm does to a release, as seen from the cluster. */
export type HelmAction = "install" | "upgrade" | "uninstall";

/** What only the run knows, or only helm can tell: asked when a hook needs it. */
export interface EventFacts {
  /** Whether the release (or anything of the file) changes; undefined while that is not known. */
  readonly changed: boolean | undefined;
  /** Undefined if nothing is done to it. */
  action(): Promise<HelmAction | undefined>;
  /** What helm had before the run touched it. */
  before(): Promise<InstalledRelease | undefined>;
  /** What helm has now. */
  now(): Promise<InstalledRelease | undefined>;
  /** What helm would store; a Failure while its chart and values are not prepared. */
  manifest(): Promise<string>;
  /** The same, compared with what helm has. */
  diff(): Promise<string>;
}

/** The hooks that an event runs: the release's, and the file's where the event is the file's to have. */
export function hooksOfEvent(
  { event, file, release }: Pick<HookEvent, "event" | "file" | "release">,
): readonly Hook[] {
  const isFor = (hook: Hook) => hook.doc.events?.includes(event) === true;
  if (release === undefined) return file.hooks.filter(isFor);
  // The guide declares postapply hooks for all releases of a file; Helmfile has no such event.
  const shared = event === "postapply" ? file.hooks.filter(isFor) : [];
  return [...release.hooks.filter(isFor), ...shared];
}
