// A state and selectors that match nothing in it → what the user may have meant.
import { nearest } from "../../diagnostics/nearest.ts";
import { type Condition, parseSelectors } from "../../merge/releases/selectors.ts";
import type { DesiredState } from "../../merge/state.ts";

/** The most names that a hint lists. */
const LISTED = 8;

/** Why nothing matches: an environment, a label or a value that does not exist, and the nearest one that does. */
export function noMatchHint(state: DesiredState, selectors: readonly string[]): string {
  const labels = labelsOf(state);
  return environmentHint(state) ??
    (selectors.length === 0 ? "the state files declare no releases" : undefined) ??
    parseSelectors(selectors).selectors.flatMap(({ conditions }) => conditions)
      .map((condition) => conditionHint(condition, labels)).find((hint) => hint !== undefined) ??
    'each condition matches a release, but none matches all of them; see the labels there are with "list"';
}

/** What to say when no file has the environment at all. */
function environmentHint({ files, skipped, environment }: DesiredState): string | undefined {
  if (files.length > 0 || skipped.length === 0) return undefined;
  const known = [...new Set(skipped.flatMap((file) => file.environments))];
  const likely = nearest(environment, known);
  if (likely !== undefined) return `did you mean the environment "${likely}"?`;
  return known.length === 0
    ? "no state file defines environments"
    : `the environments there are: ${listed(known)}`;
}

/** The values of each label, the built-in ones included. */
function labelsOf({ files }: DesiredState): ReadonlyMap<string, readonly string[]> {
  const pairs = files.flatMap(({ releases }) => releases).flatMap(({ labels }) => Object.entries(labels));
  const byKey = Map.groupBy(pairs, ([key]) => key);
  return new Map([...byKey].map(([key, entries]) => [key, [...new Set(entries.map(([, value]) => value))]]));
}

function conditionHint(
  { key, value, isNegative }: Condition,
  labels: ReadonlyMap<string, readonly string[]>,
): string | undefined {
  if (isNegative) return undefined;
  const values = labels.get(key);
  if (values === undefined) {
    const likely = nearest(key, labels.keys());
    return `no release has the label "${key}"; ` +
      (likely ? `did you mean "${likely}"?` : `the labels there are: ${listed([...labels.keys()])}`);
  }
  if (values.includes(value)) return undefined;
  const likely = nearest(value, values);
  if (likely && key === "name") return `did you mean the release "${likely}"?`;
  return likely
    ? `did you mean "${key}=${likely}"?`
    : `no release has "${key}=${value}"; the values of "${key}" are: ${listed(values)}`;
}

function listed(names: readonly string[]): string {
  const shown = names.filter((name) => name !== "").sort().slice(0, LISTED).map((name) => `"${name}"`);
  return names.length > LISTED ? `${shown.join(", ")} and ${names.length - LISTED} more` : shown.join(", ");
}
