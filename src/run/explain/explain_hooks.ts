// The files of a command → every hook in the order in which the run comes to it, with whether it runs and on what terms;
// then those that it never comes to, with the reason. Nothing is started.
import { resolve } from "node:path";
import { Failure } from "../../diagnostics/diagnostic.ts";
import type { Hook, Release, StateFile } from "../../merge/state.ts";
import type { Selection } from "../../plan/select_releases.ts";
import { hookCommand } from "../hooks/hook_command.ts";
import { type HookEvent, hooksOfEvent } from "../hooks/hook_event.ts";
import type { HookLimit, HookRequest } from "../hooks/hook_request.ts";
import { renderKnown } from "../hooks/list_hook.ts";
import { contextFor, requestFor, templateData } from "../hooks/request_for.ts";
import type { RunContext } from "../run_context.ts";
import { onceKey } from "../hooks/run_hooks.ts";
import { courseOf, type Moment, stepEvents } from "./course.ts";
import { type Possibility, possibilityOf } from "./possibility.ts";

/** A hook at one of its events. */
export interface ExplainedHook extends Possibility {
  readonly type: "hook";
  readonly file: StateFile;
  readonly release?: Release;
  readonly event: string;
  readonly hook: Hook;
  readonly name: string;
  /** Rendered and masked; as written where only the run can render it. */
  readonly argv: readonly string[];
  readonly limit?: HookLimit;
  readonly stall?: HookLimit;
  /** Absolute. */
  readonly cwd: string;
}

/** helm's part of a release. */
export interface ExplainedHelm {
  readonly type: "helm";
  readonly file: StateFile;
  readonly release: Release;
  /** "helm upgrade" */
  readonly call: string;
  readonly only?: string;
}

/** What a run comes to: a hook, or helm. */
export type ExplainedStep = ExplainedHook | ExplainedHelm;

/** All of one file: what the run comes to, in order. */
export function explainCourse(selection: Selection, run: RunContext): readonly ExplainedStep[] {
  const seen = new Map<string, ExplainedHook>();
  return courseOf(run.command, selection).flatMap((moment): readonly ExplainedStep[] => {
    const { file, release, event, isHelm, only } = moment;
    if (isHelm) return [{ type: "helm", file, release: release!, call: event, ...(only ? { only } : {}) }];
    const at = eventAt(moment, run);
    return hooksOfEvent(at).map((hook) => {
      const explained = explainAt(hook, { at, moment, run });
      const key = onceKey(hook, at);
      if (key === undefined) return explained;
      const first = seen.get(key);
      if (explained.runs !== "no" && (!first || first.runs === "perhaps")) seen.set(key, explained);
      return first ? afterFirst(explained, first) : explained;
    });
  });
}

/** The hooks of a file that the run never comes to. */
export function explainRest(selection: Selection, run: RunContext): readonly ExplainedHook[] {
  const { file } = selection;
  const course = courseOf(run.command, selection);
  const met = new Set(course.map(({ release, event }) => keyOf(event, release)));
  const owners: readonly (Release | undefined)[] = [undefined, ...file.releases];
  return owners.flatMap((release) => {
    const hooks = release ? release.hooks : file.hooks;
    const events = [...new Set(hooks.flatMap(({ doc }) => doc.events ?? []))];
    return events.filter((event) => !met.has(keyOf(event, release))).flatMap((event) => {
      // What a file declares for its releases has been met with these.
      if (!release && event === "postapply" && course.some((one) => one.event === event)) return [];
      const moment: Moment = {
        file,
        ...(release ? { release } : {}),
        event,
        isHelm: false,
        changed: undefined,
      };
      const at = eventAt(moment, run), reasons = [whyNotMet(moment, { selection, run })];
      return hooks.filter(({ doc }) => doc.events?.includes(event)).map((hook): ExplainedHook => ({
        ...explainAt(hook, { at, moment, run }),
        runs: "no",
        reasons,
      }));
    });
  });
}

