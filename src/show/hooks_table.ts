// Which hooks run when: a table for people, JSON for programs. Rows come in the order in which hooks run.
import type { Hook, Release, StateFile } from "../merge/state.ts";
import { locatePlace } from "./problems/place.ts";
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
  const rows = hookRows(view);
  if (rows.length === 0) return "No hooks\n";
  // Most hooks say nothing of the kind: then there is no column for it.
  const hasTerms = rows.some(({ hook }) => termsText(hook) !== "");
  const cells = rows.map(({ release, event, order, hook }) => [
    release?.name ?? "(file)",
    event,
    String(order),
    hook.doc.name ?? "",
    commandLine(hook),
    ...hasTerms ? [termsText(hook)] : [],
    placeText(hook),
  ]);
  const head = ["RELEASE", "EVENT", "ORDER", "NAME", "COMMAND", ...hasTerms ? ["TERMS"] : [], "DEFINED"];
  return formatTable([head, ...cells], "  ");
}

/** Under which conditions and in which way a hook runs, in the words of the state file. */
function termsText({ doc }: Hook): string {
  const { when = {}, background, oncePer, mutex, onError, retries, inputs } = doc;
  const conditions = Object.entries(when).map(([key, value]) =>
    `${key}=${Array.isArray(value) ? value.join("|") : value}`
  );
  return [
    ...conditions,
    ...background ? ["background"] : [],
    ...oncePer ? [`once per ${oncePer}`] : [],
    ...mutex ? [`mutex=${mutex}`] : [],
    ...inputs ? ["inputs changed"] : [],
    ...retries?.count ? [`${retries.count} ${retries.count === 1 ? "retry" : "retries"}`] : [],
    ...onError && onError !== "fail" ? [`onError=${onError}`] : [],
  ].join(", ");
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
    script: hook.doc.script ?? null,
    shell: hook.doc.script === undefined ? null : [hook.shell.program, ...hook.shell.options].join(" "),
    workdir: hook.doc.workdir ?? null,
    timeoutMs: hook.doc.timeout ?? null,
    stallTimeoutMs: hook.doc.stallTimeout ?? null,
    onError: hook.doc.onError ?? "fail",
    when: hook.doc.when ?? null,
    retries: hook.doc.retries?.count ?? 0,
    background: hook.doc.background ?? false,
    oncePer: hook.doc.oncePer ?? null,
    mutex: hook.doc.mutex ?? null,
    inputs: hook.doc.inputs ?? [],
    outputs: hook.doc.outputs ?? false,
    sensitive: hook.doc.sensitive ?? false,
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
function commandLine({ doc, shell }: Hook): string {
  if (doc.kubectlApply) {
    const { filename, kustomize } = doc.kubectlApply;
    return filename !== undefined ? `kubectl apply -f ${filename}` : `kubectl apply -k ${kustomize ?? ""}`;
  }
  const program = doc.script === undefined ? [doc.command ?? ""] : [`${shell.name}:`, doc.script];
  const words = [...program, ...doc.args ?? []].map((word) => word.trim().split("\n"));
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
