// What `helm template` or `helm get manifest` prints → its resources, each with its own text. Only documents whose
// head is unusual are parsed as YAML: a manifest of a thousand resources must not cost a second.
import { Failure } from "../diagnostics/diagnostic.ts";
import { isMap, type Value, type ValueMap } from "../go/value.ts";
import { parseYaml } from "../yaml/parse.ts";
import { printYaml } from "../yaml/print.ts";

/** One Kubernetes object of a manifest. */
export interface ManifestResource {
  /** `apiVersion kind/namespace/name`. */
  readonly key: string;
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** Without separators and helm's comments. */
  readonly text: string;
  /** The template it came from, where helm says so. */
  readonly source?: string;
  /** The values of its `helm.sh/hook` annotation: such a resource is no lasting part of the release. */
  readonly hooks: readonly string[];
}

/**
 * The resources of a manifest, in order. An object without a namespace is taken to be in `namespace`; documents that
 * hold nothing are passed over. Throws a Failure with code `yaml/syntax` for a document that is no YAML.
 */
export function parseManifest(text: string, namespace = ""): ManifestResource[] {
  return splitDocuments(text).flatMap((document) => {
    const source = /^# Source: (.+)$/m.exec(document)?.[1];
    const body = document.replace(/^(?:#.*(?:\n|$)|[ \t]*\n)+/, "").trimEnd();
    if (body === "") return [];
    const head = readHead(body);
    const resources = head === undefined ? parseObjects(body) : [{ head, text: `${body}\n` }];
    return resources.map((resource) => resourceOf(resource, { namespace, source }));
  });
}

/** The documents of a YAML stream. A line that starts with `---` cannot be inside a value. */
function splitDocuments(text: string): string[] {
  return text.replaceAll("\r\n", "\n").split(/^---(?:[ \t].*)?$\n?/m);
}

interface Head {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly hooks: readonly string[];
}

interface HeadedText {
  readonly head: Head;
  readonly text: string;
}

function resourceOf(
  { head, text }: HeadedText,
  given: { readonly namespace: string; readonly source: string | undefined },
): ManifestResource {
  const { apiVersion, kind, name, hooks } = head;
  const namespace = head.namespace || given.namespace;
  const key = `${apiVersion} ${kind}/${namespace}/${name}`;
  const resource = { key, apiVersion, kind, namespace, name, text, hooks };
  return given.source === undefined ? resource : { ...resource, source: given.source };
}

const PLAIN = String.raw`([A-Za-z0-9][\w./-]*)`;

/** The head of a plainly written object; undefined if it takes a parser to be sure. */
function readHead(body: string): Head | undefined {
  const top = (key: string) => new RegExp(`^${key}:[ \t]+${PLAIN}[ \t]*$`, "m").exec(body)?.[1];
  const [apiVersion, kind] = [top("apiVersion"), top("kind")];
  const metadata = /^metadata:[ \t]*\n((?:[ \t].*(?:\n|$)|\n)+)/m.exec(body)?.[1];
  if (!apiVersion || !kind || metadata === undefined || kind.endsWith("List")) return undefined;
  // Hooks are rare, and their annotation may be quoted in any way; anchors and flow style need a parser too.
  if (/helm\.sh\/hook|^[ \t]*<<:|[{&]/m.test(metadata)) return undefined;
  const indent = /^[ \t]+/.exec(metadata)?.[0] ?? "";
  const field = (key: string) =>
    new RegExp(`^${indent}${key}:[ \t]+["']?${PLAIN}["']?[ \t]*$`, "m").exec(metadata)?.[1];
  const hasNamespace = new RegExp(`^${indent}namespace:`, "m").test(metadata);
  const [name, namespace] = [field("name"), field("namespace")];
  if (name === undefined || (hasNamespace && namespace === undefined)) return undefined;
  return { apiVersion, kind, name, namespace: namespace ?? "", hooks: [] };
}

function parseObjects(body: string): HeadedText[] {
  const value = parseYaml(body);
  if (value === null) return [];
  if (!isMap(value)) {
    throw new Failure({
      code: "diff/not-an-object",
      severity: "error",
      message: "Cannot compare a manifest: one of its documents is no object",
      notes: [{ message: `it starts with "${body.split("\n")[0]!.slice(0, 60)}"` }],
    });
  }
  if (!text(value.kind).endsWith("List") || !Array.isArray(value.items)) {
    return [{ head: headOf(value), text: `${body}\n` }];
  }
  return value.items.filter(isMap).map((item) => ({ head: headOf(item), text: printYaml(item) }));
}

function headOf(value: ValueMap): Head {
  const metadata = isMap(value.metadata) ? value.metadata : {};
  const annotations = isMap(metadata.annotations) ? metadata.annotations : {};
  const hook = text(annotations["helm.sh/hook"]);
  return {
    apiVersion: text(value.apiVersion),
    kind: text(value.kind),
    name: text(metadata.name) || text(metadata.generateName),
    namespace: text(metadata.namespace),
    hooks: hook === "" ? [] : hook.split(",").map((event) => event.trim()),
  };
}

function text(value: Value | undefined): string {
  return typeof value === "string" ? value : value === undefined || value === null ? "" : String(value);
}
