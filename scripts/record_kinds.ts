// The kinds the playground serves and the fields of their types, recorded from the test cluster's discovery and OpenAPI
// → src/playground/kind_rows.ts and type_rows.ts. Run again when tests/cluster/server moves to a newer Kubernetes.
import { startCluster } from "../tests/cluster/cluster.ts";

interface Schema {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly type?: string;
  readonly format?: string;
  readonly oneOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema;
  readonly required?: readonly string[];
  readonly "x-kubernetes-group-version-kind"?: readonly { group: string; version: string; kind: string }[];
  readonly "x-kubernetes-list-type"?: string;
  readonly "x-kubernetes-list-map-keys"?: readonly string[];
  readonly "x-kubernetes-map-type"?: string;
  readonly "x-kubernetes-patch-merge-key"?: string;
  readonly "x-kubernetes-patch-strategy"?: string;
}
interface Discovered {
  readonly resource: string;
  readonly singularResource: string;
  readonly responseKind: { readonly kind: string };
  readonly scope: string;
  readonly verbs: readonly string[];
  readonly shortNames?: readonly string[];
  readonly categories?: readonly string[];
  readonly subresources?: readonly { subresource: string; responseKind?: { kind: string } }[];
}
interface DiscoveryGroup {
  readonly metadata: { readonly name?: string };
  readonly versions: readonly { readonly version: string; readonly resources: readonly Discovered[] }[];
}

const cluster = await startCluster();
try {
  const get = await client(cluster.kubeconfig);
  const groups = [...await discover(get, "/api"), ...await discover(get, "/apis")];
  const kinds = groups.flatMap(kindRows);
  const versions = groups.flatMap(({ metadata, versions }) =>
    versions.map(({ version }) => metadata.name ? `apis/${metadata.name}/${version}` : `api/${version}`)
  );
  await writeRows("kind_rows", kinds, "The kinds of Kubernetes", KIND_FORMAT());
  await writeRows(
    "type_rows",
    await typeRows(get, versions),
    "The types of Kubernetes' kinds",
    TYPE_FORMAT(),
  );
} finally {
  await cluster.stop();
}

type Get = (path: string, accept?: string) => Promise<unknown>;

async function client(kubeconfig: string): Promise<Get> {
  const text = await Deno.readTextFile(kubeconfig);
  const word = (key: string) => text.match(new RegExp(`${key}: (\\S+)`))![1]!;
  const http = Deno.createHttpClient({ caCerts: [atob(word("certificate-authority-data"))] });
  return async (path, accept = "application/json") => {
    const headers = { authorization: `Bearer ${word("token")}`, accept };
    return await (await fetch(word("server") + path, { headers, client: http })).json();
  };
}

async function discover(get: Get, path: string): Promise<readonly DiscoveryGroup[]> {
  const accept = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";
  return (await get(path, accept) as { items: readonly DiscoveryGroup[] }).items;
}

function kindRows({ metadata, versions }: DiscoveryGroup): string[] {
  return versions.flatMap(({ version, resources }) =>
    resources.map((found) => {
      const kind = found.responseKind.kind;
      const verbs = found.verbs.length > 2
        ? found.verbs.includes("deletecollection") ? "all" : "single"
        : found.verbs.join(",");
      const subresources = (found.subresources ?? [])
        .map(({ subresource, responseKind }) => `${subresource}=${responseKind?.kind ?? kind}`);
      return [
        `${metadata.name || "-"}/${version}`,
        kind,
        found.resource,
        found.singularResource,
        found.scope,
        verbs,
        found.shortNames?.join(",") || "-",
        found.categories?.join(",") || "-",
        subresources.join(",") || "-",
      ].join(" ");
    })
  );
}

async function typeRows(get: Get, versions: readonly string[]): Promise<string[]> {
  const rows = new Map<string, string>();
  for (const version of versions) {
    const document = await get(`/openapi/v3/${version}`) as {
      readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> };
    };
    for (const [name, schema] of Object.entries(document.components?.schemas ?? {})) {
      if (isKept(name, schema)) rows.set(shortName(name), typeRow(name, schema));
    }
  }
  return [...rows.values()].sort();
}

