// A state file as `build` prints it: in, a loaded file; out, its YAML with the fields, their order and the defaults of
// Helmfile's structs (struct_shapes.ts). Source: App.PrintState.
import { newMap, type Value } from "../go/value.ts";
import { formatOrdered, OrderedFields, type OrderedValue } from "./ordered_yaml.ts";
import { resolvedNeed } from "./releases/resolved_need.ts";
import type { Release, StateFile } from "./state.ts";
import { type Fields, HELM_DEFAULTS, STATE_FIELDS, type StructShape } from "./struct_shapes.ts";

/** What is printed beside what the file says. */
export interface BuildOptions {
  /** The releases to print; those of the file unless given. */
  readonly releases?: readonly Release[];
  /** What stands in for a release's `values` and `secrets` (`--embed-values`). */
  readonly embed?: (
    release: Release,
  ) => { readonly values?: readonly Value[]; readonly secrets?: readonly Value[] };
  /** Where a release's chart was found, if that is to be printed. */
  readonly chartPath?: (release: Release) => string | undefined;
}

/** The document of a file: a comment with its path, then its merged state. */
export function formatBuildDoc(file: StateFile, options: BuildOptions = {}): string {
  return `---\n#  Source: ${file.absolutePath}\n\n${formatOrdered(buildFields(file, options))}`;
}

/**
 * The same as a state file that can be read again: environments have a part of their own, for Helmfile refuses them
 * beside releases.
 */
export function formatStateDoc(file: StateFile, options: BuildOptions = {}): string {
  const { fields } = buildFields(file, options);
  if (!fields.some(([key]) => key === "environments")) return formatBuildDoc(file, options);
  const [first, rest] = [true, false].map((isFirst) =>
    formatOrdered(
      new OrderedFields(fields.filter(([key]) => ["environments", "values"].includes(key) === isFirst)),
    )
  );
  return `---\n#  Source: ${file.absolutePath}\n\n${first}---\n${rest}`;
}

const STATE_KEYS = [
  "values",
  "environments",
  "bases",
  "helmDefaults",
  "helmfiles",
  "kubeContext",
  "namespace",
  "chart",
  "repositories",
  "commonLabels",
  "releases",
  "apiVersions",
  "kubeVersion",
  "hooks",
  "templates",
  "defaultInherit",
  "missingFileHandler",
  "missingFileHandlerConfig",
  "lockFilePath",
  "llm",
];

function buildFields(file: StateFile, options: BuildOptions): OrderedFields {
  const releases = options.releases ?? file.releases;
  const { namespace, kubeContext, chart } = file.overrides;
  const doc: Record<string, unknown> = {
    ...file.doc,
    namespace,
    kubeContext,
    chart,
    helmDefaults: file.helmDefaults,
    releases: releases.map((release) => printedRelease(release, options)),
  };
  return new OrderedFields([
    ["filepath", file.printedPath],
    ["helmBinary", file.helmBinary],
    ["kustomizeBinary", file.kustomizeBinary],
    ...STATE_KEYS.flatMap((key) => field(key, doc[key], STATE_FIELDS[key])),
    ["renderedvalues", file.environment.values],
  ]);
}

function printedRelease(release: Release, { embed, chartPath }: BuildOptions): Fields {
  const embedded = embed?.(release) ?? {}, path = chartPath?.(release);
  return {
    ...release.spec,
    ...path === undefined ? {} : { chartPath: path },
    needs: release.needs.map((need) => resolvedNeed(need, release.spec)),
    ...embedded,
  };
}

function field(
  key: string,
  value: unknown,
  rule: { readonly shape: StructShape; readonly isMap?: boolean } | undefined,
): readonly (readonly [string, OrderedValue])[] {
  // Helmfile's `templates` is the one map without omitempty.
  if (key === "templates" && isEmpty(value)) return [[key, new OrderedFields([])]];
  if (isEmpty(value) || (key === "helmDefaults" && isZeroStruct(value as Fields, HELM_DEFAULTS))) return [];
  if (!rule) return [[key, toValue(value)]];
  if (rule.isMap) {
    const entries = Object.entries(value as Fields).sort(([a], [b]) => a < b ? -1 : 1);
    return [[
      key,
      new OrderedFields(entries.map(([name, item]) => [name, struct((item ?? {}) as Fields, rule.shape)])),
    ]];
  }
  const items = value as Fields | readonly Fields[];
  return [[
    key,
    Array.isArray(items)
      ? items.map((item) => struct(item, rule.shape))
      : struct(items as Fields, rule.shape),
  ]];
}

function struct(
  read: Fields,
  { keys, always = {}, plain = new Set(), nested = {}, spell = (same) => same }: StructShape,
): OrderedFields {
  const given = spell(read);
  const known = new Set(keys);
  const order = [...keys, ...Object.keys(given).filter((key) => !known.has(key)).sort()];
  return new OrderedFields(order.flatMap((key): (readonly [string, OrderedValue])[] => {
    const value = given[key] ?? always[key];
    if (value === undefined || (!(key in always) && isOmitted(value, plain.has(key)))) return [];
    const shape = nested[key];
    if (!shape || typeof value !== "object") return [[key, toValue(value)]];
    const items = (Array.isArray(value) ? value : [value]) as Fields[];
    return [[key, items.map((item) => struct(item, shape))]];
  }));
}

/** Whether a struct equals the one that says nothing; what is a pointer in Go does not count as zero once it is set. */
function isZeroStruct(value: Fields, { always = {}, plain = new Set() }: StructShape): boolean {
  return Object.entries(value).every(([key, item]) => isOmitted(item, key in always || plain.has(key)));
}

function isOmitted(value: unknown, isPlain: boolean): boolean {
  return isEmpty(value) || (isPlain && (value === false || value === 0 || value === 0n));
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === "") return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}

/** A checked document as Go values: its numbers were Go ints, its objects maps. */
function toValue(value: unknown): Value {
  if (typeof value === "number" && Number.isInteger(value)) return BigInt(value);
  if (Array.isArray(value)) return value.map(toValue);
  if (typeof value !== "object" || value === null) return (value ?? null) as Value;
  if (Object.getPrototypeOf(value) !== Object.prototype) return value as Value;
  return newMap(Object.entries(value).map(([key, item]): [string, Value] => [key, toValue(item)]));
}
