// Value maps laid over each other: in, two maps; out, a new one. Apart because three rules of merging live side by
// side in Helmfile and are easily mixed up; nothing here touches its arguments.
import { isMap, newMap, type Value, type ValueMap } from "../../go/value.ts";

/** How a list meets a list below it. */
export type ListRule = "sparse" | "by-index";

/**
 * Lays one layer of values over another (Helmfile pkg/maputil MergeMaps): maps go deep, a null never covers a value.
 * "sparse" replaces a list unless the upper one holds a null, which keeps the element below; "by-index" always
 * merges element by element, as `--state-values-set a[1]=x` wants.
 */
export function mergeLayers(below: ValueMap, above: ValueMap, lists: ListRule = "sparse"): ValueMap {
  const out = newMap(Object.entries(below));
  for (const [key, value] of Object.entries(above)) {
    const covered = out[key];
    if (value === null) out[key] ??= null;
    else if (isMap(value) && isMap(covered)) out[key] = mergeLayers(covered, value, lists);
    else if (Array.isArray(value) && Array.isArray(covered)) out[key] = mergeLists(covered, value, lists);
    else out[key] = value;
  }
  return out;
}

/**
 * Lays one entry of a `values:` list over the entries before it (Helmfile envvals_loader.go mapMerge, mergo
 * WithOverride): maps go deep, everything else covers, null, "", 0, false and [] included; an empty map covers
 * no map.
 */
export function mergeEntries(below: ValueMap, above: ValueMap): ValueMap {
  const out = newMap(Object.entries(below));
  for (const [key, value] of Object.entries(above)) {
    const covered = out[key];
    out[key] = isMap(value) && isMap(covered) ? mergeEntries(covered, value) : value;
  }
  return out;
}

/** `mergeStrategy: fallback`: an entry fills only what the entries before it lack or hold null for (mapMerge). */
export function fillGaps(first: ValueMap, next: ValueMap): ValueMap {
  return mergeLayers(next, first);
}

/** A copy that shares no map and no list with its original. */
export function copyValue<T extends Value>(value: T): T {
  if (Array.isArray(value)) return value.map(copyValue) as T;
  if (!isMap(value)) return value;
  return newMap(Object.keys(value).map((key) => [key, copyValue(value[key]!)] as const)) as T;
}

function mergeLists(below: readonly Value[], above: readonly Value[], lists: ListRule): Value[] {
  if (lists === "sparse" && !above.includes(null)) return [...above];
  const out: Value[] = [...below];
  above.forEach((value, i) => {
    const covered = out[i];
    if (value === null) out[i] = covered ?? null;
    else if (isMap(value) && isMap(covered)) out[i] = mergeLayers(covered, value, lists);
    else out[i] = value;
  });
  return out.map((value) => value ?? null);
}
