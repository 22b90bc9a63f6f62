// Kubernetes' own kind of patch: like a merge patch, but lists of items with a key are merged item by item, and
// directives beside the fields say what else to do. Source: k8s.io/apimachinery/pkg/util/strategicpatch.
import { copyJson, isObject, isSameJson, type Json, type JsonObject, newObject } from "./json.ts";
import { badRequest } from "./status_error.ts";
import { ANY, type Field, type Type } from "./types.ts";

const DELETE_FROM = "$deleteFromPrimitiveList/", SET_ORDER = "$setElementOrder/";

/** Applies a strategic merge patch to an object of a type; throws a StatusError for a directive that is unknown. */
export function patchStrategic(document: JsonObject, patch: JsonObject, type: Type): JsonObject {
  const { $patch: directive, $retainKeys: retained, ...fields } = patch;
  if (directive === "replace") return withoutDirectives(newObject(Object.entries(fields))) as JsonObject;
  if (directive === "delete") return newObject();
  if (directive !== undefined && directive !== "merge") throw unknownDirective(directive);
  const merged = copyJson(document);
  if (Array.isArray(retained)) {
    for (const key of Object.keys(merged)) if (!retained.includes(key)) delete merged[key];
  }
  for (const [key, value] of Object.entries(fields)) {
    if (value !== undefined && !key.startsWith("$")) patchField(merged, { key, value, patch, type });
  }
  for (const key of Object.keys(fields)) arrangeList(merged, { key, patch, type });
  return merged;
}

function unknownDirective(directive: Json): Error {
  return badRequest(`unknown patch type: ${JSON.stringify(directive)}`);
}

interface FieldPatch {
  readonly key: string;
  readonly value: Json;
  readonly patch: JsonObject;
  readonly type: Type;
}

function patchField(merged: JsonObject, { key, value, patch, type }: FieldPatch): void {
  const current = merged[key], field = fieldOf(type, key);
  if (value === null) {
    delete merged[key];
  } else if (isObject(value)) {
    merged[key] = patchStrategic(isObject(current) ? current : newObject(), value, field.type);
    if (value.$patch === "delete") delete merged[key];
  } else if (Array.isArray(value) && field.mergeKey !== undefined) {
    const list = Array.isArray(current) ? current : [];
    const deleted = listOf(patch[DELETE_FROM + key]);
    merged[key] = mergeList(list.filter((item) => !includes(deleted, item)), value, field);
  } else {
    merged[key] = withoutDirectives(value);
  }
}

/** What a field's directives say of the list as a whole: values to drop, and its order. */
function arrangeList(merged: JsonObject, { key, patch, type }: Omit<FieldPatch, "value">): void {
  if (key.startsWith(DELETE_FROM)) {
    const name = key.slice(DELETE_FROM.length), list = merged[name], deleted = listOf(patch[key]);
    if (Array.isArray(list)) merged[name] = list.filter((item) => !includes(deleted, item));
  } else if (key.startsWith(SET_ORDER)) {
    const name = key.slice(SET_ORDER.length), list = merged[name], order = listOf(patch[key]);
    const { mergeKey = "" } = fieldOf(type, name);
    if (Array.isArray(list)) merged[name] = orderList(list, { order, before: list, mergeKey });
  }
}

const UNKNOWN_FIELD: Field = { type: ANY, isRequired: false, hasRetainKeys: false };

function fieldOf(type: Type, key: string): Field {
  if (type.type === "struct") return type.field(key) ?? UNKNOWN_FIELD;
  return type.type === "map" ? { ...UNKNOWN_FIELD, type: type.value } : UNKNOWN_FIELD;
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

function includes(list: readonly Json[], item: Json): boolean {
  return list.some((each) => isSameJson(each, item));
}

function mergeList(current: readonly Json[], patch: readonly Json[], field: Field): Json[] {
  const mergeKey = field.mergeKey ?? "";
  const itemType = field.type.type === "list" ? field.type.item : ANY;
  const plain = patch.filter((item) =>
    !isObject(item) || item.$patch === undefined || item.$patch === "merge"
  );
  if (patch.some((item) => isObject(item) && item.$patch === "replace")) return plain.map(withoutDirectives);
  const deleted = patch.filter((item) => isObject(item) && item.$patch === "delete");
  const merged = current.filter((item) => !deleted.some((gone) => isSameItem(item, gone, mergeKey)));
  for (const item of plain) {
    const at = merged.findIndex((each) => isSameItem(each, item, mergeKey));
    const before = merged[at];
    const next = isObject(item)
      ? patchStrategic(isObject(before) ? before : newObject(), item, itemType)
      : item;
    if (at === -1) merged.push(next);
    else merged[at] = next;
  }
  return orderList(merged, { order: plain, before: current, mergeKey });
}

function isSameItem(a: Json, b: Json, mergeKey: string): boolean {
  if (mergeKey !== "" && isObject(a) && isObject(b)) return isSameJson(a[mergeKey], b[mergeKey]);
  return isSameJson(a, b);
}

interface Order {
  /** The order the patch asks for. */
  readonly order: readonly Json[];
  /** The order there was. */
  readonly before: readonly Json[];
  readonly mergeKey: string;
}

/** The items the patch names stand in its order; the others keep their place among those that were there before. */
function orderList(list: readonly Json[], { order, before, mergeKey }: Order): Json[] {
  const place = (items: readonly Json[], item: Json) =>
    items.findIndex((each) => isSameItem(each, item, mergeKey));
  const named = list.filter((item) => place(order, item) !== -1)
    .sort((a, b) => place(order, a) - place(order, b));
  const others = list.filter((item) => place(order, item) === -1);
  const ordered: Json[] = [];
  while (named.length > 0 && others.length > 0) {
    const [other, next] = [place(before, others[0]!), place(before, named[0]!)];
    const isOtherFirst = other !== -1 && next !== -1 && other < next;
    ordered.push((isOtherFirst ? others : named).shift()!);
  }
  return [...ordered, ...named, ...others];
}

/** A value that is new as a whole: its directives have nothing to act on, and null fields are left out. */
function withoutDirectives(value: Json): Json {
  if (Array.isArray(value)) {
    return value.filter((item) => !isObject(item) || item.$patch !== "delete").map(withoutDirectives);
  }
  if (!isObject(value)) return value;
  return newObject(
    Object.entries(value)
      .filter(([key, item]) => !key.startsWith("$") && item !== null && item !== undefined)
      .map(([key, item]) => [key, withoutDirectives(item!)]),
  );
}
