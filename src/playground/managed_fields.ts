// metadata.managedFields: who set which fields of an object, kept up to date by every change.
// Source: k8s.io/apimachinery/pkg/util/managedfields.
import { type Json, type JsonObject, newObject, objectsAt, textAt } from "./json.ts";
import {
  compareFields,
  type FieldSet,
  isEmptySet,
  NO_FIELDS,
  parseFieldsV1,
  subtractSets,
  toFieldsV1,
  uniteSets,
} from "./field_set.ts";
import type { KubeObject } from "./object.ts";
import type { Type } from "./types.ts";

/** One who changes objects, and how. */
export interface Manager {
  readonly name: string;
  readonly operation: "Apply" | "Update";
  /** The subresource through which it changes them, or "". */
  readonly subresource: string;
}

/** A manager with the fields it set. */
export interface ManagedEntry extends Manager {
  readonly apiVersion: string;
  readonly time: string;
  readonly fields: FieldSet;
}

/** Whether two entries are of the same manager. */
export function isSameManager(a: Manager, b: Manager): boolean {
  return a.name === b.name && a.operation === b.operation && a.subresource === b.subresource;
}

/** The entries an object carries. */
export function readEntries(object: JsonObject): ManagedEntry[] {
  return objectsAt(object, "metadata", "managedFields").map((entry) => ({
    name: textAt(entry, "manager") ?? "unknown",
    operation: entry.operation === "Apply" ? "Apply" : "Update",
    subresource: textAt(entry, "subresource") ?? "",
    apiVersion: textAt(entry, "apiVersion") ?? "",
    time: textAt(entry, "time") ?? "",
    fields: parseFieldsV1(entry.fieldsV1),
  }));
}

/** Puts entries on an object: those that apply first, as the API orders them; those without fields not at all. */
export function writeEntries(object: KubeObject, entries: readonly ManagedEntry[]): void {
  const kept = entries.filter(({ fields }) => !isEmptySet(fields));
  const ordered = ["Apply", "Update"].flatMap((operation) =>
    kept.filter((entry) => entry.operation === operation)
  );
  if (ordered.length === 0) delete object.metadata.managedFields;
  else object.metadata.managedFields = ordered.map(formatEntry);
}

function formatEntry({ name, operation, subresource, apiVersion, time, fields }: ManagedEntry): JsonObject {
  return newObject([
    ["manager", name],
    ["operation", operation],
    ["apiVersion", apiVersion],
    ["time", time],
    ["fieldsType", "FieldsV1"],
    ["fieldsV1", toFieldsV1(fields)],
    ["subresource", subresource || undefined],
  ]);
}

const UNOWNED_METADATA = [
  "name",
  "namespace",
  "creationTimestamp",
  "selfLink",
  "uid",
  "generation",
  "managedFields",
  "resourceVersion",
];

/** The object without the fields nobody owns. */
export function ownable(object: Json | undefined): Json | undefined {
  if (object === undefined || object === null || typeof object !== "object" || Array.isArray(object)) {
    return object;
  }
  const { apiVersion: _apiVersion, kind: _kind, metadata, ...rest } = object;
  const owned = newObject(
    Object.entries((metadata ?? {}) as JsonObject).filter(([key]) => !UNOWNED_METADATA.includes(key)),
  );
  return newObject([...Object.entries(rest), [
    "metadata",
    Object.keys(owned).length > 0 ? owned : undefined,
  ]]);
}

/** What a change is recorded by. */
export interface ChangeRecord {
  readonly manager: Manager;
  readonly type: Type;
  readonly now: string;
}

/** Notes on `after` that the manager changed it from `before`: it owns what differs, and nobody else does. */
export function recordUpdate(
  after: KubeObject,
  before: KubeObject | undefined,
  { manager, type, now }: ChangeRecord,
): void {
  const { changed, removed } = compareFields(ownable(before ?? newObject()), ownable(after), type);
  // A change may rewrite the entries themselves, as the upgrade from client-side apply does.
  const entries = readEntries(after.metadata.managedFields === undefined ? before ?? after : after);
  if (isEmptySet(changed) && isEmptySet(removed)) return writeEntries(after, entries);
  const own = entries.find((entry) => isSameManager(entry, manager))?.fields ?? NO_FIELDS;
  const others = entries.filter((entry) => !isSameManager(entry, manager)).map((entry) => ({
    ...entry,
    fields: subtractSets(subtractSets(entry.fields, changed), removed),
  }));
  const fields = subtractSets(uniteSets(own, changed), removed);
  writeEntries(after, [...others, { ...manager, apiVersion: after.apiVersion, time: now, fields }]);
}
