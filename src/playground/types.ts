// What the fields of a kind are: lists with keys, sets, maps, and what strategic patches do with them. Built-in kinds
// are read from the recorded rows, custom ones from their schema; a field of neither is any JSON.
import { isObject, type Json, type JsonObject, listAt, objectAt, textAt } from "./json.ts";
import { apiVersionOf, type Kind } from "./kinds.ts";
import { TYPE_ROWS } from "./type_rows.ts";

/** The type of one value. */
export type Type = ScalarType | StructType | MapType | ListType;

/** A value that is not looked into, or anything at all. */
export interface ScalarType {
  readonly type:
    | "any"
    | "string"
    | "bytes"
    | "time"
    | "int"
    | "number"
    | "bool"
    | "int-or-string"
    | "quantity";
}
/** An object with known fields. */
export interface StructType {
  readonly type: "struct";
  field(name: string): Field | undefined;
  readonly fields: ReadonlyMap<string, Field>;
  /** Whether it may have fields that its type does not name. */
  readonly isOpen: boolean;
  readonly isAtomic: boolean;
}
/** An object with any keys. */
export interface MapType {
  readonly type: "map";
  readonly value: Type;
  readonly isAtomic: boolean;
}
/** A list. `keys` are what tells the items of a keyed list apart. */
export interface ListType {
  readonly type: "list";
  readonly item: Type;
  readonly style: "atomic" | "set" | "map";
  readonly keys: readonly string[];
}
/** A field of a struct. */
export interface Field {
  readonly type: Type;
  readonly isRequired: boolean;
  readonly hasRetainKeys: boolean;
  /** Set where a strategic patch merges the list: the key of its items, or "" for a list of scalars. */
  readonly mergeKey?: string;
}

/** The type of which nothing is known. */
export const ANY: ScalarType = { type: "any" };

interface TypeTable {
  readonly rows: ReadonlyMap<string, string>;
  /** The name of a kind's type by its API version and kind. */
  readonly nameOfKind: ReadonlyMap<string, string>;
  readonly structs: Map<string, StructType>;
}

let table: TypeTable | undefined;

function readTable(): TypeTable {
  if (table) return table;
  const rows = new Map<string, string>(), nameOfKind = new Map<string, string>();
  for (const row of TYPE_ROWS.trim().split("\n")) {
    const head = row.split(" ", 1)[0]!, name = head.split(/[<!]/, 1)[0]!;
    rows.set(name, row);
    const gvk = head.match(/<(.*?)\/(.*?)\/(.*?)>/);
    if (gvk) {
      const [, group, version, kind] = gvk as unknown as [string, string, string, string];
      nameOfKind.set(`${apiVersionOf({ group: group === "-" ? "" : group, version })} ${kind}`, name);
    }
  }
  return table = { rows, nameOfKind, structs: new Map() };
}

const customTypes = new WeakMap<JsonObject, Type>();

/** The type of a kind's objects. */
export function typeOfKind(kind: Kind): Type {
  const { schema } = kind;
  if (schema) {
    const known = customTypes.get(schema) ?? customKindType(schema);
    customTypes.set(schema, known);
    return known;
  }
  const name = readTable().nameOfKind.get(`${apiVersionOf(kind)} ${kind.kind}`);
  return name === undefined ? ANY : namedType(name);
}

/** A recorded type by its name; any JSON if there is none. */
function namedType(name: string): StructType | ScalarType {
  const { rows, structs } = readTable();
  const known = structs.get(name), row = rows.get(name);
  if (known || row === undefined) return known ?? ANY;
  const struct = parseStruct(row);
  structs.set(name, struct);
  return struct;
}

function parseStruct(row: string): StructType {
  const [head, ...words] = row.split(" ");
  const texts = new Map(words.map((word) => word.split(/\*?:(.*)/s, 2) as [string, string]));
  const required = new Set(
    words.filter((word) => word.includes("*:")).map((word) => word.split("*:", 1)[0]!),
  );
  let fields: Map<string, Field> | undefined;
  const struct: StructType = {
    type: "struct",
    isOpen: false,
    isAtomic: head!.endsWith("!atomic"),
    // Types refer to each other in rings (a schema has schemas), so a struct's fields are parsed when asked for.
    get fields() {
      return fields ??= new Map(
        [...texts].map(([name, text]) => [name, parseField(text, required.has(name))]),
      );
    },
    field: (name) => struct.fields.get(name),
  };
  return struct;
}

