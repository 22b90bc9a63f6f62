// An object as it was sent, its type → the object with only fields its type knows, and what was wrong with it.
import { isObject, type Json, type JsonObject, newObject } from "./json.ts";
import { typeOfField } from "./field_set.ts";
import type { Type } from "./types.ts";

/** A field with a value of another type. */
export interface Mismatch {
  /** As in `.spec.replicas`. */
  readonly path: string;
  readonly expected: string;
  readonly got: Json;
}

/** The object as it can be kept, with what was left out of it. */
export interface CheckedFields {
  readonly object: JsonObject;
  /** As in `spec.containers[0].imagee`. */
  readonly unknown: readonly string[];
  readonly mismatches: readonly Mismatch[];
}

/** Checks all fields of an object against its type; fields that are null count as not given. */
export function checkFields(object: JsonObject, type: Type): CheckedFields {
  const unknown: string[] = [], mismatches: Mismatch[] = [];
  const kept = checkValue(object, { type, path: "", unknown, mismatches }) as JsonObject;
  return { object: kept, unknown, mismatches };
}

interface Place {
  readonly type: Type;
  readonly path: string;
  readonly unknown: string[];
  readonly mismatches: Mismatch[];
}

function checkValue(value: Json, place: Place): Json {
  const { type, path, mismatches } = place;
  const expected = expectation(value, type);
  if (expected !== undefined) mismatches.push({ path, expected, got: value });
  if (isObject(value)) return checkObject(value, place);
  if (!Array.isArray(value) || type.type !== "list") return value;
  return value.map((item, at) => checkValue(item, { ...place, type: type.item, path: `${path}[${at}]` }));
}

function checkObject(value: JsonObject, place: Place): JsonObject {
  const { type, path, unknown } = place;
  const kept: JsonObject = newObject();
  for (const [key, field] of Object.entries(value)) {
    const at = `${path}.${key}`;
    if (type.type === "struct" && !type.isOpen && !type.field(key)) unknown.push(at.slice(1));
    else if (field !== null && field !== undefined) {
      kept[key] = checkValue(field, { ...place, type: typeOfField(type, key), path: at });
    }
  }
  return kept;
}

/** What should stand there, if not this. */
function expectation(value: Json, type: Type): string | undefined {
  switch (type.type) {
    case "struct":
    case "map":
      return isObject(value) ? undefined : "map";
    case "list":
      return Array.isArray(value) ? undefined : "list";
    case "string":
    case "bytes":
    case "time":
      return typeof value === "string" ? undefined : "string";
    case "int":
      return typeof value === "number" && Number.isInteger(value) ? undefined : "integer";
    case "number":
      return typeof value === "number" ? undefined : "number";
    case "bool":
      return typeof value === "boolean" ? undefined : "boolean";
    case "int-or-string":
    case "quantity":
      return typeof value === "string" || typeof value === "number" ? undefined : "string or number";
    case "any":
      return undefined;
  }
}
