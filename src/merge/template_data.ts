// What the dot of a template is, by the stage at which it is rendered. Field names and type names are Helmfile's
// (pkg/state/types.go, pkg/event/bus.go), since templates and error texts name them.
import {
  GoError,
  GoFunction,
  newMap,
  NilPointer,
  Struct,
  TYPED_NIL,
  typedMap,
  typedSlice,
  type Value,
  type ValueMap,
} from "../go/value.ts";
import type { ReleaseDoc } from "../helmfile/release_schema.ts";
import { type EnvironmentLayers, environmentStruct, mergedValues } from "./environment/environment_layers.ts";
import type { HookOutputs, HookTemplateData } from "./state.ts";
import { copyValue } from "./values/values_merge.ts";

/** The dot of a state file, and of an environment's values files. */
export function environmentData(
  layers: EnvironmentLayers,
  { namespace = "", values = mergedValues(layers) }: {
    readonly namespace?: string;
    readonly values?: ValueMap;
  } = {},
): Struct {
  // Functions such as set change maps in place: what a template does stays within its own rendering.
  const own = copyValue(values);
  return new Struct("*state.EnvironmentTemplateData", {
    Environment: environmentStruct({ ...layers, values: copyValue(layers.values) }),
    Namespace: namespace,
    Values: own,
    StateValues: own,
  });
}

/** What the command line or the state sets for all releases. */
export interface Overrides {
  readonly namespace: string;
  readonly kubeContext: string;
  readonly chart: string;
}

/** The environment, the values and the overrides that all releases of a file share. */
export interface SharedData {
  readonly environment: Struct;
  readonly values: ValueMap;
  readonly overrides: Overrides;
  /** What hooks have left, where templates are rendered after them. */
  readonly outputs?: HookOutputs | undefined;
}

/** The dot of release fields and of a release's values files. */
export function releaseData(
  release: ReleaseDoc,
  { environment, values, overrides, outputs }: SharedData,
): Struct {
  return new Struct("state.releaseTemplateData", {
    Environment: environment,
    Release: new Struct("state.releaseTemplateDataRelease", {
      Name: release.name ?? "",
      Namespace: release.namespace ?? "",
      Labels: textMap(release.labels ?? {}),
      Chart: release.chart ?? "",
      ChartVersion: release.version ?? "",
      KubeContext: release.kubeContext ?? "",
    }),
    Values: values,
    StateValues: values,
    KubeContext: overrides.kubeContext,
    Namespace: overrides.namespace,
    Chart: overrides.chart,
    ...outputs && { Hooks: hooksMap(outputs) },
  });
}

/** The dot of a hook's command and arguments; a file's hook has no release and no values. */
export function hookData(
  { environment, values, overrides }: SharedData,
  { release, event }: { readonly release?: ReleaseDoc | undefined; readonly event: HookTemplateData },
): ValueMap {
  const data = newMap([
    ["Environment", environment],
    ["Namespace", overrides.namespace],
    [
      "Event",
      new Struct("event.event", {
        Name: event.event,
        Error: event.error === undefined ? TYPED_NIL : new GoError(event.error),
      }),
    ],
    ["HelmfileCommand", event.helmfileCommand],
    ["Hooks", hooksMap(event.outputs)],
  ]);
  if (!release) return data;
  data["Values"] = values;
  data["Release"] = releaseSpecStruct(release);
  return data;
}

/** `.Hooks.NAME.Outputs.KEY`. */
function hooksMap(outputs: HookOutputs = new Map()): ValueMap {
  return newMap([...outputs].map(([name, values]) => [name, newMap([["Outputs", copyValue(values)]])]));
}

/** Fields of ReleaseSpec whose Go name is not the key with a capital. */
const GO_NAMES: Readonly<Record<string, string>> = {
  set: "SetValues",
  setString: "SetStringValues",
  setTemplate: "SetValuesTemplate",
  env: "EnvValues",
  jsonPatches: "JSONPatches",
};

