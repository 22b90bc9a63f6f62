// A hook and a moment of a run → whether it runs there: surely, only under conditions that the run will know, or never.
import { Failure } from "../../diagnostics/diagnostic.ts";
import type { Hook } from "../../merge/state.ts";
import { whyNever, whyNotAnswer } from "../hooks/hook_conditions.ts";
import type { RenderText } from "../hooks/hook_request.ts";
import type { RunContext } from "../run_context.ts";
import type { Moment } from "./course.ts";

/** Whether a hook runs, if nothing fails that need not fail. */
export interface Possibility {
  readonly runs: "yes" | "perhaps" | "no";
  /** Why not, or under which conditions, as sentences' ends. */
  readonly reasons: readonly string[];
}

/** What a hook is judged for: a moment of a run, and how its texts are rendered there. */
export interface Occasion {
  readonly moment: Moment;
  readonly run: RunContext;
  readonly render: RenderText;
}

/** What speaks against a hook, and what it depends on. */
interface Findings {
  readonly against: (string | undefined)[];
  readonly only: (string | undefined)[];
}

/** Judges a hook at one of its events. */
export function possibilityOf(hook: Hook, occasion: Occasion): Possibility {
  const { run, moment } = occasion, { when = {}, inputs } = hook.doc;
  const environment = moment.file.environment.name;
  const { skipHooks } = run.settings;
  const parts = [
    ofResult(when.result, moment),
    ofChange(when.changed, moment),
    ofAction(when.action, occasion),
    ofCondition(hook, occasion),
  ];
  const against = [
    whyNever(hook, { skipHooks, command: run.command, environment }),
    ...parts.flatMap((part) => part.against),
  ].filter((reason) => reason !== undefined);
  const only = [
    moment.only,
    ...parts.flatMap((part) => part.only),
    inputs && "only if its inputs have changed since it last succeeded",
  ].filter((reason) => reason !== undefined);
  if (against.length > 0) return { runs: "no", reasons: against };
  return { runs: only.length > 0 ? "perhaps" : "yes", reasons: only };
}

type When = NonNullable<Hook["doc"]["when"]>;

const NOTHING: Findings = { against: [], only: [] };

function against(reason: string): Findings {
  return { against: [reason], only: [] };
}

function only(reason: string): Findings {
  return { against: [], only: [reason] };
}

/** The events that come after a failure too. */
const AFTER_FAILURE: ReadonlySet<string> = new Set(["postsync", "cleanup"]);

function ofResult(result: When["result"], { event }: Moment): Findings {
  if (result === undefined || result === "always") return NOTHING;
  if (AFTER_FAILURE.has(event)) return only(`only after ${result === "failure" ? "a failure" : "success"}`);
  return result === "failure" ? against(`nothing can have failed before ${event}`) : NOTHING;
}

function ofChange(wanted: boolean | undefined, { changed, release, event }: Moment): Findings {
  if (wanted === undefined) return NOTHING;
  if (changed === undefined) return against(`at ${event} it is not known yet what changes`);
  const subject = release ? `"${release.name}"` : wanted ? "anything" : "something";
  if (changed === "perhaps") return only(`only if ${subject} ${wanted ? "changes" : "does not change"}`);
  if (changed === wanted) return NOTHING;
  return against(wanted ? "nothing changes" : `${subject} counts as changed`);
}

function ofAction(
  wanted: When["action"],
  { moment: { release, changed }, run: { command } }: Occasion,
): Findings {
  if (!wanted) return NOTHING;
  if (!release) return against("nothing is installed, upgraded or uninstalled at an event of the file");
  if (changed === false) return against(`${command} does nothing to "${release.name}"`);
  const possible = command === "destroy" || !release.isInstalled ? ["uninstall"] : ["install", "upgrade"];
  const left = wanted.filter((action) => possible.includes(action));
  if (left.length === 0) {
    return against(`it runs on ${wanted.join(", ")}, this is an ${possible.join(" or ")}`);
  }
  if (left.length === possible.length) return NOTHING;
  return only(`only if helm ${left[0] === "install" ? "lacks" : "has"} "${release.name}" before`);
}

/** What only the run knows. */
const LATER = /\.(?:Hooks|Event)\b/;

function ofCondition(hook: Hook, { render }: Occasion): Findings {
  const condition = hook.doc.when?.if;
  if (condition === undefined) return NOTHING;
  if (LATER.test(condition)) return only(`only if ${condition.trim()} gives true`);
  try {
    const reason = whyNotAnswer(hook, render(condition).text);
    return reason === undefined ? NOTHING : against(reason);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return only(`the run fails here: ${error.message}`);
  }
}
