// Which hooks run when: a table for people, JSON for programs. Rows come in the order in which hooks run.
import type { Hook, Release, StateFile } from "../merge/state.ts";
import { locatePlace } from "./place.ts";
import { formatTable } from "./table.ts";

/** An event and whose it is. */
interface EventOwner {
  readonly event: string;
  readonly file: StateFile;
  /** Unset for an event of the file. */
  readonly release?: Release;
}

/** A hook at one of its events. */
interface HookRow extends EventOwner {
  /** Its place among the hooks of that event, from 1. */
  readonly order: number;
  readonly hook: Hook;
}

/** Whose hooks are shown, and the events in the order they happen. */
export interface HooksView {
  readonly files: readonly StateFile[];
  readonly releases: readonly Release[];
  readonly releaseEvents: readonly string[];
  readonly fileEvents: readonly [first: string, last: string];
  /** The hooks that run at an event, in order. */
  readonly hooksAt: (at: EventOwner) => readonly Hook[];
}

/** A table of the hooks of the given releases and of their files. */
export function formatHooksTable(view: HooksView): string {
  const rows = hookRows(view).map(({ release, event, order, hook }) => [
    release?.name ?? "(file)",
    event,
    String(order),
    hook.doc.name ?? "",
    commandLine(hook),
    placeText(hook),
  ]);
  if (rows.length === 0) return "No hooks\n";
  return formatTable([["RELEASE", "EVENT", "ORDER", "NAME", "COMMAND", "DEFINED"], ...rows], "  ");
}

/** The same rows as one line of JSON; templates as they are written. */
export function hooksJson(view: HooksView): string {
  const rows = hookRows(view).map(({ file, release, event, order, hook }) => ({
    file: file.path,
    release: release?.name ?? null,
    namespace: release?.namespace ?? null,
    event,
    order,
    name: hook.doc.name ?? null,
    command: hook.doc.command ?? null,
    args: hook.doc.args ?? [],
    kubectlApply: hook.doc.kubectlApply ?? null,
    timeoutMs: hook.doc.timeout ?? null,
    defined: placeText(hook) || null,
  }));
  return JSON.stringify(rows) + "\n";
}

/** Per file: its prepare hooks, each release's events in the order they happen, its cleanup hooks. */
function hookRows(view: HooksView): readonly HookRow[] {
  const { files, releases, releaseEvents, fileEvents: [first, last] } = view;
  return files.flatMap((file) => {
    const own = releases.filter((release) => release.file === file);
    if (own.length === 0) return [];
    const ofRelease = (release: Release) =>
      releaseEvents.flatMap((event) => rowsAt({ event, file, release }, view));
    return [
      ...rowsAt({ event: first, file }, view),
      ...own.flatMap(ofRelease),
      ...rowsAt({ event: last, file }, view),
    ];
  });
}

function rowsAt(at: EventOwner, { hooksAt }: HooksView): readonly HookRow[] {
  return hooksAt(at).map((hook, i) => ({ ...at, order: i + 1, hook }));
}

/** The command as written, on one line. */
function commandLine({ doc }: Hook): string {
  if (doc.kubectlApply) {
    const { filename, kustomize } = doc.kubectlApply;
    return filename !== undefined ? `kubectl apply -f ${filename}` : `kubectl apply -k ${kustomize ?? ""}`;
  }
  const words = [doc.command ?? "", ...doc.args ?? []].map((word) => word.trim().split("\n"));
  const line = words.map(([first = "", ...rest]) => rest.length > 0 ? `${first} …` : first).join(" ");
  return line.length > LONGEST_COMMAND ? line.slice(0, LONGEST_COMMAND - 1) + "…" : line;
}

const LONGEST_COMMAND = 60;

function placeText(hook: Hook): string {
  const span = hook.span();
  if (!span) return "";
  const { source, line, column } = locatePlace(span);
  return `${source.path}:${line}:${column}`;
}
