// The OpenAPI v3 documents: an index of them, and for each group and version its paths and the schemas of its types.
// Clients look here whether the server checks fields, and kubectl explains kinds from it.
import { isObject, type Json, type JsonObject } from "./json.ts";
import type { Kind, Kinds } from "./kinds.ts";
import { pathNotFound } from "./status_error.ts";
import { type Field, type ListType, type Type, typeOfKind } from "./types.ts";

/** What a path below /openapi/v3 answers. */
export function describeOpenApi(path: string, kinds: Kinds): JsonObject {
  const groupVersion = path.replace(/^\/openapi\/v3\/?/, "");
  if (groupVersion === "") return openApiIndex(kinds);
  const found = kinds.all().filter((kind) => openApiPath(kind) === groupVersion);
  if (found.length === 0) throw pathNotFound();
  const schemas: Record<string, JsonObject> = {};
  for (const kind of found) schemas[schemaName(kind)] = kindSchema(kind);
  return {
    openapi: "3.0.0",
    info: { title: "boathook playground", version: "v1.36.3" },
    paths: Object.fromEntries(found.flatMap(pathsOf)),
    components: { schemas },
  };
}

function openApiIndex(kinds: Kinds): JsonObject {
  const paths = [...new Set(kinds.all().map(openApiPath))];
  return {
    paths: Object.fromEntries(paths.map((path) => [path, { serverRelativeURL: `/openapi/v3/${path}` }])),
  };
}

function openApiPath({ group, version }: Kind): string {
  return group ? `apis/${group}/${version}` : `api/${version}`;
}

function schemaName({ group, version, kind }: Kind): string {
  return `playground.${group || "core"}.${version}.${kind}`;
}

function gvk({ group, version, kind }: Kind): JsonObject {
  return { group, version, kind };
}

const QUERY = ["dryRun", "fieldManager", "fieldValidation"].map((name): JsonObject => ({
  name,
  in: "query",
  schema: { type: "string", uniqueItems: true },
}));

function pathsOf(kind: Kind): [string, JsonObject][] {
  const root = `/${openApiPath(kind)}/${kind.isNamespaced ? "namespaces/{namespace}/" : ""}${kind.plural}`;
  const answer = {
    description: "OK",
    content: { "application/json": { schema: { $ref: `#/components/schemas/${schemaName(kind)}` } } },
  };
  const operation = (action: string): JsonObject => ({
    operationId: `${action}${kind.kind}`,
    parameters: [...QUERY],
    responses: { 200: answer },
    "x-kubernetes-action": action,
    "x-kubernetes-group-version-kind": gvk(kind),
  });
  const collection: JsonObject = { get: operation("list"), post: operation("post") };
  const one: JsonObject = {
    get: operation("get"),
    put: operation("put"),
    patch: operation("patch"),
    delete: operation("delete"),
  };
  return [[root, collection], [`${root}/{name}`, one]];
}

function kindSchema(kind: Kind): JsonObject {
  return {
    ...(isObject(kind.schema) ? kind.schema : typeSchema(typeOfKind(kind), [])),
    "x-kubernetes-group-version-kind": [gvk(kind)],
  };
}

/** Types are written out where they are used; a type inside itself is any JSON there. */
function typeSchema(type: Type, above: readonly Type[]): JsonObject {
  if (above.includes(type)) return {};
  switch (type.type) {
    case "struct": {
      const fields = [...type.fields];
      const required = fields.filter(([, { isRequired }]) => isRequired).map(([name]) => name);
      return {
        type: "object",
        properties: Object.fromEntries(
          fields.map(([name, field]) => [name, fieldSchema(field, [...above, type])]),
        ),
        ...(required.length > 0 ? { required } : {}),
        ...(type.isAtomic ? { "x-kubernetes-map-type": "atomic" } : {}),
      };
    }
    case "map":
      return { type: "object", additionalProperties: typeSchema(type.value, above) };
    case "list":
      return { type: "array", items: typeSchema(type.item, above), ...listMarks(type) };
    default:
      return SCALAR_SCHEMAS[type.type];
  }
}

function listMarks({ style, keys }: ListType): JsonObject {
  return {
    "x-kubernetes-list-type": style,
    ...(style === "map" ? { "x-kubernetes-list-map-keys": [...keys] } : {}),
  };
}

function fieldSchema({ type, mergeKey, hasRetainKeys }: Field, above: readonly Type[]): JsonObject {
  const strategies = [...(mergeKey === undefined ? [] : ["merge"]), ...(hasRetainKeys ? ["retainKeys"] : [])];
  const marks: Record<string, Json> = {};
  if (strategies.length > 0) marks["x-kubernetes-patch-strategy"] = strategies.join(",");
  if (mergeKey) marks["x-kubernetes-patch-merge-key"] = mergeKey;
  return { ...typeSchema(type, above), ...marks };
}

const SCALAR_SCHEMAS: Readonly<Record<Exclude<Type["type"], "struct" | "map" | "list">, JsonObject>> = {
  any: {},
  string: { type: "string" },
  bytes: { type: "string", format: "byte" },
  time: { type: "string", format: "date-time" },
  int: { type: "integer" },
  number: { type: "number" },
  bool: { type: "boolean" },
  "int-or-string": { oneOf: [{ type: "integer" }, { type: "string" }], format: "int-or-string" },
  quantity: { oneOf: [{ type: "string" }, { type: "number" }] },
};
