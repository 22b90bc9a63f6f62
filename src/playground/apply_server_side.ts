// Server-side apply: what a manager wants, the object there is → the object there will be, with conflicts reported.
// Source: sigs.k8s.io/structured-merge-diff merge.Updater.Apply.
import { copyJson, isObject, type Json, type JsonObject, newObject } from "./json.ts";
import {
  compareFields,
  type FieldSet,
  fieldsOf,
  formatPaths,
  intersectSets,
  isEmptySet,
  itemElement,
  NO_FIELDS,
  partsOf,
  subtractSets,
  typeOfField,
  uniteSets,
} from "./field_set.ts";
import {
  type ChangeRecord,
  isSameManager,
  type ManagedEntry,
  ownable,
  readEntries,
  writeEntries,
} from "./managed_fields.ts";
import type { KubeObject } from "./object.ts";
import { StatusError } from "./status_error.ts";
import type { ListType, Type } from "./types.ts";

/** What an apply is told. */
export interface ApplyOptions extends ChangeRecord {
  /** Whether fields of other managers are taken over. */
  readonly isForced: boolean;
}

/** The object after the apply, its managers noted on it; throws a StatusError if it conflicts with others. */
export function applyServerSide(
  live: KubeObject | undefined,
  applied: KubeObject,
  options: ApplyOptions,
): KubeObject {
  const { manager, type, isForced, now } = options;
  const entries = live ? readEntries(live) : [];
  const own = entries.find((entry) => isSameManager(entry, manager));
  const others = entries.filter((entry) => entry !== own);
  const wanted = fieldsOf(ownable(applied)!, type);
  const base = live ? copyJson(live) : newObject();
  const merged = mergeApplied(base, copyJson(applied), type) as KubeObject;
  const kept = others.map(({ fields }) => fields).reduce(uniteSets, wanted);
  const pruned = (prune(merged, { gone: own?.fields ?? NO_FIELDS, kept, type }) ?? newObject()) as KubeObject;
  const { changed } = compareFields(ownable(live ?? newObject()), ownable(pruned), type);
  if (!isForced) failOnConflicts(others, changed);
  const remaining = others.map((entry) => ({ ...entry, fields: subtractSets(entry.fields, changed) }));
  const isUnchanged = own !== undefined && isEmptySet(changed) && isSameSet(own.fields, wanted);
  const time = isUnchanged ? own.time : now;
  writeEntries(pruned, [...remaining, {
    ...manager,
    apiVersion: applied.apiVersion,
    time,
    fields: wanted,
  }]);
  return pruned;
}

function isSameSet(a: FieldSet, b: FieldSet): boolean {
  return isEmptySet(subtractSets(a, b)) && isEmptySet(subtractSets(b, a));
}

function mergeApplied(live: Json | undefined, applied: Json, type: Type): Json {
  const [was, wanted] = [partsOf(live, type), partsOf(applied, type)];
  if (!was || !wanted) return applied;
  if (type.type === "list") return mergeItems(live as Json[], applied as Json[], type);
  const merged = live as JsonObject;
  for (const [key, value] of Object.entries(applied as JsonObject)) {
    if (value !== undefined) merged[key] = mergeApplied(merged[key], value, typeOfField(type, key));
  }
  return merged;
}

/** Items stand in the order of the apply; those that are only live keep their place before what followed them. */
function mergeItems(live: readonly Json[], applied: readonly Json[], type: ListType): Json[] {
  const element = (item: Json) => itemElement(item, type);
  const liveByElement = new Map(live.map((item) => [element(item), item]));
  const wanted = new Set(applied.map(element));
  const merged: Json[] = [];
  let next = 0;
  const passLiveOnly = () => {
    while (next < live.length && !wanted.has(element(live[next]!))) merged.push(live[next++]!);
  };
  for (const item of applied) {
    passLiveOnly();
    merged.push(mergeApplied(liveByElement.get(element(item)), item, type.item));
    next++;
  }
  while (next < live.length) {
    passLiveOnly();
    next++;
  }
  return merged;
}

interface Pruning {
  /** What the manager owned until now. */
  readonly gone: FieldSet;
  /** What it or another owns from now on. */
  readonly kept: FieldSet;
  readonly type: Type;
}

/** Drops what is owned no more; undefined if nothing is left of the value because of it. */
function prune(value: Json, { gone, kept, type }: Pruning): Json | undefined {
  if (gone.isMember && isEmptySet(kept)) return undefined;
  const parts = partsOf(value, type);
  if (!parts || gone.children.size === 0) return value;
  const left = [...parts].map(([element, part]) => {
    const inner = gone.children.get(element);
    if (!inner) return part.value;
    return prune(part.value, {
      gone: inner,
      kept: kept.children.get(element) ?? NO_FIELDS,
      type: part.type,
    });
  });
  if (left.every((item) => item === undefined) && !kept.isMember) return undefined;
  if (Array.isArray(value)) return left.filter((item) => item !== undefined);
  return isObject(value)
    ? newObject([...parts.keys()].map((element, at) => [element.slice(2), left[at]]))
    : value;
}

function failOnConflicts(others: readonly ManagedEntry[], changed: FieldSet): void {
  const conflicts = others
    .map((entry) => ({ entry, paths: formatPaths(intersectSets(entry.fields, changed)) }))
    .filter(({ paths }) => paths.length > 0);
  const count = conflicts.reduce((sum, { paths }) => sum + paths.length, 0);
  if (count === 0) return;
  const texts = conflicts.map(({ entry, paths }) => {
    const who = `${JSON.stringify(entry.name)} ${
      entry.subresource ? `with subresource "${entry.subresource}" ` : ""
    }using ${entry.apiVersion}`;
    return paths.length === 1
      ? `conflict with ${who}: ${paths[0]}`
      : `conflicts with ${who}:\n${paths.map((path) => `- ${path}`).join("\n")}`;
  });
  const causes = conflicts.flatMap(({ entry, paths }) =>
    paths.map((field) => ({
      reason: "FieldManagerConflict",
      message: `conflict with ${JSON.stringify(entry.name)} using ${entry.apiVersion}`,
      field,
    }))
  );
  const message = `Apply failed with ${count} conflict${count === 1 ? "" : "s"}: ${texts.join("\n")}`;
  throw new StatusError(409, "Conflict", message, { causes });
}
