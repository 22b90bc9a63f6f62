// A command and the releases that take part → the events of a run in their order, and helm's part between them, as far
// as they can be known before anything is asked of the cluster.
import type { Release, StateFile } from "../../merge/state.ts";
import { groupOrder } from "../../plan/dag_groups.ts";
import { planApply } from "../../plan/plan_apply.ts";
import { destroyOrder, planDestroy } from "../../plan/plan_destroy.ts";
import type { FilePlan } from "../../plan/plan.ts";
import { planSync } from "../../plan/plan_sync.ts";
import type { Selection } from "../../plan/select_releases.ts";

/** Something that happens in a run. */
export interface Moment {
  readonly file: StateFile;
  /** Missing for an event of the file. */
  readonly release?: Release;
  /** The event, or what helm does there. */
  readonly event: string;
  readonly isHelm: boolean;
  /** What only the cluster knows, as a sentence: the moment comes only then. */
  readonly only?: string;
  /** Whether the release (or anything of the file) changes: undefined while that is not known to hooks. */
  readonly changed: boolean | "perhaps" | undefined;
}

/** The commands that can be explained: those that come to hooks, with the events of releases of those that only look. */
const LOOKING: Readonly<Record<string, readonly string[]>> = {
  diff: ["prepare", "cleanup"],
  template: ["prepare", "cleanup"],
  lint: ["prepare", "cleanup"],
  unittest: ["prepare", "cleanup"],
  test: ["prepare", "cleanup"],
  status: ["prepare", "cleanup"],
  fetch: ["prepare", "cleanup"],
  build: ["prepare", "cleanup"],
  "show-dag": ["prepare", "cleanup"],
  "write-values": ["cleanup"],
  list: [],
};

const UPGRADE = ["presync", "preapply", "helm upgrade", "postapply", "postsync", "cleanup"];
const UNINSTALL_FOR_SYNC = [
  "presync",
  "preuninstall",
  "helm uninstall",
  "postuninstall",
  "postsync",
  "cleanup",
];
const DESTROY = ["preuninstall", "helm uninstall", "postuninstall", "cleanup"];

/** The events of one file in a run of the command. Source of the order: `syncFile`, `applyFile`, `destroyFile`. */
export function courseOf(command: string, selection: Selection): readonly Moment[] {
  const { file, releases } = selection;
  if (releases.length === 0) return [];
  const isChanging = LOOKING[command] === undefined;
  const surelyChanges = command === "sync" && releases.some(({ isInstalled }) => isInstalled);
  const changedAtEnd = surelyChanges || (isChanging || command === "diff" ? "perhaps" : false);
  return [
    { file, event: "prepare", isHelm: false, changed: undefined },
    ...(isChanging ? changing(command, selection) : looking(command, selection)),
    { file, event: "cleanup", isHelm: false, changed: changedAtEnd },
  ];
}

function looking(command: string, selection: Selection): readonly Moment[] {
  const { file } = selection, events = LOOKING[command]!;
  const prepared = preparedBy(command, selection);
  const cleaned = selection.releases.filter((release) => prepared.includes(release));
  const moments = (event: string, releases: readonly Release[], changed: false | undefined) =>
    events.includes(event)
      ? releases.map((release) => ({ file, release, event, isHelm: false, changed }))
      : [];
  return [...moments("prepare", prepared, undefined), ...moments("cleanup", cleaned, false)];
}

function changing(command: string, selection: Selection): readonly Moment[] {
  const { file } = selection;
  const byId = new Map(selection.releases.map((release) => [release.id, release]));
  return [
    ...preparedBy(command, selection).map((release) => ({
      file,
      release,
      event: "prepare",
      isHelm: false,
      changed: undefined,
    })),
    ...planOf(command, selection).steps.flatMap(({ id }) => stepMoments(command, file, byId.get(id)!)),
  ];
}

/** The commands that prepare releases in the order of their needs. */
const IN_GROUPS: ReadonlySet<string> = new Set(["apply", "diff", "template", "lint", "unittest"]);

/** The releases whose prepare hooks run, in order. */
function preparedBy(command: string, selection: Selection): readonly Release[] {
  const ordered = command === "destroy"
    ? destroyOrder(selection)
    : IN_GROUPS.has(command)
    ? groupOrder(selection)
    : selection.releases;
  return ordered.filter(({ isInstalled }) => isInstalled);
}

/** The plan in which all that may happen happens. */
function planOf(command: string, selection: Selection): FilePlan {
  const state = { isParallel: false }, all = new Set(selection.releases.map(({ id }) => id));
  if (command === "destroy") return planDestroy(state, [selection], { present: all }).files[0]!;
  const plan = command === "apply" ? planApply : planSync;
  return plan(state, [selection], { present: all, changed: all }).files[0]!;
}

function stepMoments(command: string, file: StateFile, release: Release): readonly Moment[] {
  const only = command === "destroy" || !release.isInstalled
    ? `only if helm has "${release.name}"`
    : command === "apply"
    ? `only if "${release.name}" changes`
    : undefined;
  return stepEvents(command, release).map((event) => {
    const isHelm = event.startsWith("helm ");
    // Cleanup comes also to a release that nothing happens to.
    const isEnd = event === "cleanup";
    return {
      file,
      release,
      event,
      isHelm,
      ...(only === undefined || isEnd ? {} : { only }),
      changed: isEnd && only !== undefined ? "perhaps" : true,
    };
  });
}

/** The events of a release's step, and helm's place among them. */
export function stepEvents(
  command: string,
  { isInstalled }: Pick<Release, "isInstalled">,
): readonly string[] {
  if (LOOKING[command]) return LOOKING[command];
  if (command === "destroy") return DESTROY;
  return isInstalled ? UPGRADE : UNINSTALL_FOR_SYNC;
}
