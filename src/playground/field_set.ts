// Sets of fields of an object, as managedFields record who set what: built from values, compared, written as FieldsV1.
// Source: sigs.k8s.io/structured-merge-diff fieldpath.
import { isObject, isSameJson, type Json, type JsonObject, newObject } from "./json.ts";
import { ANY, type ListType, type Type } from "./types.ts";

/** A set of paths as a tree. A path element is `f:field`, `k:{keys}` of a keyed list's item, or `v:value` of a set's. */
export interface FieldSet {
  /** Whether the path that leads here is in the set itself. */
  readonly isMember: boolean;
  readonly children: ReadonlyMap<string, FieldSet>;
}

/** The set without paths. */
export const NO_FIELDS: FieldSet = { isMember: false, children: new Map() };
const LEAF: FieldSet = { isMember: true, children: new Map() };

/** Whether no path is in the set. */
export function isEmptySet(set: FieldSet): boolean {
  return !set.isMember && set.children.size === 0;
}

/** The fields a value sets. */
export function fieldsOf(value: Json, type: Type): FieldSet {
  const parts = partsOf(value, type);
  if (parts === undefined || parts.size === 0) return LEAF;
  const children = new Map<string, FieldSet>();
  for (const [element, part] of parts) {
    const inner = fieldsOf(part.value, part.type);
    children.set(element, element.startsWith("f:") ? inner : { ...inner, isMember: true });
  }
  return { isMember: false, children };
}

interface Part {
  readonly value: Json;
  readonly type: Type;
}

/** What a value that is owned part by part consists of; undefined for a value that is owned as a whole. */
export function partsOf(value: Json | undefined, type: Type): ReadonlyMap<string, Part> | undefined {
  if (isObject(value)) return isOwnedWhole(type) ? undefined : fieldParts(value, type);
  if (!Array.isArray(value) || type.type !== "list" || type.style === "atomic") return undefined;
  return new Map(value.map((item) => [itemElement(item, type), { value: item, type: type.item }]));
}

function isOwnedWhole(type: Type): boolean {
  return (type.type === "struct" || type.type === "map") && type.isAtomic;
}

function fieldParts(value: JsonObject, type: Type): ReadonlyMap<string, Part> {
  const parts = new Map<string, Part>();
  for (const [key, field] of Object.entries(value)) {
    if (field !== undefined) parts.set(`f:${key}`, { value: field, type: typeOfField(type, key) });
  }
  return parts;
}

/** The type of one field of a value of this type. */
export function typeOfField(type: Type, key: string): Type {
  if (type.type === "struct") return type.field(key)?.type ?? ANY;
  return type.type === "map" ? type.value : ANY;
}

/** The defaults of fields that are keys: OpenAPI's x-kubernetes-list-map-keys count them as given. */
const KEY_DEFAULTS: Readonly<Record<string, Json>> = { protocol: "TCP" };

/** The path element of an item of a list that is owned item by item. */
export function itemElement(item: Json, { style, keys }: ListType): string {
  if (style === "set" || !isObject(item)) return `v:${JSON.stringify(item)}`;
  const given = [...keys].sort().map((key) => [key, item[key] ?? KEY_DEFAULTS[key]] as const);
  return `k:${JSON.stringify(newObject(given))}`;
}

/** What is in one set or the other. */
export function uniteSets(a: FieldSet, b: FieldSet): FieldSet {
  const children = new Map(a.children);
  for (const [element, child] of b.children) {
    children.set(element, uniteSets(children.get(element) ?? NO_FIELDS, child));
  }
  return { isMember: a.isMember || b.isMember, children };
}

/** What is in the first set but not in the second. */
export function subtractSets(a: FieldSet, b: FieldSet): FieldSet {
  return combine(a, b, (inA, inB) => inA && !inB);
}

/** What is in both sets. */
export function intersectSets(a: FieldSet, b: FieldSet): FieldSet {
  return combine(a, b, (inA, inB) => inA && inB);
}

function combine(a: FieldSet, b: FieldSet, keeps: (inA: boolean, inB: boolean) => boolean): FieldSet {
  const children = new Map<string, FieldSet>();
  for (const [element, child] of a.children) {
    const rest = combine(child, b.children.get(element) ?? NO_FIELDS, keeps);
    if (!isEmptySet(rest)) children.set(element, rest);
  }
  return { isMember: keeps(a.isMember, b.isMember), children };
}

/** What differs between two states of an object. */
export interface FieldChanges {
  /** Fields that are new or have another value. */
  readonly changed: FieldSet;
  readonly removed: FieldSet;
}

/** Compares two states of a value. */
export function compareFields(before: Json | undefined, after: Json | undefined, type: Type): FieldChanges {
  if (isSameJson(before, after)) return { changed: NO_FIELDS, removed: NO_FIELDS };
  if (after === undefined) return { changed: NO_FIELDS, removed: fieldsOf(before!, type) };
  if (before === undefined) return { changed: fieldsOf(after, type), removed: NO_FIELDS };
  const [was, is] = [partsOf(before, type), partsOf(after, type)];
  if (!was || !is) return { changed: fieldsOf(after, type), removed: NO_FIELDS };
  const changed = new Map<string, FieldSet>(), removed = new Map<string, FieldSet>();
  for (const element of new Set([...was.keys(), ...is.keys()])) {
    const [a, b] = [was.get(element), is.get(element)];
    const inner = compareFields(a?.value, b?.value, (b ?? a)!.type);
    const isItem = !element.startsWith("f:");
    put(changed, element, isItem && !a ? { ...inner.changed, isMember: true } : inner.changed);
    put(removed, element, isItem && !b ? { ...inner.removed, isMember: true } : inner.removed);
  }
  return { changed: { isMember: false, children: changed }, removed: { isMember: false, children: removed } };
}

function put(children: Map<string, FieldSet>, element: string, set: FieldSet): void {
  if (!isEmptySet(set)) children.set(element, set);
}

/** The set as a managedFields entry holds it. */
export function toFieldsV1({ isMember, children }: FieldSet): JsonObject {
  const entries = [...children].sort(([a], [b]) => a < b ? -1 : 1)
    .map(([element, child]) => [element, toFieldsV1(child)] as const);
  return newObject(isMember && entries.length > 0 ? [[".", newObject()], ...entries] : entries);
}

/** Reads what a managedFields entry holds. */
export function parseFieldsV1(json: Json | undefined): FieldSet {
  if (!isObject(json)) return NO_FIELDS;
  const entries = Object.entries(json);
  if (entries.length === 0) return LEAF;
  const children = entries.filter(([element]) => element !== ".")
    .map(([element, child]) => [element, parseFieldsV1(child)] as const);
  return { isMember: Object.hasOwn(json, "."), children: new Map(children) };
}

/** The paths of a set as messages write them: `.spec.containers[name="web"].image`. */
export function formatPaths(set: FieldSet, path = ""): string[] {
  const inner = [...set.children].flatMap(([element, child]) =>
    formatPaths(child, path + formatElement(element))
  );
  return set.isMember ? [path, ...inner] : inner;
}

function formatElement(element: string): string {
  const text = element.slice(2);
  if (element.startsWith("f:")) return `.${text}`;
  if (element.startsWith("v:")) return `[=${text}]`;
  const keys = Object.entries(JSON.parse(text) as JsonObject)
    .map(([key, value]) => `${key}=${JSON.stringify(value)}`);
  return `[${keys.join(",")}]`;
}
