// Compared manifests → text, in the shapes helm-diff's users know: the whole comparison, one line a resource, or
// JSON. Source of the shapes: helm-diff's output formats diff, simple and json.
import type { ResourceChange } from "../diff/compare_manifests.ts";
import type { DiffLine } from "../diff/line_diff.ts";
import type { Style } from "./style.ts";

/** The shapes a comparison can be printed in. */
export const DIFF_FORMATS = ["diff", "simple", "json"] as const;
export type DiffFormat = typeof DIFF_FORMATS[number];

/** The text of a comparison; empty if nothing differs, except for JSON. */
export function formatDiff(
  changes: readonly ResourceChange[],
  { format, style }: { readonly format: DiffFormat; readonly style: Style },
): string {
  return FORMATTERS[format](changes, style);
}

const FORMATTERS: Readonly<Record<DiffFormat, (changes: readonly ResourceChange[], style: Style) => string>> =
  {
    diff: (changes, style) => changes.map((change) => formatChange(change, style)).join(""),
    simple: formatSimple,
    json: (changes) => JSON.stringify(changes.map(jsonEntry)) + "\n",
  };

const DONE = { added: "has been added", removed: "has been removed", changed: "has changed" } as const;
const PLANNED = { added: "to be added", removed: "to be removed", changed: "to be changed" } as const;
const JSON_WORDS = { added: "ADD", removed: "REMOVE", changed: "MODIFY" } as const;

function formatChange(change: ResourceChange, style: Style): string {
  const head = style.yellow(`${resourceName(change)} ${DONE[change.type]}:`);
  const body = change.isSuppressed
    ? [style.dim(`+ Changes suppressed on sensitive content of type ${change.kind}`)]
    : change.lines.map((line) => formatLine(line, style));
  return [head, ...body].map((line) => `${line}\n`).join("");
}

function formatLine({ type, text }: DiffLine, style: Style): string {
  if (type === "added") return style.green(`+ ${text}`);
  if (type === "removed") return style.red(`- ${text}`);
  return type === "gap" ? "..." : `  ${text}`;
}

function formatSimple(changes: readonly ResourceChange[], style: Style): string {
  if (changes.length === 0) return "";
  const paint = { added: style.green, removed: style.red, changed: style.yellow };
  const count = (type: ResourceChange["type"]) => changes.filter((change) => change.type === type).length;
  const lines = changes.map((change) =>
    paint[change.type](`${resourceName(change)} ${PLANNED[change.type]}.`)
  );
  const plan = `Plan: ${count("added")} to add, ${count("changed")} to change, ${
    count("removed")
  } to destroy.`;
  return [...lines, plan].map((line) => `${line}\n`).join("");
}

/** `NAMESPACE, NAME, KIND (GROUP)`. */
function resourceName({ namespace, name, kind, apiVersion }: ResourceChange): string {
  return `${namespace}, ${name}, ${kind} (${apiVersion.split("/")[0]})`;
}

function jsonEntry({ apiVersion, kind, namespace, name, type }: ResourceChange) {
  return { api: apiVersion.split("/")[0], kind, namespace, name, change: JSON_WORDS[type] };
}
