// `condition: a.b.enabled`: in, such a text and the values; out, whether the release takes part.
// Source: Helmfile pkg/state/state.go ConditionEnabled.
import { isMap, type Value, type ValueMap } from "../../go/value.ts";

/** The outcome of a condition: an answer, or why there is none. */
export type ConditionOutcome = { readonly isEnabled: boolean } | { readonly problem: string };

/**
 * Looks a condition up in the values. No condition counts as true; a missing or non-boolean `enabled` as false; a
 * missing map on the way is a problem.
 */
export function resolveCondition(condition: string | undefined, values: ValueMap): ConditionOutcome {
  const text = condition ?? "", word = text.toLowerCase();
  if (text === "" || word === "true") return { isEnabled: true };
  if (word === "false") return { isEnabled: false };
  const keys = text.split(".");
  if (keys.at(-1) !== "enabled") {
    return { problem: 'a condition is "true", "false" or the path of a value that ends in ".enabled"' };
  }
  let at: Value = values;
  for (const [i, key] of keys.slice(0, -1).entries()) {
    const path = keys.slice(0, i + 1).join(".");
    if (!isMap(at) || !(key in at)) return { problem: `the values have no "${path}"` };
    at = at[key]!;
    if (!isMap(at)) return { problem: `the value "${path}" is no map` };
  }
  return { isEnabled: (at as ValueMap)["enabled"] === true };
}
