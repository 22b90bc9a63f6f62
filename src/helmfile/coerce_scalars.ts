// What go-yaml v3 puts into a typed field although the YAML type is another: text of any scalar, yes and no as
// booleans, floats as ints, nothing for null. Apart from the schema because a text field wants the scalar as it is
// written ("1.10", not 1.1), which only the source knows; so it happens where the schema has complained.
import { GoNumber, GoTime, isMap, type Value } from "../go/value.ts";
import { formatValue } from "../go/format.ts";
import { writtenScalar, type YamlDocument } from "../yaml/positions.ts";
import type { IssuePath, SchemaIssue } from "./schema_issues.ts";

/** go-yaml v3, decode.go scalar: taken for a Go bool, though untyped they are strings. */
const OLD_BOOLEANS = new Map<unknown, boolean>([
  ...["y", "Y", "yes", "Yes", "YES", "on", "On", "ON"].map((word) => [word, true] as const),
  ...["n", "N", "no", "No", "NO", "off", "Off", "OFF"].map((word) => [word, false] as const),
]);

/** Maps of texts, in which a null is an empty text. */
const TEXT_MAPS = new Set<unknown>(["labels", "commonLabels", "env", "kubectlApply"]);
/** Lists in which Helmfile meets a null and refuses it. */
const NULLABLE_LISTS = new Set<unknown>([
  "values",
  "valuesTemplate",
  "secrets",
  "jsonPatches",
  "transformers",
]);

/** Changes the document where go-yaml would have; gives whether it changed anything. */
export function coerceScalars(root: Value, issues: readonly SchemaIssue[], document: YamlDocument): boolean {
  let isChanged = false;
  // From the end, so that dropping an item of a list does not move those that are still to come.
  for (const issue of issues.toReversed()) {
    if (issue.type === "wrong_type" || issue.type === "wrong_choice") {
      isChanged = coerceAt(root, issue, document) || isChanged;
    }
  }
  return isChanged;
}

type TypeIssue = Extract<SchemaIssue, { type: "wrong_type" | "wrong_choice" }>;
type Container = Record<string | number, Value>;

function coerceAt(
  root: Value,
  issue: Exclude<SchemaIssue, { type: "unknown_key" }>,
  document: YamlDocument,
): boolean {
  const last = issue.path.at(-1);
  const holder = valueAt(root, issue.path.slice(0, -1)) as Container | undefined;
  if (last === undefined || holder === undefined) return false;
  const given = holder[last] ?? null;
  if (given === null) return dropNull(holder, issue.path);
  const wanted = issue.type === "wrong_type" ? issue.expected : ["string"];
  const coerced = coerce(given, wanted, () => writtenScalar(document, issue.path));
  if (coerced === undefined || coerced === given) return false;
  holder[last] = coerced;
  return true;
}

function dropNull(holder: Container, path: IssuePath): boolean {
  const last = path.at(-1)!, name = path.at(-2);
  if (Array.isArray(holder)) {
    if (NULLABLE_LISTS.has(name)) return false;
    holder.splice(Number(last), 1);
  } else if (TEXT_MAPS.has(name)) holder[last] = "";
  else delete holder[last];
  return true;
}

function coerce(
  given: Value,
  wanted: readonly string[],
  written: () => string | undefined,
): Value | undefined {
  if (wanted.includes("boolean") && OLD_BOOLEANS.has(given)) return OLD_BOOLEANS.get(given);
  if (wanted.includes("int") && typeof given === "number" && Number.isFinite(given)) {
    return BigInt(Math.trunc(given));
  }
  // A path or an inline map: Helmfile refuses a number there.
  const isTextOnly = wanted.includes("string") && !wanted.includes("object");
  return isTextOnly && isScalar(given) ? written() ?? formatValue(given) : undefined;
}

function isScalar(value: Value): boolean {
  return typeof value === "bigint" || typeof value === "number" || typeof value === "boolean" ||
    value instanceof GoNumber || value instanceof GoTime;
}

/** The value at a path, or undefined if the way there is none. */
export function valueAt(root: Value, path: IssuePath): Value | undefined {
  let at: Value | undefined = root;
  for (const step of path) {
    if (Array.isArray(at)) at = at[step as number];
    else if (isMap(at)) at = at[step];
    else return undefined;
  }
  return at;
}
