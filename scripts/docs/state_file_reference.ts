// The state-file reference: every key with its type and meaning, from the JSON schema that the zod schema gives.
import { helmfileJsonSchema } from "../../src/helmfile/json_schema.ts";
import { anchor, code, formatTable, GENERATED } from "./markdown.ts";

/** What we read of a JSON schema. */
interface Node {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, Node>>;
  readonly additionalProperties?: Node | boolean;
  readonly items?: Node;
  readonly anyOf?: readonly Node[];
}

/** A mapping with known keys, and where it stands. */
interface Section {
  readonly title: string;
  readonly node: Node;
}

const ROOT_TITLE = "A state file";

/** The page. */
export function formatStateFileReference(): string {
  const sections = collectSections();
  const titles = new Map(sections.map(({ title, node }) => [keysOf(node), title]));
  return [
    GENERATED,
    "# State file\n",
    "What a `helmfile.yaml` may say. The keys are Helmfile's, but for hooks: of theirs, Helmfile knows `name`, " +
    "`events`, `command`, `args`, `showlogs` and `kubectlApply`. A key that is not listed is an error. Durations " +
    "are seconds (`300`) or have units (`90s`, `5m`, `1h30m`). " +
    "Editors complete and check from the [JSON schema](schema.json), which `boathook schema` prints:\n",
    "```yaml\n# yaml-language-server: $schema=./schema.json\n```\n",
    ...sections.flatMap(({ title, node }) => [`## ${title}\n`, formatKeys(node, titles)]),
  ].join("\n");
}

/** Every key without a meaning, as a path: none may be left. */
export function undescribedKeys(): string[] {
  return collectSections().flatMap(({ title, node }) =>
    Object.entries(node.properties ?? {}).filter(([, { description }]) => !description)
      .map(([key]) => `${title}.${key}`)
  );
}

/** Each kind of mapping once, those nearest to the top first. */
function collectSections(): Section[] {
  const found = new Map<string, Section>();
  let level: Section[] = [{ title: ROOT_TITLE, node: helmfileJsonSchema() as Node }];
  while (level.length > 0) {
    const fresh = level.filter(({ node }) => !found.has(keysOf(node)));
    for (const section of fresh) {
      if (!found.has(keysOf(section.node))) found.set(keysOf(section.node), section);
    }
    level = fresh.flatMap(({ title, node }) =>
      Object.entries(node.properties ?? {}).flatMap(([key, value]) =>
        mappingsIn(value, title === ROOT_TITLE ? key : `${title}.${key}`)
      )
    );
  }
  return [...found.values()];
}

/** The mappings with known keys that a value may be or hold. */
function mappingsIn(node: Node, title: string): Section[] {
  if (node.properties) return [{ title, node }];
  const inside = node.items ??
    (typeof node.additionalProperties === "object" ? node.additionalProperties : {});
  const step = node.items ? "[]" : ".NAME";
  return [
    ...(node.anyOf ?? []).flatMap((each) => mappingsIn(each, title)),
    ...(isEmpty(inside) ? [] : mappingsIn(inside, title + step)),
  ];
}

function isEmpty(node: Node): boolean {
  return Object.keys(node).length === 0;
}

/** Two mappings with the same keys are one kind. */
function keysOf(node: Node): string {
  return Object.keys(node.properties ?? {}).join(" ");
}

function formatKeys(node: Node, titles: ReadonlyMap<string, string>): string {
  const rows = Object.entries(node.properties ?? {}).map(([key, value]) => [
    code(key),
    formatType(value, titles),
    value.description ?? "",
  ]);
  return formatTable(["Key", "Value", "Meaning"], rows);
}

const WORDS: Readonly<Record<string, string>> = {
  string: "text",
  boolean: "true or false",
  integer: "whole number",
  number: "number",
  null: "nothing",
};

function formatType(node: Node, titles: ReadonlyMap<string, string>): string {
  if (node.enum) return node.enum.map(code).join(", ");
  if (node.anyOf) return [...new Set(node.anyOf.map((each) => formatType(each, titles)))].join(" or ");
  if (Array.isArray(node.type)) return node.type.includes("string") ? "duration" : "number";
  if (node.items) return `list of ${isEmpty(node.items) ? "values" : formatType(node.items, titles)}`;
  if (node.properties) {
    const title = titles.get(keysOf(node))!;
    return `[mapping](${anchor(title)})`;
  }
  if (typeof node.additionalProperties === "object") {
    return `names to ${formatType(node.additionalProperties, titles)}`;
  }
  return WORDS[String(node.type)] ?? "mapping";
}
