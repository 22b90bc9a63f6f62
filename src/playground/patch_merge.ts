// RFC 7396: a document that says what changes → the changed document; null removes, lists are replaced.
import { copyJson, isObject, type Json, type JsonObject, newObject } from "./json.ts";

/** Applies a merge patch. */
export function patchMerge(document: Json | undefined, patch: Json): Json {
  if (!isObject(patch)) return copyJson(patch);
  const merged: JsonObject = isObject(document) ? copyJson(document) : newObject();
  for (const [key, value] of Object.entries(patch)) {
    if (value === undefined) continue;
    if (value === null) delete merged[key];
    else merged[key] = patchMerge(merged[key], value);
  }
  return merged;
}
