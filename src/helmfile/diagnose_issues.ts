// What does not fit the schema → located diagnostics in the words of a state file.
import type * as z from "zod/mini";
import type { Diagnostic, Span } from "../diagnostics/diagnostic.ts";
import { nearest } from "../diagnostics/nearest.ts";
import { formatValue } from "../go/format.ts";
import { GoTime, isMap, type Value } from "../go/value.ts";
import { locateYaml, type YamlDocument, type YamlPath } from "../yaml/positions.ts";
import { valueAt } from "./coerce_scalars.ts";
import { describeHolder, describeKey } from "./describe_path.ts";
import { helmfileSchema } from "./schema.ts";
import { knownKeys } from "./schema_keys.ts";
import type { SchemaIssue } from "./schema_issues.ts";

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: "a string",
  boolean: "a boolean (true or false)",
  array: "a list",
  object: "a mapping",
  record: "a mapping",
  int: "an integer",
  bigint: "an integer",
  number: "a number",
};

const NUMBERS = new Set(["an integer", "a number"]);

/** What was checked: a document, and the schema it should fit. */
export interface CheckedDocument {
  readonly root: Value;
  readonly document: YamlDocument;
  /** That of state files unless given. */
  readonly schema?: z.core.$ZodType;
  /** What messages call the whole: "the state file" unless given. */
  readonly called?: string;
}

/** The diagnostic of one issue; `helmfile/unknown-key` or `helmfile/wrong-type`. */
export function diagnoseIssue(issue: SchemaIssue, checked: CheckedDocument): Diagnostic {
  return issue.type === "unknown_key"
    ? diagnoseUnknownKey(issue, checked)
    : diagnoseWrongValue(issue, checked);
}

const STATE_FILE = "the state file";

function diagnoseUnknownKey(
  { path, key }: { path: YamlPath; key: string },
  { document, schema = helmfileSchema, called = STATE_FILE }: CheckedDocument,
): Diagnostic {
  const keys = knownKeys(schema, path);
  const meant = nearest(key, keys);
  const span = locateYaml(document, [...path, key])?.key ?? spanAt(document, path);
  return {
    code: "helmfile/unknown-key",
    severity: "error",
    message: `Cannot use "${key}" in ${path.length === 0 ? called : describeHolder(path)}: no such key`,
    ...(span ? { span } : {}),
    ...(meant ? { hint: `did you mean "${meant}"?` } : {}),
  };
}

function diagnoseWrongValue(
  issue: Exclude<SchemaIssue, { type: "unknown_key" }>,
  { root, document, called = STATE_FILE }: CheckedDocument,
): Diagnostic {
  const given = valueAt(root, issue.path) ?? null;
  const span = spanAt(document, issue.path);
  const hint = hintFor(issue, given);
  const subject = issue.path.length === 0 ? called : `"${describeKey(issue.path)}"`;
  return {
    code: "helmfile/wrong-type",
    severity: "error",
    message: `Cannot read ${subject}: ${expectation(issue)}, got ${describeValue(given)}`,
    ...(span ? { span } : {}),
    ...(hint ? { hint } : {}),
  };
}

function spanAt(document: YamlDocument, path: YamlPath): Span | undefined {
  const place = locateYaml(document, path);
  // What is missing is shown by what it is missing from.
  if (!place && path.length > 0) return spanAt(document, path.slice(0, -1));
  if (place === undefined || place.value.start < place.value.end) return place?.value;
  return place.key ?? (path.length > 0 ? spanAt(document, path.slice(0, -1)) : undefined);
}

function expectation(issue: Exclude<SchemaIssue, { type: "unknown_key" }>): string {
  if (issue.type === "unfit") return issue.message;
  if (issue.type === "wrong_choice") {
    return "expected " + listed(issue.choices.map((choice) => `"${choice}"`));
  }
  const names = [...new Set(issue.expected.map((type) => TYPE_NAMES[type] ?? type))];
  // Numbers are two types to YAML's reader; the one the field is named for comes first.
  const number = names.find((name) => NUMBERS.has(name));
  return "expected " + listed(names.filter((name) => name === number || !NUMBERS.has(name)));
}

function listed(items: readonly string[]): string {
  return items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} or ${items.at(-1)}`;
}

function describeValue(value: Value): string {
  if (value === null) return "nothing";
  if (Array.isArray(value)) return "a list";
  if (isMap(value)) return "a mapping";
  if (typeof value === "string") {
    return `the string "${value.length > 40 ? value.slice(0, 37) + "…" : value}"`;
  }
  if (typeof value === "boolean") return `the boolean ${value}`;
  return value instanceof GoTime ? "a timestamp" : `the number ${formatValue(value)}`;
}

function hintFor(issue: Exclude<SchemaIssue, { type: "unknown_key" }>, given: Value): string | undefined {
  if (typeof given !== "string") return undefined;
  if (issue.type === "wrong_choice") {
    const meant = nearest(given, issue.choices);
    return meant ? `did you mean "${meant}"?` : undefined;
  }
  if (issue.type !== "wrong_type") return undefined;
  if (given.includes("{{")) return "an action is only evaluated here if the file's name ends in .gotmpl";
  const isQuoted = issue.expected.includes("boolean") ? /^(?:true|false)$/i.test(given) : /^\d+$/.test(given);
  return isQuoted ? "remove the quotes" : undefined;
}
