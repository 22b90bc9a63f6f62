// What is known of a `sensitive` hook → what may be told of it: no text that only came to be while it ran (an `eval`, the
// arguments of its children), for these hold what its output would. Apart from the post-mortem, which wants to know all.
import type { ProcessRow } from "../../system/system.ts";
import type { FailurePlace, HookFailure, UncheckedFailure } from "./hook_failure.ts";
import { UNPLACED } from "./script_source.ts";

/** The post-mortem with nothing in it but what stands in files and in the declaration. */
export function discreetFailure(failure: HookFailure): HookFailure {
  const { place, command: { argv, source }, pipeline, callers, termination, context } = failure;
  const isWritten = source !== undefined && place?.excerpt.some(({ text }) => text.includes(source));
  const { stages: _, ...statuses } = pipeline ?? { statuses: [], failed: 0 };
  return {
    ...failure,
    command: isWritten && place?.path !== UNPLACED ? { argv, source } : { argv },
    ...(place ? { place: discreetPlace(place) } : {}),
    ...(pipeline && place?.path === UNPLACED ? { pipeline: statuses } : {}),
    callers: callers.map((caller) => caller.path === UNPLACED ? { ...caller, text: "" } : caller),
    unchecked: failure.unchecked.map(discreetUnchecked),
    ...(termination
      ? {
        termination: {
          ...termination,
          running: termination.running.map(discreetProcess),
          killed: termination.killed.map(discreetProcess),
          survivors: termination.survivors.map(discreetProcess),
        },
      }
      : {}),
    leaked: failure.leaked.map(discreetProcess),
    context: { ...context, env: {} },
  };
}

/** A command that failed by its line alone. */
export function discreetUnchecked(unchecked: UncheckedFailure): UncheckedFailure {
  return { ...unchecked, command: firstWord(unchecked.command) };
}

/** A process by its program alone. */
export function discreetProcess<T extends ProcessRow>(row: T): T {
  return { ...row, command: firstWord(row.command) };
}

function discreetPlace({ mark, ...place }: FailurePlace): FailurePlace {
  if (place.path === UNPLACED) return { ...place, excerpt: [] };
  return mark ? { ...place, mark } : place;
}

function firstWord(command: string): string {
  const [word = ""] = command.trim().split(/\s/);
  return word === command.trim() ? word : `${word} …`;
}
