// A state file as `build` prints it: in, a loaded file; out, its YAML with the fields, their order and the defaults of
// Helmfile's structs (pkg/state/state.go HelmState, ReleaseSpec, HelmSpec; App.PrintState).
import { newMap, type Value } from "../go/value.ts";
import { formatOrdered, OrderedFields, type OrderedValue } from "./ordered_yaml.ts";
import { resolvedNeed } from "./releases/resolved_need.ts";
import type { Release, StateFile } from "./state.ts";

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
  ["values", "environments", "bases", "helmDefaults", "helmfiles", "kubeContext", "namespace", "chart"],
  ["repositories", "commonLabels", "releases", "apiVersions", "kubeVersion", "hooks", "templates"],
  ["defaultInherit", "missingFileHandler", "missingFileHandlerConfig", "lockFilePath", "llm"],
].flat();

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

type Fields = Record<string, unknown>;

/** How a struct is printed: the order of its keys, and which print although they are zero. */
interface StructShape {
  readonly keys: readonly string[];
  /** Printed even if it is left out (a Go field without omitempty). */
  readonly always?: Readonly<Record<string, Value>>;
  /** Plain Go fields: their zero value is left out even if it is written. */
  readonly plain?: ReadonlySet<string>;
  readonly nested?: Readonly<Record<string, StructShape>>;
  /** Turns what was read into what a state file says. */
  readonly spell?: (given: Fields) => Fields;
}

const SET_ITEM: StructShape = {
  keys: ["name", "value", "file", "values"],
  plain: new Set(["name", "value", "file"]),
};

const HOOK: StructShape = {
  keys: ["name", "events", "command", "kubectlApply", "args", "showlogs"],
  always: { name: "", events: [], command: "", args: [], showlogs: false },
  spell: spellDurations,
};

/** A hook's times are milliseconds once read; a bare number in a state file means seconds. */
function spellDurations(hook: Fields): Fields {
  const spelled = (from: Fields, ...keys: readonly string[]) =>
    keys.filter((key) => typeof from[key] === "number").map((key) => [key, `${Number(from[key]) / 1000}s`]);
  const retries = hook["retries"] as Fields | undefined;
  return {
    ...hook,
    ...Object.fromEntries(spelled(hook, "timeout", "killGrace", "stallTimeout")),
    ...retries && { retries: { ...retries, ...Object.fromEntries(spelled(retries, "backoff")) } },
  };
}

const RELEASE: StructShape = {
  keys: [
    [
      "chart",
      "chartPath",
      "directory",
      "version",
      "verify",
      "keyring",
      "enableDNS",
      "devel",
      "wait",
      "waitRetries",
    ],
    ["waitForJobs", "timeout", "recreatePods", "force", "installed", "atomic", "rollbackOnFailure"],
    ["forceConflicts", "cleanupOnFail", "historyMax", "condition", "conditionTemplate", "createNamespace"],
    ["disableOpenAPIValidation", "disableValidation", "disableValidationOnInstall", "missingFileHandler"],
    ["missingFileHandlerConfig", "needs", "hooks", "name", "namespace", "labels", "values", "secrets", "set"],
    ["setString", "valuesTemplate", "setTemplate", "apiVersions", "kubeVersion", "env", "valuesPathPrefix"],
    [
      "kubeContext",
      "insecureSkipTLSVerify",
      "plainHttp",
      "verifyTemplate",
      "waitTemplate",
      "installedTemplate",
    ],
    ["dependencies", "jsonPatches", "strategicMergePatches", "transformers", "adopt", "forceGoGetter"],
    ["forceNamespace", "skipDeps", "skipRefresh", "postRenderer", "skipSchemaValidation", "postRendererArgs"],
    ["cascade", "suppressOutputLineRegex", "inherit", "suppressDiff", "deleteWait", "deleteTimeout"],
  ].flat(),
  plain: new Set(["insecureSkipTLSVerify", "plainHttp", "forceGoGetter", "verifyTemplate"]),
  nested: {
    hooks: HOOK,
    set: SET_ITEM,
    setString: SET_ITEM,
    setTemplate: SET_ITEM,
    env: SET_ITEM,
    inherit: { keys: ["template", "except"] },
    dependencies: { keys: ["chart", "version", "alias"], always: { chart: "", version: "", alias: "" } },
  },
};

const HELM_DEFAULTS: StructShape = {
  keys: [
    ["kubeContext", "args", "diffArgs", "syncArgs", "templateArgs", "verify", "keyring", "enableDNS"],
    [
      "skipSchemaValidation",
      "devel",
      "wait",
      "waitRetries",
      "waitForJobs",
      "timeout",
      "recreatePods",
      "force",
    ],
    [
      "atomic",
      "rollbackOnFailure",
      "forceConflicts",
      "cleanupOnFail",
      "historyMax",
      "createNamespace",
      "skipDeps",
    ],
    ["skipRefresh", "reuseValues", "postRenderer", "postRendererArgs", "cascade", "suppressOutputLineRegex"],
    ["disableValidation", "disableOpenAPIValidation", "insecureSkipTLSVerify", "plainHttp", "deleteWait"],
  ].flat(),
  always: {
    verify: false,
    enableDNS: false,
    devel: false,
    wait: false,
    waitRetries: 0n,
    waitForJobs: false,
    timeout: 0n,
    recreatePods: false,
    force: false,
    atomic: false,
    rollbackOnFailure: false,
    forceConflicts: false,
    skipDeps: false,
    skipRefresh: false,
    reuseValues: false,
  },
  plain: new Set(["cleanupOnFail", "insecureSkipTLSVerify", "plainHttp", "deleteWait", "deleteTimeout"]),
  nested: { hooks: { keys: [], spell: spellDurations } },
};

const ENVIRONMENT: StructShape = {
  keys: [
    "values",
    "secrets",
    "kubeContext",
    "missingFileHandler",
    "missingFileHandlerConfig",
    "mergeStrategy",
  ],
};

const REPOSITORY: StructShape = {
  keys: [
    [
      "name",
      "url",
      "caFile",
      "certFile",
      "keyFile",
      "username",
      "password",
      "registryConfig",
      "managed",
      "oci",
    ],
    ["verify", "keyring", "passCredentials", "skipTLSVerify", "plainHttp"],
  ].flat(),
  plain: new Set(["oci", "verify", "passCredentials", "skipTLSVerify", "plainHttp"]),
};

/** The shapes of the state's own fields; "map" marks a map of such structs. */
const STATE_FIELDS: Readonly<Record<string, { readonly shape: StructShape; readonly isMap?: boolean }>> = {
  environments: { shape: ENVIRONMENT, isMap: true },
  helmDefaults: { shape: HELM_DEFAULTS },
  helmfiles: { shape: { keys: ["path", "selectors", "selectorsInherited", "values", "inherits"] } },
  repositories: { shape: REPOSITORY },
  releases: { shape: RELEASE },
  hooks: { shape: HOOK },
  templates: { shape: RELEASE, isMap: true },
};

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
