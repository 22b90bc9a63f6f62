// Two manifests → what is added, removed and changed, as data. Order and formatting do not count; the contents of
// Secrets never come out unless asked for.
import { isMap, type Value } from "../go/value.ts";
import { parseYaml } from "../yaml/parse.ts";
import { printYaml } from "../yaml/print.ts";
import { type DiffLine, lineDiff, type LineDiffOptions } from "./line_diff.ts";
import { maskSecrets } from "./mask_secret.ts";
import type { ManifestResource } from "./parse_manifest.ts";

/** What happens to one resource. */
export interface ResourceChange {
  readonly type: "added" | "removed" | "changed";
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** Both versions in one; empty if the kind is not to be shown. */
  readonly lines: readonly DiffLine[];
  readonly isSuppressed: boolean;
}

/** How manifests are compared. */
export interface CompareOptions extends LineDiffOptions {
  readonly showsSecrets?: boolean;
  /** Kinds whose contents are not shown, only that they change. */
  readonly suppressedKinds?: readonly string[];
  /** Lines that do not count as a change, such as a label with the chart's version. */
  readonly ignoredLines?: readonly RegExp[];
  /** Whether helm's hooks (`helm.sh/hook`) are left out: a stored manifest does not hold them. */
  readonly ignoresHooks?: boolean;
  /** Whether resources that `helm test` runs count. */
  readonly includesTests?: boolean;
  /** Whether keys are sorted and quotes unified before lines are compared. */
  readonly normalizes?: boolean;
}

/** Every resource that differs, sorted by namespace, kind and name. */
export function compareManifests(
  before: readonly ManifestResource[],
  after: readonly ManifestResource[],
  options: CompareOptions = {},
): ResourceChange[] {
  const beforeByKey = byKey(before, options);
  const afterByKey = byKey(after, options);
  const keys = new Set([...beforeByKey.keys(), ...afterByKey.keys()]);
  return [...keys]
    .flatMap((key) => compareResource(beforeByKey.get(key), afterByKey.get(key), options))
    .sort((a, b) => compareTexts(sortKey(a), sortKey(b)));
}

function byKey(
  resources: readonly ManifestResource[],
  options: CompareOptions,
): ReadonlyMap<string, ManifestResource> {
  return new Map(resources.filter((one) => counts(one, options)).map((one) => [one.key, one]));
}

function counts({ hooks }: ManifestResource, { ignoresHooks, includesTests }: CompareOptions): boolean {
  if (hooks.length === 0) return true;
  return ignoresHooks !== true &&
    (includesTests === true || !hooks.some((event) => event.startsWith("test")));
}

function compareResource(
  before: ManifestResource | undefined,
  after: ManifestResource | undefined,
  options: CompareOptions,
): ResourceChange[] {
  if (before?.text === after?.text) return [];
  const values = { before: valueOf(before), after: valueOf(after) };
  if (before && after && printYaml(values.before) === printYaml(values.after)) return [];
  const { apiVersion, kind, namespace, name } = (after ?? before)!;
  const isSuppressed = options.suppressedKinds?.includes(kind) === true;
  const lines = isSuppressed ? [] : changedLines({ before, after, values }, options);
  if (!isSuppressed && !lines.some((line) => isChange(line, options))) return [];
  const type = before === undefined ? "added" : after === undefined ? "removed" : "changed";
  return [{ type, apiVersion, kind, namespace, name, lines, isSuppressed }];
}

interface Versions {
  readonly before: ManifestResource | undefined;
  readonly after: ManifestResource | undefined;
  readonly values: { readonly before: Value; readonly after: Value };
}

function changedLines({ before, after, values }: Versions, options: CompareOptions): DiffLine[] {
  const isSecret = [values.before, values.after].some((value) => isMap(value) && value.kind === "Secret");
  const hides = isSecret && options.showsSecrets !== true;
  if (!hides && options.normalizes !== true) return lineDiff(before?.text ?? "", after?.text ?? "", options);
  const shown = hides ? maskSecrets(values.before, values.after) : values;
  return lineDiff(before ? printYaml(shown.before) : "", after ? printYaml(shown.after) : "", options);
}

function valueOf(resource: ManifestResource | undefined): Value {
  return resource === undefined ? null : parseYaml(resource.text);
}

function isChange({ type, text }: DiffLine, { ignoredLines = [] }: CompareOptions): boolean {
  if (type === "same" || type === "gap") return false;
  return !ignoredLines.some((pattern) => pattern.test(text));
}

function sortKey({ namespace, kind, name, apiVersion }: ResourceChange): string {
  return [namespace, kind, name, apiVersion].join("\0");
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
