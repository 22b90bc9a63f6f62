// The steps of a plan → what would be skipped if one of them failed.
import type { Step } from "./plan.ts";

/** For each step the steps that need it, directly or not, in the plan's order. */
export function dependantsOf(steps: readonly Step[]): ReadonlyMap<string, readonly Step[]> {
  const direct = new Map<string, Step[]>(steps.map(({ id }) => [id, []]));
  for (const step of steps) for (const need of step.needs) direct.get(need)?.push(step);
  return new Map(steps.map(({ id }) => {
    const reached = new Set(direct.get(id));
    for (const step of reached) for (const next of direct.get(step.id)!) reached.add(next);
    return [id, steps.filter((step) => reached.has(step))];
  }));
}
