// A document with faults → the rest of it, so that what else is wrong with the state can be found in the same run.
import { isMap, type Value } from "../go/value.ts";
import type { SchemaIssue } from "./schema_issues.ts";

/** The document without the keys and values that do not fit; undefined if nothing is left. */
export function withoutFaults(root: Value, issues: readonly SchemaIssue[]): Value | undefined {
  if (issues.some((issue) => issue.type !== "unknown_key" && issue.path.length === 0)) return undefined;
  const copy = copyOf(root);
  // From the back, so that taking an item out of a list does not move the ones still to go.
  for (const issue of issues.toReversed()) {
    const path = issue.type === "unknown_key" ? [...issue.path, issue.key] : issue.path;
    take(copy, path);
  }
  return copy;
}

function take(root: Value, path: readonly (string | number)[]): void {
  let holder: Value | undefined = root;
  for (const step of path.slice(0, -1)) holder = child(holder, step);
  const last = path.at(-1)!;
  if (Array.isArray(holder)) holder.splice(Number(last), 1);
  else if (isMap(holder)) delete holder[last];
}

function child(holder: Value | undefined, step: string | number): Value | undefined {
  if (Array.isArray(holder)) return holder[Number(step)];
  return isMap(holder) ? holder[step] : undefined;
}

function copyOf(value: Value): Value {
  if (Array.isArray(value)) return value.map(copyOf);
  if (!isMap(value)) return value;
  const copy = Object.create(null);
  for (const [key, item] of Object.entries(value)) copy[key] = copyOf(item);
  return copy;
}