function keyOf(event: string, release: Release | undefined): string {
  return `${event} ${release?.id ?? ""}`;
}

interface Occurrence {
  readonly at: HookEvent;
  readonly moment: Moment;
  readonly run: RunContext;
}

function eventAt({ file, release, event }: Moment, run: RunContext): HookEvent {
  const isOfSync = release !== undefined && SYNC_EVENTS.has(event) && run.command === "apply";
  return { event, file, ...(release ? { release } : {}), helmfileCommand: isOfSync ? "sync" : run.command };
}

/** The events at which `.HelmfileCommand` says "sync" in an apply, too. */
const SYNC_EVENTS: ReadonlySet<string> = new Set([
  "presync",
  "preuninstall",
  "postuninstall",
  "postsync",
  "cleanup",
]);

function explainAt(hook: Hook, { at, moment, run }: Occurrence): ExplainedHook {
  const { file, release, event } = at;
  const subject = { file, hook, ...(release ? { release } : {}) };
  const data = templateData({ at, run });
  const render = renderKnown((text) => run.renderer.hookText(text, subject, data));
  const request = requestFor(hook, { at, run, render });
  const { argv, problem } = argvOf(request, { at, run });
  const possibility = possibilityOf(hook, { moment, run, render });
  const reasons = [...possibility.reasons, ...(problem === undefined ? [] : [problem])].map(run.masker.mask);
  return {
    type: "hook",
    file,
    event,
    hook,
    name: nameOf(hook, argv),
    argv: argv.map(run.masker.mask),
    ...possibility,
    reasons,
    ...(release ? { release } : {}),
    ...(request.timeout ? { limit: request.timeout } : {}),
    ...(request.stall ? { stall: request.stall } : {}),
    cwd: resolve(file.dir, textOf(request.workdir ?? ".", request)),
  };
}

/** As the run calls it. */
function nameOf({ doc }: Hook, [program = ""]: readonly string[]): string {
  return doc.name ?? (doc.script === undefined ? program.split("/").at(-1)! : "script");
}

function argvOf(
  request: HookRequest,
  { at, run }: Pick<Occurrence, "at" | "run">,
): { readonly argv: readonly string[]; readonly problem?: string } {
  try {
    return { argv: hookCommand(request, contextFor(at, run)).argv };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const words = [request.script?.text ?? request.command ?? "", ...request.args];
    return { argv: words, problem: `it fails before it starts: ${error.message}` };
  }
}

function textOf(text: string, { render }: HookRequest): string {
  try {
    return render(text).text;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return text;
  }
}

/** A hook that asks to run but once, after its first turn. */
function afterFirst(explained: ExplainedHook, first: ExplainedHook): ExplainedHook {
  if (explained.runs === "no") return explained;
  const once = `once per ${explained.hook.doc.oncePer}`;
  const place = first.release ? `${first.event} of "${first.release.name}"` : first.event;
  return first.runs === "yes" ? { ...explained, runs: "no", reasons: [`it runs ${once}, at ${place}`] } : {
    ...explained,
    runs: "perhaps",
    reasons: [...explained.reasons, `only if it has not run at ${place}: ${once}`],
  };
}

function whyNotMet(
  { release, event }: Moment,
  { selection, run: { command } }: { readonly selection: Selection; readonly run: RunContext },
): string {
  if (selection.releases.length === 0) return "no release of its file takes part";
  if (!release) return `${command} has no ${event} of a file`;
  if (!release.isEnabled) return "the condition of its release leaves it out";
  if (!selection.releases.includes(release)) return "the selectors leave its release out";
  const others = ["prepare", ...stepEvents(command, { isInstalled: !release.isInstalled })];
  const isOther = others.includes(event);
  if (!isOther) return `${command} has no ${event}`;
  return release.isInstalled ? "its release is not to be uninstalled" : "its release is not to be installed";
}
