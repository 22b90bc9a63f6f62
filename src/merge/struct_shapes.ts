// How Helmfile prints its structs, as a table: the order of their fields and which of them print although they say
// nothing. Source: pkg/state/state.go HelmState, ReleaseSpec, HelmSpec.
import type { Value } from "../go/value.ts";

/** A struct as it was read. */
export type Fields = Record<string, unknown>;

/** How a struct is printed: the order of its keys, and which print although they are zero. */
export interface StructShape {
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
    "waitForJobs",
    "timeout",
    "recreatePods",
    "force",
    "installed",
    "atomic",
    "rollbackOnFailure",
    "forceConflicts",
    "cleanupOnFail",
    "historyMax",
    "condition",
    "conditionTemplate",
    "createNamespace",
    "disableOpenAPIValidation",
    "disableValidation",
    "disableValidationOnInstall",
    "missingFileHandler",
    "missingFileHandlerConfig",
    "needs",
    "hooks",
    "name",
    "namespace",
    "labels",
    "values",
    "secrets",
    "set",
    "setString",
    "valuesTemplate",
    "setTemplate",
    "apiVersions",
    "kubeVersion",
    "env",
    "valuesPathPrefix",
    "kubeContext",
    "insecureSkipTLSVerify",
    "plainHttp",
    "verifyTemplate",
    "waitTemplate",
    "installedTemplate",
    "dependencies",
    "jsonPatches",
    "strategicMergePatches",
    "transformers",
    "adopt",
    "forceGoGetter",
    "forceNamespace",
    "skipDeps",
    "skipRefresh",
    "postRenderer",
    "skipSchemaValidation",
    "postRendererArgs",
    "cascade",
    "suppressOutputLineRegex",
    "inherit",
    "suppressDiff",
    "deleteWait",
    "deleteTimeout",
  ],
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

/** Those of the defaults for helm. */
export const HELM_DEFAULTS: StructShape = {
  keys: [
    "kubeContext",
    "args",
    "diffArgs",
    "syncArgs",
    "templateArgs",
    "verify",
    "keyring",
    "enableDNS",
    "skipSchemaValidation",
    "devel",
    "wait",
    "waitRetries",
    "waitForJobs",
    "timeout",
    "recreatePods",
    "force",
    "atomic",
    "rollbackOnFailure",
    "forceConflicts",
    "cleanupOnFail",
    "historyMax",
    "createNamespace",
    "skipDeps",
    "skipRefresh",
    "reuseValues",
    "postRenderer",
    "postRendererArgs",
    "cascade",
    "suppressOutputLineRegex",
    "disableValidation",
    "disableOpenAPIValidation",
    "insecureSkipTLSVerify",
    "plainHttp",
    "deleteWait",
  ],
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
    "verify",
    "keyring",
    "passCredentials",
    "skipTLSVerify",
    "plainHttp",
  ],
  plain: new Set(["oci", "verify", "passCredentials", "skipTLSVerify", "plainHttp"]),
};

/** The shapes of the state's own fields; `isMap` marks a map of such structs. */
export const STATE_FIELDS: Readonly<
  Record<string, { readonly shape: StructShape; readonly isMap?: boolean }>
> = {
  environments: { shape: ENVIRONMENT, isMap: true },
  helmDefaults: { shape: HELM_DEFAULTS },
  helmfiles: { shape: { keys: ["path", "selectors", "selectorsInherited", "values", "inherits"] } },
  repositories: { shape: REPOSITORY },
  releases: { shape: RELEASE },
  hooks: { shape: HOOK },
  templates: { shape: RELEASE, isMap: true },
};