/** The fields of a release that leaves them out: Go's zero values. */
const ZERO_FIELDS: Readonly<Record<string, Value>> = {
  ...textZeros("Name", "Namespace", "Chart", "ChartPath", "Directory", "Version", "KubeContext", "Condition"),
  ...textZeros(
    "ValuesPathPrefix",
    "ForceNamespace",
    "KubeVersion",
    "UpdateStrategy",
    "Keyring",
    "Description",
  ),
  ...textZeros("TrackMode"),
  ...falseZeros("InsecureSkipTLSVerify", "PlainHttp", "ForceGoGetter"),
  ...nilPointers("bool", "Installed", "Wait", "WaitForJobs", "Atomic", "Force", "CreateNamespace", "Verify"),
  ...nilPointers("bool", "CleanupOnFail", "RecreatePods", "Devel", "SkipDeps", "SkipRefresh", "SuppressDiff"),
  ...nilPointers("bool", "EnableDNS", "DisableValidation", "DisableOpenAPIValidation", "ReuseValues"),
  ...nilPointers("bool", "DisableValidationOnInstall", "DisableAutoDetectedKubeVersionForDiff", "DeleteWait"),
  ...nilPointers("bool", "RollbackOnFailure", "ForceConflicts", "ResolveOCIVersions", "SkipSchemaValidation"),
  ...nilPointers("bool", "SyncReleaseLabels", "TakeOwnership", "TrackLogs", "TrackFailedLogs"),
  ...nilPointers("bool", "TrackFailOnError"),
  ...nilPointers("int", "Timeout", "WaitRetries", "HistoryMax", "DeleteTimeout", "TrackTimeout"),
  ...nilPointers("int", "HelmStuckGrace", "KubedogBurst"),
  ...nilPointers("string", "MissingFileHandler", "PostRenderer", "Cascade", "VerifyTemplate", "WaitTemplate"),
  ...nilPointers("string", "InstalledTemplate", "ConditionTemplate", "ServerSide"),
  ...nilPointers("float32", "KubedogQPS"),
  ...nilPointers("state.MissingFileHandlerConfig", "MissingFileHandlerConfig"),
  ...nilLists("interface {}", "Values", "ValuesTemplate", "Secrets", "JSONPatches", "StrategicMergePatches"),
  ...nilLists("interface {}", "Transformers"),
  ...nilLists("string", "Needs", "ApiVersions", "PostRendererArgs", "Adopt", "SuppressOutputLineRegex"),
  ...nilLists("string", "UnitTests", "TrackKinds", "SkipKinds"),
  ...nilLists("state.SetValue", "SetValues", "SetStringValues", "SetValuesTemplate", "EnvValues"),
  ...nilLists("state.Dependency", "Dependencies"),
  ...nilLists("state.Inherit", "Inherit"),
  ...nilLists("state.TrackResourceSpec", "TrackResources"),
  ...nilLists("event.Hook", "Hooks"),
  Labels: typedMap(newMap(), "map[string]string", true),
};

/** A whole release as templates of hooks and of output paths see it (ReleaseSpec). */
export function releaseSpecStruct(release: ReleaseDoc): Struct {
  const fields: Record<string, Value> = { ...ZERO_FIELDS };
  for (const [key, value] of Object.entries(release)) {
    if (value !== undefined) {
      fields[goName(key)] = key === "labels" ? textMap(release.labels!) : fieldValue(value);
    }
  }
  const isDesired = release.installed ?? true;
  return new Struct("*state.ReleaseSpec", fields, {
    Desired: new GoFunction("Desired", () => isDesired),
    ChartPathOrName: new GoFunction("ChartPathOrName", () => release.chartPath || (release.chart ?? "")),
  });
}

function goName(key: string): string {
  return GO_NAMES[key] ?? key.charAt(0).toUpperCase() + key.slice(1);
}

/** Lists of a release, converted once: each of its hooks asks for all of them, and templates cannot change them. */
const convertedLists = new WeakMap<readonly unknown[], Value>();

function fieldValue(value: unknown): Value {
  if (!Array.isArray(value)) return toValue(value);
  const known = convertedLists.get(value) ?? toValue(value);
  convertedLists.set(value, known);
  return known;
}

/** A checked document as Go values: its numbers were Go ints. */
function toValue(value: unknown): Value {
  if (typeof value === "number") return Number.isInteger(value) ? BigInt(value) : value;
  if (Array.isArray(value)) return value.map(toValue);
  if (typeof value !== "object" || value === null) return (value ?? null) as Value;
  if (Object.getPrototypeOf(value) !== Object.prototype) return value as Value;
  return new Struct(
    "state.Item",
    Object.fromEntries(Object.entries(value).map(([key, item]) => [goName(key), toValue(item)])),
  );
}

function textMap(texts: Readonly<Record<string, string>>): ValueMap {
  return typedMap(newMap(Object.entries(texts)), "map[string]string");
}

function textZeros(...names: readonly string[]): Record<string, Value> {
  return Object.fromEntries(names.map((name) => [name, ""]));
}

function falseZeros(...names: readonly string[]): Record<string, Value> {
  return Object.fromEntries(names.map((name) => [name, false]));
}

/** A Go slice that is nil has the length 0 and prints as an empty one, but in JSON it is null. */
function nilLists(element: string, ...names: readonly string[]): Record<string, Value> {
  return Object.fromEntries(names.map((name) => [name, typedSlice([], element, true)]));
}

function nilPointers(element: string, ...names: readonly string[]): Record<string, Value> {
  return Object.fromEntries(names.map((name) => [name, new NilPointer(element)]));
}
