// The body of a request → the object or patch it carries, checked against the kind it is for.
import { toJsonText } from "../go/json_text.ts";
import { parseYaml } from "../yaml/parse.ts";
import { checkFields, type Mismatch } from "./check_fields.ts";
import { typeOfField } from "./field_set.ts";
import { isObject, type Json, type JsonObject, newObject, parseJsonText } from "./json.ts";
import { apiVersionOf, type Kind } from "./kinds.ts";
import type { KubeObject } from "./object.ts";
import { parseProtobuf } from "./protobuf.ts";
import { badRequest, StatusError, unsupportedMediaType } from "./status_error.ts";
import { type Type, typeOfKind } from "./types.ts";

/** What a request says of its body. */
export interface Body {
  readonly bytes: Uint8Array;
  /** Without parameters. */
  readonly contentType: string;
}

/** The content type of Kubernetes' binary format. */
export const PROTOBUF = "application/vnd.kubernetes.protobuf";

/** The body as JSON; an empty object if there is none. Throws a StatusError. */
export function parseBody({ bytes, contentType }: Body): Json {
  if (bytes.length === 0) return newObject();
  if (contentType === PROTOBUF) return parseProtobuf(bytes);
  const text = new TextDecoder().decode(bytes);
  if (/^(|application\/(.*\+)?json)$/.test(contentType)) return parseJson(text);
  if (/^application\/(.*\+)?yaml$/.test(contentType)) return parseYamlText(text);
  throw unsupportedMediaType(contentType);
}

function parseJson(text: string): Json {
  try {
    return parseJsonText(text);
  } catch (error) {
    throw badRequest(`couldn't get version/kind; json parse error: ${(error as Error).message}`);
  }
}

/** Clients send JSON under the name of YAML, which is much faster to read as what it is. */
function parseYamlText(text: string): Json {
  try {
    return text.trimStart().startsWith("{") ? parseJsonText(text) : yamlAsJson(text);
  } catch {
    return yamlAsJson(text);
  }
}

function yamlAsJson(text: string): Json {
  try {
    return parseJsonText(toJsonText(parseYaml(text), { escapeHtml: false }));
  } catch (error) {
    throw badRequest(`error decoding YAML: ${(error as Error).message}`);
  }
}

/** How strictly unknown fields are taken. */
export type FieldValidation = "Ignore" | "Warn" | "Strict";

/** An object of a kind with what its sender should be warned of. */
export interface CheckedObject {
  readonly object: KubeObject;
  readonly warnings: readonly string[];
}

interface CheckOptions {
  readonly kind: Kind;
  readonly validation: FieldValidation;
  readonly isApply?: boolean;
}

/** Takes JSON for an object of a kind; throws a StatusError for another kind or fields that do not fit. */
export function checkBody(body: Json, { kind, validation, isApply = false }: CheckOptions): CheckedObject {
  if (!isObject(body)) throw badRequest("the body of the request is no object");
  checkKind(body, kind);
  const { object, unknown, mismatches } = checkFields(body, typeOfKind(kind));
  if (isApply) failApply(object, { kind, mismatches, unknown });
  // Custom objects are checked against their schema, when they are kept.
  if (mismatches.length > 0 && !kind.schema) throw mismatch(kind, mismatches[0]!);
  if (unknown.length > 0 && validation === "Strict") {
    const list = unknown.map((path) => `unknown field "${path}"`).join(", ");
    throw badRequest(
      `${kind.kind} in version "${kind.version}" cannot be handled as a ${kind.kind}: strict decoding error: ${list}`,
    );
  }
  if (!isObject(object.metadata)) object.metadata = newObject();
  const warnings = validation === "Warn" ? unknown.map((path) => `unknown field "${path}"`) : [];
  return { object: object as KubeObject, warnings };
}

function checkKind(body: JsonObject, kind: Kind): void {
  const { apiVersion = apiVersionOf(kind), kind: name = kind.kind } = body;
  if (name !== kind.kind || apiVersion !== apiVersionOf(kind)) {
    throw badRequest(
      `the API version in the data (${apiVersion}, Kind=${name}) does not match the expected API version (${
        apiVersionOf(kind)
      }, Kind=${kind.kind})`,
    );
  }
}

const GO_TYPES: Readonly<Record<string, string>> = {
  string: "string",
  integer: "int32",
  number: "float64",
  boolean: "bool",
};

/** Go's encoding/json names fields of structs only: neither keys of maps nor places in lists. */
function goPath(path: string, type: Type): string {
  const names: string[] = [];
  let at = type;
  for (const name of path.slice(1).replaceAll(/\[\d+\]/g, "").split(".")) {
    while (at.type === "list") at = at.item;
    if (at.type === "map") break;
    names.push(name);
    at = typeOfField(at, name);
  }
  return names.join(".");
}

/** Go's encoding/json says it with the names of its own types. */
function mismatch(of: Kind, { path, expected, got }: Mismatch): StatusError {
  const { kind, version } = of, kindType = typeOfKind(of);
  const what = Array.isArray(got)
    ? "array"
    : isObject(got)
    ? "object"
    : typeof got === "boolean"
    ? "bool"
    : typeof got;
  const field = goPath(path, kindType);
  const type = GO_TYPES[expected] ?? expected;
  return badRequest(
    `${kind} in version "${version}" cannot be handled as a ${kind}: json: cannot unmarshal ${what} into Go struct field ${kind}.${field} of type ${type}`,
  );
}

interface ApplyProblems {
  readonly kind: Kind;
  readonly mismatches: readonly Mismatch[];
  readonly unknown: readonly string[];
}

function failApply(object: JsonObject, { kind, mismatches, unknown }: ApplyProblems): void {
  const problems = [
    ...unknown.map((path) => `.${path}: field not declared in schema`),
    ...mismatches.map(({ path, expected, got }) =>
      `${path}: expected ${expected}, got &value.valueUnstructured{Value:${JSON.stringify(got)}}`
    ),
  ];
  if (problems.length === 0) return;
  const { name, namespace } = object.metadata as JsonObject;
  const what = `${
    namespace ? `${namespace}/` : "/"
  }${name}; ${kind.group}/${kind.version}, Kind=${kind.kind}`;
  const list = problems.length === 1 ? problems[0] : `errors:\n  ${problems.join("\n  ")}`;
  throw new StatusError(500, "", `failed to create typed patch object (${what}): ${list}`);
}
