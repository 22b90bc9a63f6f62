// A custom object against the schema of its CustomResourceDefinition: defaults filled in place, and what does not fit.
// Source: k8s.io/apiextensions-apiserver structural defaulting, kube-openapi validation messages.
import { copyJson, isObject, isSameJson, type Json, type JsonObject, listAt, objectAt } from "./json.ts";
import type { FieldProblem } from "./status_error.ts";

/** Fills in the defaults of a schema. */
export function applySchemaDefaults(value: Json | undefined, schema: JsonObject): void {
  if (isObject(value)) {
    for (const [key, property] of Object.entries(objectAt(schema, "properties"))) {
      if (!isObject(property)) continue;
      if (value[key] === undefined && property.default !== undefined) value[key] = copyJson(property.default);
      applySchemaDefaults(value[key], property);
    }
    const { additionalProperties } = schema;
    if (!isObject(additionalProperties)) return;
    for (const item of Object.values(value)) applySchemaDefaults(item, additionalProperties);
  } else if (Array.isArray(value) && isObject(schema.items)) {
    for (const item of value) applySchemaDefaults(item, schema.items);
  }
}

/** Every way in which a value does not fit a schema. `path` names the value in messages; "" for the whole object. */
export function checkSchema(value: Json, schema: JsonObject, path = ""): FieldProblem[] {
  const wrongType = checkType(value, schema, path);
  if (wrongType) return [wrongType];
  const own = [...checkEnum(value, schema, path), ...checkBounds(value, schema, path)];
  if (isObject(value)) return [...own, ...checkProperties(value, schema, path)];
  if (!Array.isArray(value) || !isObject(schema.items)) return own;
  const { items } = schema;
  return [...own, ...value.flatMap((item, at) => checkSchema(item, items, `${path}[${at}]`))];
}

function checkType(value: Json, schema: JsonObject, path: string): FieldProblem | undefined {
  const wanted = schema.type;
  if (typeof wanted !== "string" || schema["x-kubernetes-int-or-string"] === true) return undefined;
  const actual = typeName(value);
  if (actual === wanted || (wanted === "number" && actual === "integer")) return undefined;
  return invalidValue(path, actual, `${path} in body must be of type ${wanted}: ${JSON.stringify(actual)}`);
}

function typeName(value: Json): string {
  if (Array.isArray(value)) return "array";
  if (value === null) return "null";
  return typeof value === "number" && Number.isInteger(value) ? "integer" : typeof value;
}

function invalidValue(field: string, value: Json, why: string): FieldProblem {
  return { field, reason: "FieldValueInvalid", message: `Invalid value: ${JSON.stringify(value)}: ${why}` };
}

function checkEnum(value: Json, schema: JsonObject, field: string): FieldProblem[] {
  const allowed = listAt(schema, "enum");
  if (allowed.length === 0 || allowed.some((each) => isSameJson(each, value))) return [];
  const list = allowed.map((each) => JSON.stringify(each)).join(", ");
  const message = `Unsupported value: ${JSON.stringify(value)}: supported values: ${list}`;
  return [{ field, reason: "FieldValueNotSupported", message }];
}

function checkBounds(value: Json, schema: JsonObject, path: string): FieldProblem[] {
  const { minimum, maximum, pattern, minLength, maxLength } = schema;
  const problems: string[] = [];
  if (typeof value === "number") {
    if (typeof minimum === "number" && value < minimum) {
      problems.push(`should be greater than or equal to ${minimum}`);
    }
    if (typeof maximum === "number" && value > maximum) {
      problems.push(`should be less than or equal to ${maximum}`);
    }
  }
  if (typeof value === "string") {
    if (typeof minLength === "number" && value.length < minLength) {
      problems.push(`should be at least ${minLength} chars long`);
    }
    if (typeof maxLength === "number" && value.length > maxLength) {
      problems.push(`should be at most ${maxLength} chars long`);
    }
    if (typeof pattern === "string" && !matches(pattern, value)) problems.push(`should match '${pattern}'`);
  }
  return problems.map((why) => invalidValue(path, value, `${path} in body ${why}`));
}

/** A pattern of Go's that JavaScript does not know is taken as met. */
function matches(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern, "u").test(text);
  } catch {
    return true;
  }
}

function checkProperties(value: JsonObject, schema: JsonObject, path: string): FieldProblem[] {
  const at = (key: string) => path ? `${path}.${key}` : key;
  const missing = listAt(schema, "required").map(String).filter((key) => value[key] === undefined)
    .map((key): FieldProblem => ({
      field: at(key),
      reason: "FieldValueRequired",
      message: "Required value",
    }));
  const properties = objectAt(schema, "properties"), { additionalProperties } = schema;
  const inner = Object.entries(value).flatMap(([key, item]) => {
    if (path === "" && ["apiVersion", "kind", "metadata"].includes(key)) return [];
    const property = Object.hasOwn(properties, key) ? properties[key] : additionalProperties;
    return isObject(property) && item !== undefined ? checkSchema(item, property, at(key)) : [];
  });
  return [...missing, ...inner];
}
