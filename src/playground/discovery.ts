// Which kinds there are, as clients ask: the aggregated lists of newer clients and the lists of older ones.
import type { JsonObject } from "./json.ts";
import { apiVersionOf, type Kind, type Kinds } from "./kinds.ts";
import { pathNotFound } from "./status_error.ts";

/** The content type of aggregated discovery. */
export const AGGREGATED = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

/** The version the playground claims to be: that of the recorded kinds. */
export const KUBERNETES_VERSION: JsonObject = {
  major: "1",
  minor: "36",
  gitVersion: "v1.36.3",
  gitCommit: "playground",
  gitTreeState: "clean",
  buildDate: "1970-01-01T00:00:00Z",
  goVersion: "none",
  compiler: "none",
  platform: "linux/amd64",
};

/** What a discovery path answers; undefined if it is none. */
export function discover(path: string, kinds: Kinds, isAggregated: boolean): JsonObject | undefined {
  const [root, group, version, ...rest] = path.split("/").filter((part) => part !== "");
  if (rest.length > 0) return undefined;
  if (root === "api") {
    if (version !== undefined) return undefined;
    if (group !== undefined) return group === "v1" ? resourceList(kinds, "", "v1") : undefined;
    return isAggregated
      ? aggregatedList(kinds, (each) => each === "")
      : { kind: "APIVersions", versions: ["v1"] };
  }
  if (root !== "apis") return undefined;
  if (version !== undefined) return resourceList(kinds, group!, version);
  if (group !== undefined) return { ...groupOf(kinds, group), kind: "APIGroup", apiVersion: "v1" };
  if (isAggregated) return aggregatedList(kinds, (each) => each !== "");
  const groups = groupNames(kinds).filter((each) => each !== "").map((each) => groupOf(kinds, each));
  return { kind: "APIGroupList", apiVersion: "v1", groups };
}

function groupNames(kinds: Kinds): string[] {
  return [...new Set(kinds.all().map(({ group }) => group))];
}

function versionsOf(kinds: Kinds, group: string): string[] {
  return [...new Set(kinds.all().filter((kind) => kind.group === group).map(({ version }) => version))];
}

function groupOf(kinds: Kinds, name: string): JsonObject {
  const versions = versionsOf(kinds, name).map((version) => ({
    groupVersion: `${name}/${version}`,
    version,
  }));
  if (versions.length === 0) throw pathNotFound();
  return { name, versions, preferredVersion: versions[0]! };
}

function resourceList(kinds: Kinds, group: string, version: string): JsonObject {
  const found = kinds.all().filter((kind) => kind.group === group && kind.version === version);
  if (found.length === 0) throw pathNotFound();
  const groupVersion = apiVersionOf({ group, version });
  return { kind: "APIResourceList", apiVersion: "v1", groupVersion, resources: found.flatMap(resourcesOf) };
}

function resourcesOf(kind: Kind): JsonObject[] {
  const own: JsonObject = {
    name: kind.plural,
    singularName: kind.singular,
    namespaced: kind.isNamespaced,
    kind: kind.kind,
    verbs: [...kind.verbs],
    ...(kind.shortNames.length > 0 ? { shortNames: [...kind.shortNames] } : {}),
    ...(kind.categories.length > 0 ? { categories: [...kind.categories] } : {}),
  };
  const subresources = Object.entries(kind.subresources).map(([name, answer]) => ({
    name: `${kind.plural}/${name}`,
    singularName: "",
    namespaced: kind.isNamespaced,
    kind: answer,
    verbs: subresourceVerbs(name),
  }));
  return [own, ...subresources];
}

function subresourceVerbs(name: string): string[] {
  if (name === "log") return ["get"];
  return ["binding", "eviction", "token"].includes(name) ? ["create"] : ["get", "patch", "update"];
}

function aggregatedList(kinds: Kinds, isWanted: (group: string) => boolean): JsonObject {
  const items = groupNames(kinds).filter(isWanted).map((group) => ({
    metadata: group ? { name: group } : {},
    versions: versionsOf(kinds, group).map((version) => ({
      version,
      resources: kinds.all().filter((kind) => kind.group === group && kind.version === version).map(
        aggregated,
      ),
      freshness: "Current",
    })),
  }));
  return { kind: "APIGroupDiscoveryList", apiVersion: "apidiscovery.k8s.io/v2", metadata: {}, items };
}

function aggregated(kind: Kind): JsonObject {
  const subresources = Object.entries(kind.subresources).map(([subresource, answer]) => ({
    subresource,
    responseKind: { group: "", version: "", kind: answer },
    verbs: subresourceVerbs(subresource),
  }));
  return {
    resource: kind.plural,
    responseKind: { group: kind.group, version: kind.version, kind: kind.kind },
    scope: kind.isNamespaced ? "Namespaced" : "Cluster",
    singularResource: kind.singular,
    verbs: [...kind.verbs],
    ...(kind.shortNames.length > 0 ? { shortNames: [...kind.shortNames] } : {}),
    ...(kind.categories.length > 0 ? { categories: [...kind.categories] } : {}),
    ...(subresources.length > 0 ? { subresources } : {}),
  };
}
