// Which kinds there are: the built-in ones, and those that CustomResourceDefinitions add while the playground runs.
import { isObject, type JsonObject, objectAt, objectsAt, textAt } from "./json.ts";
import { KIND_ROWS } from "./kind_rows.ts";

/** A kind in one of its versions. */
export interface Kind {
  /** Empty for the core group. */
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly plural: string;
  readonly singular: string;
  readonly isNamespaced: boolean;
  readonly verbs: readonly string[];
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  /** The kind each subresource answers with, by its name. */
  readonly subresources: Readonly<Record<string, string>>;
  /** The schema of a custom kind. */
  readonly schema?: JsonObject;
}

/** Where the objects of a kind are kept: all versions share it. */
export type KindKey = `${string}/${string}`;

const SINGLE_VERBS = ["create", "delete", "get", "list", "patch", "update", "watch"];
const ALL_VERBS = ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"];

/** `apps/v1`, or `v1` for the core group. */
export function apiVersionOf({ group, version }: Pick<Kind, "group" | "version">): string {
  return group ? `${group}/${version}` : version;
}

/** The key under which a kind's objects are kept. */
export function kindKey({ group, plural }: Pick<Kind, "group" | "plural">): KindKey {
  return `${group}/${plural}`;
}

let builtIn: readonly Kind[] | undefined;

/** The kinds of Kubernetes itself. */
export function builtInKinds(): readonly Kind[] {
  return builtIn ??= KIND_ROWS.trim().split("\n").map(parseRow);
}

function parseRow(row: string): Kind {
  const [groupVersion, kind, plural, singular, scope, verbs, shortNames, categories, subresources] = row
    .split(" ") as [string, string, string, string, string, string, string, string, string];
  const [group, version] = groupVersion.split("/") as [string, string];
  return {
    group: group === "-" ? "" : group,
    version,
    kind,
    plural,
    singular,
    isNamespaced: scope === "Namespaced",
    verbs: verbs === "all" ? ALL_VERBS : verbs === "single" ? SINGLE_VERBS : words(verbs),
    shortNames: words(shortNames),
    categories: words(categories),
    subresources: Object.fromEntries(words(subresources).map((word) => word.split("=") as [string, string])),
  };
}

function words(text: string): string[] {
  return text === "-" ? [] : text.split(",");
}

/** The kinds a CustomResourceDefinition adds: one for each version it serves. */
function customKinds(definition: JsonObject): readonly Kind[] {
  const group = textAt(definition, "spec", "group") ?? "";
  const names = objectAt(definition, "spec", "names");
  const kind = textAt(names, "kind") ?? "";
  return objectsAt(definition, "spec", "versions").filter((version) => version.served !== false).map(
    (version) => ({
      group,
      version: textAt(version, "name") ?? "",
      kind,
      plural: textAt(names, "plural") ?? "",
      singular: textAt(names, "singular") ?? kind.toLowerCase(),
      isNamespaced: textAt(definition, "spec", "scope") === "Namespaced",
      verbs: ALL_VERBS,
      shortNames: texts(names, "shortNames"),
      categories: texts(names, "categories"),
      subresources: customSubresources(version, kind),
      schema: objectAt(version, "schema", "openAPIV3Schema"),
    }),
  );
}

function customSubresources(version: JsonObject, kind: string): Record<string, string> {
  const { status, scale } = objectAt(version, "subresources");
  return { ...(isObject(status) ? { status: kind } : {}), ...(isObject(scale) ? { scale: "Scale" } : {}) };
}

function texts(object: JsonObject, key: string): string[] {
  const list = object[key];
  return Array.isArray(list) ? list.filter((item) => typeof item === "string") : [];
}

/** All kinds at this moment. */
export interface Kinds {
  all(): readonly Kind[];
  /** By group, version and plural, as paths name a kind. */
  find(group: string, version: string, plural: string): Kind | undefined;
  /** By API version and kind, as objects name theirs. */
  ofObject(object: { readonly apiVersion: string; readonly kind: string }): Kind | undefined;
  /** Takes over what the CustomResourceDefinitions there are now say. */
  define(definitions: readonly JsonObject[]): void;
}

/** The kinds of a new cluster. */
export function createKinds(): Kinds {
  let all = builtInKinds();
  return {
    all: () => all,
    find: (group, version, plural) =>
      all.find((kind) => kind.plural === plural && kind.version === version && kind.group === group),
    ofObject: ({ apiVersion, kind }) =>
      all.find((each) => each.kind === kind && apiVersionOf(each) === apiVersion),
    define(definitions) {
      all = [...builtInKinds(), ...definitions.flatMap(customKinds)];
    },
  };
}
