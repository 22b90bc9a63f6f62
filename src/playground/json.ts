// JSON as the API carries it, and the few ways the playground reads and copies it. Objects that are kept have no
// prototype, so that a label called `constructor` is an ordinary one.

/** Any JSON value. */
export type Json = null | boolean | number | string | Json[] | JsonObject;
/** An object; a field that is undefined is not there. */
export interface JsonObject {
  [key: string]: Json | undefined;
}

/** Whether a value is an object (and no list). */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A new object without prototype. */
export function newObject(entries: Iterable<readonly [string, Json | undefined]> = []): JsonObject {
  const object: JsonObject = Object.create(null);
  for (const [key, value] of entries) if (value !== undefined) object[key] = value;
  return object;
}

/** A deep copy; its objects have no prototype. */
export function copyJson<T extends Json>(value: T): T {
  if (Array.isArray(value)) return value.map((item) => copyJson(item)) as T;
  if (!isObject(value)) return value;
  return newObject(
    Object.entries(value).map(([key, item]) => [key, item === undefined ? item : copyJson(item)]),
  ) as T;
}

/** Parses JSON text; throws a SyntaxError. */
export function parseJsonText(text: string): Json {
  return copyJson(JSON.parse(text) as Json);
}

/** Whether two values are the same; the order of keys does not count. */
export function isSameJson(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (Array.isArray(a) || Array.isArray(b)) {
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length &&
      a.every((item, at) => isSameJson(item, b[at]));
  }
  if (!isObject(a) || !isObject(b)) return false;
  const keys = keysOf(a);
  return keys.length === keysOf(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isSameJson(a[key], b[key]));
}

/** The keys whose fields are there. */
export function keysOf(object: JsonObject): string[] {
  return Object.keys(object).filter((key) => object[key] !== undefined);
}

/** What stands at a path of keys, if anything. */
export function valueAt(value: Json | undefined, ...path: readonly string[]): Json | undefined {
  let at = value;
  for (const key of path) at = isObject(at) && Object.hasOwn(at, key) ? at[key] : undefined;
  return at;
}

/** The object at a path; an empty one if there is none. */
export function objectAt(value: Json | undefined, ...path: readonly string[]): JsonObject {
  const found = valueAt(value, ...path);
  return isObject(found) ? found : newObject();
}

/** The list at a path; an empty one if there is none. */
export function listAt(value: Json | undefined, ...path: readonly string[]): Json[] {
  const found = valueAt(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** The objects of the list at a path. */
export function objectsAt(value: Json | undefined, ...path: readonly string[]): JsonObject[] {
  return listAt(value, ...path).filter(isObject);
}

/** The text at a path, if there is one. */
export function textAt(value: Json | undefined, ...path: readonly string[]): string | undefined {
  const found = valueAt(value, ...path);
  return typeof found === "string" ? found : undefined;
}

/** The number at a path, if there is one. */
export function numberAt(value: Json | undefined, ...path: readonly string[]): number | undefined {
  const found = valueAt(value, ...path);
  return typeof found === "number" ? found : undefined;
}

/** Puts a value at a path of an object, making the objects on the way; undefined removes what is there. */
export function setAt(object: JsonObject, path: readonly string[], value: Json | undefined): void {
  let at = object;
  for (const key of path.slice(0, -1)) {
    const next = at[key];
    if (isObject(next)) at = next;
    else if (value === undefined) return;
    else at = at[key] = newObject();
  }
  const last = path.at(-1)!;
  if (value === undefined) delete at[last];
  else at[last] = value;
}