/** Lists, and what is only ever answered, are known without a type. */
function isKept(name: string, schema: Schema): boolean {
  const isList = schema.properties?.items !== undefined && schema.properties.metadata !== undefined;
  return !isList &&
    !/\.(Status|StatusDetails|StatusCause|APIGroup|APIResource|WatchEvent|APIVersions)(List)?$/.test(name) &&
    schema.properties !== undefined;
}

function shortName(name: string): string {
  return name.replace(
    /^io\.k8s\.(api\.|apimachinery\.pkg\.apis\.|kube-aggregator\.pkg\.apis\.|apiextensions-apiserver\.pkg\.apis\.)?/,
    "",
  );
}

function typeRow(name: string, schema: Schema): string {
  const [gvk, ...more] = schema["x-kubernetes-group-version-kind"] ?? [];
  const kind = gvk && more.length === 0 ? `<${gvk.group || "-"}/${gvk.version}/${gvk.kind}>` : "";
  const atomic = schema["x-kubernetes-map-type"] === "atomic" ? "!atomic" : "";
  const fields = Object.entries(schema.properties!).map(([key, field]) =>
    `${key}${schema.required?.includes(key) ? "*" : ""}:${typeText(field)}`
  );
  return [`${shortName(name)}${kind}${atomic}`, ...fields].join(" ");
}

function typeText(schema: Schema): string {
  const marks = markText(schema);
  const ref = schema.$ref ?? schema.allOf?.[0]?.$ref;
  if (ref) return refText(ref.slice(ref.lastIndexOf("/") + 1)) + marks;
  if (schema.type === "array") return `[]${typeText(schema.items!)}${marks}`;
  if (schema.additionalProperties) return `{}${typeText(schema.additionalProperties)}${marks}`;
  if (schema.type === "string") return schema.format === "byte" ? "bytes" : "string";
  if (schema.type === "boolean") return "bool";
  if (schema.type === "integer") return "int";
  return schema.type === "number" ? "number" : "any";
}

function refText(name: string): string {
  if (name.endsWith(".Quantity")) return "quantity";
  if (name.endsWith(".IntOrString")) return "int-or-string";
  if (/\.(Time|MicroTime)$/.test(name)) return "time";
  return /\.(JSON|JSONSchemaPropsOr\w+|RawExtension|FieldsV1)$/.test(name) ? "any" : shortName(name);
}

function markText(schema: Schema): string {
  let text = "";
  const keys = schema["x-kubernetes-list-map-keys"];
  if (schema["x-kubernetes-list-type"] === "map" && keys) text += `!map(${keys.join(",")})`;
  if (schema["x-kubernetes-list-type"] === "set") text += "!set";
  if (schema["x-kubernetes-map-type"] === "atomic") text += "!atomic";
  const strategies = schema["x-kubernetes-patch-strategy"]?.split(",") ?? [];
  const key = schema["x-kubernetes-patch-merge-key"];
  if (strategies.includes("merge")) text += `~merge(${key ?? ""})`;
  if (strategies.includes("retainKeys")) text += "~retainKeys";
  return text;
}

async function writeRows(name: string, rows: readonly string[], what: string, format: string): Promise<void> {
  const constant = name.toUpperCase();
  const text = `// ${what}, one a row: a table recorded by scripts/record_kinds.ts, read by ${
    name === "kind_rows" ? "kinds.ts" : "types.ts"
  }.\n\n/** ${format} */\nexport const ${constant} = \`\n${rows.join("\n")}\n\`;\n`;
  await Deno.writeTextFile(new URL(`../src/playground/${name}.ts`, import.meta.url), text);
}

function KIND_FORMAT(): string {
  return "group/version kind plural singular scope verbs short-names categories subresource=kind,…; - where there is none.";
}

function TYPE_FORMAT(): string {
  return "Type<group/version/kind> field:type …; * required, [] list, {} map, !map(keys) !set !atomic of server-side apply, ~merge(key) ~retainKeys of strategic patches.";
}
