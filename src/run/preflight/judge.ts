// Findings → diagnostics: what stops the run and what is only said. The same problem of many releases is told once.
import { resolve } from "node:path";
import type { Diagnostic, Note } from "../../diagnostics/diagnostic.ts";
import { hookName } from "../hooks/request_for.ts";
import type { Finding } from "./finding.ts";
import type { PlannedHook } from "./planned_hooks.ts";
import type { HookPreview } from "./preview_hook.ts";

/** What is wrong with a hook at an event, and why it need not come to a failure. */
export interface JudgedFinding {
  readonly planned: PlannedHook;
  readonly finding: Finding;
  readonly excuse: Note | undefined;
}

/** What may put things right before a hook's turn. */
export interface Excuses {
  /** Hooks that may make files or programs. */
  readonly makers: readonly HookPreview[];
  readonly mayPrecede: (first: PlannedHook, second: PlannedHook) => boolean;
}

/** Why a finding does not stop the run; undefined if it does. */
export function excuseFor(
  finding: Finding,
  planned: PlannedHook,
  { makers, mayPrecede }: Excuses,
): Note | undefined {
  const { onError } = planned.hook.doc;
  if (onError === "warn" || onError === "ignore") {
    return { message: `the run goes on if it fails: it says \`onError: ${onError}\`` };
  }
  if (planned.doubt !== undefined) return { message: planned.doubt };
  if (finding.mendable === undefined) return undefined;
  const { mendable } = finding;
  const earlier = makers.filter((maker) => mayPrecede(maker.planned, planned));
  const name = mendable.split("/").at(-1)!;
  const maker = earlier.findLast(({ command }) => command?.argv.some((word) => word.includes(name))) ??
    earlier.at(-1);
  if (maker) {
    const span = maker.planned.hook.span();
    const message = `may be put right before by hook "${hookName(maker.planned.hook)}" (${
      momentsOf([maker.planned])
    })`;
    return { message, ...span ? { span } : {} };
  }
  if (isOfDependency(mendable, planned)) {
    return { message: "helm may put it there with the dependencies of the chart" };
  }
  return isAfterRenderer(planned) ? { message: "may be put right before by a post renderer" } : undefined;
}

/** Where helm keeps what a chart depends on, which it fetches after the prepare hooks. */
function isOfDependency(path: string, { event, file }: PlannedHook): boolean {
  return event !== "prepare" &&
    file.releases.some(({ chart }) => path.startsWith(`${resolve(file.dir, chart)}/charts/`));
}

/** From this many on the rest is counted. */
const MOST_NAMES = 3;

/** Whether helm may have run a program of the user's by then. */
function isAfterRenderer({ event, file }: PlannedHook): boolean {
  return ["postapply", "postsync", "postuninstall", "cleanup"].includes(event) &&
    file.releases.some(({ spec }) => (spec.postRenderer ?? "") !== "");
}

/** `presync of release "api"`, `presync, postsync of releases "api", "web" and 4 more`. */
function momentsOf(planned: readonly PlannedHook[]): string {
  const events = [...new Set(planned.map(({ event }) => event))].join(", ");
  const releases = [...new Set(planned.flatMap(({ release }) => release?.name ?? []))];
  if (releases.length === 0) return events;
  const names = releases.slice(0, MOST_NAMES).map((name) => `"${name}"`).join(", ");
  const rest = releases.length > MOST_NAMES ? ` and ${releases.length - MOST_NAMES} more` : "";
  return `${events} of release${releases.length > 1 ? "s" : ""} ${names}${rest}`;
}

/** The diagnostics, in the order of the hooks: one for each problem, whatever number of releases has it. */
export function toDiagnostics(
  judged: readonly JudgedFinding[],
  mask: (text: string) => string,
): readonly Diagnostic[] {
  return [...Map.groupBy(judged, keyOf).values()].map((same) => {
    // What stops the run for one release stops it.
    const { planned, finding, excuse } = same.find((one) => !one.excuse) ?? same[0]!;
    const { code, span, hint } = finding, isError = !excuse && !finding.isMild;
    const notes = [...finding.notes ?? [], ...excuse ? [excuse] : []];
    const diagnostic: Diagnostic = {
      code,
      severity: isError ? "error" : "warning",
      message: messageOf(finding, {
        planned,
        isError,
        moments: momentsOf(same.map(({ planned }) => planned)),
      }),
    };
    return masked({
      ...diagnostic,
      ...span ? { span } : {},
      ...notes.length > 0 ? { notes } : {},
      ...hint === undefined ? {} : { hint },
    }, mask);
  });
}

function keyOf({ planned, finding: { code, problem, span } }: JudgedFinding): string {
  const owner = span
    ? [span.source.path, span.start]
    : [planned.file.path, planned.release?.id, planned.hook.index];
  return JSON.stringify([code, problem, ...owner]);
}

function messageOf(
  { problem, isWhole, isMild }: Finding,
  { planned, isError, moments }: {
    readonly planned: PlannedHook;
    readonly isError: boolean;
    readonly moments: string;
  },
): string {
  if (isWhole) return problem;
  const hook = `hook "${hookName(planned.hook)}" (${moments})`;
  if (isError) return `Cannot run ${hook}: ${problem}`;
  return isMild ? `H${hook.slice(1)} may go wrong: ${problem}` : `May not be able to run ${hook}: ${problem}`;
}

function masked(diagnostic: Diagnostic, mask: (text: string) => string): Diagnostic {
  const { message, hint, notes } = diagnostic;
  return {
    ...diagnostic,
    message: mask(message),
    ...hint === undefined ? {} : { hint: mask(hint) },
    ...notes ? { notes: notes.map((note) => ({ ...note, message: mask(note.message) })) } : {},
  };
}