function parseField(text: string, isRequired: boolean): Field {
  const type = parseType(text), mergeKey = text.match(/~merge\((.*?)\)/)?.[1];
  return {
    type,
    isRequired,
    hasRetainKeys: text.includes("~retainKeys"),
    ...(mergeKey === undefined ? {} : { mergeKey }),
  };
}

const SCALARS = ["any", "string", "bytes", "time", "int", "number", "bool", "int-or-string", "quantity"];

function parseType(text: string): Type {
  const marks = text.match(/[!~].*$/)?.[0] ?? "";
  const bare = text.slice(0, text.length - marks.length);
  const isAtomic = marks.includes("!atomic");
  if (bare.startsWith("{}")) return { type: "map", value: parseType(bare.slice(2)), isAtomic };
  if (bare.startsWith("[]")) {
    const keys = marks.match(/!map\((.*?)\)/)?.[1]?.split(",") ?? [];
    const style = keys.length > 0 ? "map" : marks.includes("!set") ? "set" : "atomic";
    return { type: "list", item: parseType(bare.slice(2)), style, keys };
  }
  if (SCALARS.includes(bare)) return { type: bare } as ScalarType;
  const struct = namedType(bare);
  return isAtomic && struct.type === "struct" ? atomic(struct) : struct;
}

function atomic(struct: StructType): StructType {
  return {
    type: "struct",
    isOpen: struct.isOpen,
    isAtomic: true,
    fields: struct.fields,
    field: struct.field,
  };
}

function customKindType(schema: JsonObject): Type {
  const type = schemaType(schema);
  const own = type.type === "struct" ? type.fields : new Map<string, Field>();
  const metadata = { type: namedType("meta.v1.ObjectMeta"), isRequired: false, hasRetainKeys: false };
  const text = { type: { type: "string" }, isRequired: false, hasRetainKeys: false } as const;
  const fields = new Map<string, Field>([
    ...own,
    ["apiVersion", text],
    ["kind", text],
    ["metadata", metadata],
  ]);
  const isOpen = type.type !== "struct" || type.isOpen;
  return { type: "struct", fields, field: (name) => fields.get(name), isOpen, isAtomic: false };
}

/** The type a schema of a CustomResourceDefinition describes. */
function schemaType(schema: Json | undefined): Type {
  if (!isObject(schema)) return ANY;
  if (schema["x-kubernetes-int-or-string"] === true) return { type: "int-or-string" };
  switch (schema.type) {
    case "object":
      return objectSchemaType(schema);
    case "array": {
      const style = textAt(schema, "x-kubernetes-list-type");
      const keys = listAt(schema, "x-kubernetes-list-map-keys").map(String);
      const item = schemaType(schema.items);
      return { type: "list", item, style: style === "map" || style === "set" ? style : "atomic", keys };
    }
    case "string":
      return { type: "string" };
    case "integer":
      return { type: "int" };
    case "number":
      return { type: "number" };
    case "boolean":
      return { type: "bool" };
    default:
      return ANY;
  }
}

function objectSchemaType(schema: JsonObject): Type {
  const isAtomic = schema["x-kubernetes-map-type"] === "atomic";
  if (isObject(schema.additionalProperties)) {
    return { type: "map", value: schemaType(schema.additionalProperties), isAtomic };
  }
  const isOpen = schema["x-kubernetes-preserve-unknown-fields"] === true ||
    schema["x-kubernetes-embedded-resource"] === true || schema.additionalProperties === true;
  const required = new Set(listAt(schema, "required"));
  const fields = new Map<string, Field>(
    Object.entries(objectAt(schema, "properties")).map(([name, property]) => [
      name,
      { type: schemaType(property), isRequired: required.has(name), hasRetainKeys: false },
    ]),
  );
  return { type: "struct", fields, field: (name) => fields.get(name), isOpen, isAtomic };
}
