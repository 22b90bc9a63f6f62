// What a state file may say: every key with its type and its meaning. The JSON schema for editors, the state-file
// reference and every "unknown key" come from here. Source of compatible keys: Helmfile pkg/state/state.go
// (HelmState, ReleaseSpec, HelmSpec, RepositorySpec, SubHelmfileSpec), pkg/event/bus.go (Hook).
import * as z from "zod";
import type { Value, ValueMap } from "../go/value.ts";

const value = z.custom<Value>((v) => v !== undefined, "Expected a value");
const map = z.custom<ValueMap>(
  (v) => typeof v === "object" && v !== null && !Array.isArray(v),
  "Expected a mapping",
);

/** A Go int field: YAML integers arrive as bigint. */
const int = z.union([z.bigint(), z.number().int()]).transform(Number);
const text = z.string();
const flag = z.boolean();
const texts = z.array(text);
const pathOrMap = z.union([text, map]);

/** `300` (seconds), `"90s"`, `"5m"`, `"1h30m"`; in milliseconds once read. */
const durationMs = z.union([z.bigint(), z.number(), text])
  .transform((given, context) => {
    const ms = parseDurationMs(given);
    if (ms !== undefined && ms > 0) return ms;
    context.issues.push({
      code: "custom",
      input: given,
      message: 'Expected a positive duration, such as 300, "90s" or "5m"',
    });
    return z.NEVER;
  });

/** Milliseconds of `300`, `"90s"`, `"5m"`, `"1h30m"`, `"250ms"`; undefined for anything else. */
export function parseDurationMs(given: bigint | number | string): number | undefined {
  if (typeof given !== "string") return Number(given) * 1000;
  if (/^\d+(\.\d+)?$/.test(given)) return Number(given) * 1000;
  const units: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
  const parts = [...given.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)];
  if (parts.length === 0 || parts.map((p) => p[0]).join("") !== given) return undefined;
  return parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * units[unit!]!, 0);
}

/** The events of a release's hooks, in the order they happen. */
export const RELEASE_EVENTS = [
  "prepare",
  "presync",
  "preapply",
  "preuninstall",
  "postuninstall",
  "postapply",
  "postsync",
  "cleanup",
] as const;
/** The events of a file's hooks. */
export const GLOBAL_EVENTS = ["prepare", "cleanup"] as const;
export type HookEvent = typeof RELEASE_EVENTS[number];

/** A hook: a command that runs on this machine at an event. */
export const hookSchema = z.strictObject({
  name: text.optional().describe("What the hook is called in output and reports."),
  events: texts.optional().describe("When the hook runs: " + RELEASE_EVENTS.join(", ") + "."),
  command: text.optional().describe("The program to run; a template."),
  args: z.array(text).optional().describe("Its arguments; templates."),
  showlogs: flag.optional().describe("Show the hook's output although it succeeded."),
  kubectlApply: z.strictObject({
    filename: text.optional().describe("kubectl apply -f"),
    kustomize: text.optional().describe("kubectl apply -k"),
  }).optional().describe("Run kubectl apply instead of a command."),
  timeout: durationMs.optional().describe('Time limit: 300 (seconds), "90s" or "5m".'),
  killGrace: durationMs.optional().describe("How long a hook has between TERM and KILL."),
});
export type HookDoc = z.output<typeof hookSchema>;

const setItem = z.strictObject({
  name: text.describe("The path of the value, as helm --set takes it."),
  value: text.optional().describe("Becomes --set name=value."),
  file: text.optional().describe("Becomes --set-file name=path."),
  values: texts.optional().describe("Becomes --set name={a,b}."),
});
export type SetItem = z.output<typeof setItem>;

const missingFileHandler = z.enum(["Error", "Warn", "Info", "Debug"]);
const missingFileHandlerConfig = z.strictObject({ ignoreMissingGitBranch: flag.optional() });

/** What a release and helmDefaults both know. */
const shared = {
  verify: flag.optional().describe("helm --verify"),
  keyring: text.optional().describe("helm --keyring"),
  enableDNS: flag.optional().describe("helm --enable-dns"),
  devel: flag.optional().describe("helm --devel"),
  wait: flag.optional().describe("helm --wait"),
  waitForJobs: flag.optional().describe("helm --wait-for-jobs"),
  waitRetries: int.optional().describe("Accepted and ignored, as Helmfile does."),
  timeout: int.optional().describe("helm --timeout, in seconds."),
  recreatePods: flag.optional().describe("helm --recreate-pods"),
  force: flag.optional().describe("helm --force (helm 4: --force-replace)"),
  forceConflicts: flag.optional().describe("helm 4 --force-conflicts"),
  atomic: flag.optional().describe("helm --atomic (helm 4: --rollback-on-failure)"),
  rollbackOnFailure: flag.optional().describe("helm 4 --rollback-on-failure"),
  cleanupOnFail: flag.optional().describe("helm --cleanup-on-fail"),
  historyMax: int.optional().describe("helm --history-max; 10 unless given."),
  createNamespace: flag.optional().describe("helm --create-namespace; true unless given."),
  kubeContext: text.optional().describe("The kubeconfig context to use."),
  skipDeps: flag.optional().describe("Do not build chart dependencies."),
  skipRefresh: flag.optional().describe("Do not refresh repositories while building dependencies."),
  skipSchemaValidation: flag.optional().describe("helm --skip-schema-validation"),
  insecureSkipTLSVerify: flag.optional().describe("helm --insecure-skip-tls-verify"),
  plainHttp: flag.optional().describe("helm --plain-http"),
  reuseValues: flag.optional().describe("helm --reuse-values instead of --reset-values."),
  resetValues: flag.optional(),
  postRenderer: text.optional().describe("helm --post-renderer"),
  postRendererArgs: texts.optional().describe("helm --post-renderer-args"),
  cascade: text.optional().describe("helm uninstall --cascade"),
  deleteWait: flag.optional(),
  deleteTimeout: int.optional(),
  disableValidation: flag.optional().describe("helm diff --disable-validation"),
  disableOpenAPIValidation: flag.optional().describe("helm --disable-openapi-validation"),
  suppressOutputLineRegex: texts.optional().describe("helm diff --suppress-output-line-regex"),
  disableAutoDetectedKubeVersionForDiff: flag.optional(),
  syncReleaseLabels: flag.optional().describe("Write the release's labels to helm's storage."),
  takeOwnership: flag.optional().describe("helm --take-ownership"),
  serverSide: text.optional().describe("helm 4 --server-side"),
  hideNotes: flag.optional().describe("helm --hide-notes"),
  trackMode: text.optional().describe("helm, helm-legacy or kubedog."),
  helmStuckGrace: int.optional(),
};

const inheritItem = z.strictObject({ template: text.optional(), except: texts.optional() });

/** A release, or a template of one. */
export const releaseSchema = z.strictObject({
  ...shared,
  name: text.optional().describe("The name of the helm release."),
  namespace: text.optional().describe("The namespace to install it in."),
  chart: text.optional().describe("repo/name, ./local, oci://…, a URL, or a directory of manifests."),
  directory: text.optional(),
  chartPath: text.optional(),
  version: text.optional().describe("The chart's version or a range."),
  installed: flag.optional().describe("false uninstalls the release."),
  installedTemplate: text.optional(),
  condition: text.optional().describe("A values path ending in enabled; false leaves the release out."),
  conditionTemplate: text.optional(),
  labels: z.record(text, text).optional().describe("For selectors."),
  values: z.array(pathOrMap).optional().describe("Values files and inline values, later ones win."),
  valuesTemplate: z.array(pathOrMap).optional(),
  valuesPathPrefix: text.optional(),
  secrets: z.array(pathOrMap).optional().describe("Files for helm-secrets."),
  set: z.array(setItem).optional().describe("helm --set"),
  setString: z.array(setItem).optional().describe("helm --set-string"),
  setTemplate: z.array(setItem).optional(),
  env: z.array(z.strictObject({ name: text, value: text })).optional(),
  needs: texts.optional().describe("Releases that must be done first: [[CONTEXT/]NAMESPACE/]NAME."),
  hooks: z.array(hookSchema).optional().describe("Commands that run around this release."),
  inherit: z.union([z.array(inheritItem), inheritItem]).optional().describe("Templates to build on."),
  verifyTemplate: text.optional(),
  waitTemplate: text.optional(),
  missingFileHandler: missingFileHandler.optional(),
  missingFileHandlerConfig: missingFileHandlerConfig.optional(),
  apiVersions: texts.optional(),
  kubeVersion: text.optional(),
  description: text.optional().describe("helm --description"),
  dependencies: z.array(z.strictObject({ chart: text, version: text.optional(), alias: text.optional() }))
    .optional(),
  jsonPatches: z.array(pathOrMap).optional(),
  strategicMergePatches: z.array(pathOrMap).optional(),
  transformers: z.array(pathOrMap).optional(),
  forceNamespace: text.optional(),
  adopt: texts.optional(),
  forceGoGetter: flag.optional(),
  updateStrategy: text.optional(),
  unitTests: texts.optional(),
  suppressDiff: flag.optional(),
  disableValidationOnInstall: flag.optional(),
  trackTimeout: int.optional(),
  trackLogs: flag.optional(),
  trackFailedLogs: flag.optional(),
  trackKinds: texts.optional(),
  skipKinds: texts.optional(),
  trackResources: z.array(
    z.strictObject({ kind: text.optional(), name: text.optional(), namespace: text.optional() }),
  ).optional(),
  kubedogQPS: z.number().optional(),
  kubedogBurst: int.optional(),
  trackFailOnError: flag.optional(),
});
export type ReleaseDoc = z.output<typeof releaseSchema>;

/** Defaults of all releases. */
export const helmDefaultsSchema = z.strictObject({
  ...shared,
  args: texts.optional().describe("Arguments for every helm call."),
  diffArgs: texts.optional(),
  syncArgs: texts.optional(),
  templateArgs: texts.optional(),
  skipCRDs: flag.optional(),
});
export type HelmDefaultsDoc = z.output<typeof helmDefaultsSchema>;

/** A chart repository. */
export const repositorySchema = z.strictObject({
  name: text.optional(),
  url: text.optional(),
  oci: flag.optional(),
  username: text.optional(),
  password: text.optional(),
  caFile: text.optional(),
  certFile: text.optional(),
  keyFile: text.optional(),
  managed: text.optional(),
  passCredentials: flag.optional(),
  skipTLSVerify: flag.optional(),
  plainHttp: flag.optional(),
  verify: flag.optional(),
  keyring: text.optional(),
  registryConfig: text.optional(),
});
export type RepositoryDoc = z.output<typeof repositorySchema>;

/** An environment. */
export const environmentSchema = z.strictObject({
  values: z.array(pathOrMap).optional(),
  secrets: z.array(text).optional(),
  kubeContext: text.optional(),
  missingFileHandler: missingFileHandler.optional(),
  missingFileHandlerConfig: missingFileHandlerConfig.optional(),
  mergeStrategy: z.enum(["override", "fallback"]).optional(),
});
export type EnvironmentDoc = z.output<typeof environmentSchema>;

/** A nested state file. */
export const subHelmfileSchema = z.union([
  text,
  z.strictObject({
    path: text.optional(),
    selectors: texts.optional(),
    selectorsInherited: flag.optional(),
    values: z.array(pathOrMap).optional(),
    inherits: texts.optional(),
  }),
]);
export type SubHelmfileDoc = z.output<typeof subHelmfileSchema>;

/** A state file, or one part of it. */
export const helmfileSchema = z.strictObject({
  bases: texts.optional(),
  environments: z.record(text, environmentSchema.nullable()).optional(),
  values: z.array(pathOrMap).optional(),
  repositories: z.array(repositorySchema).optional(),
  helmDefaults: helmDefaultsSchema.optional(),
  commonLabels: z.record(text, text).optional(),
  releases: z.array(releaseSchema).optional(),
  templates: z.record(text, releaseSchema).optional(),
  defaultInherit: z.union([text, texts]).optional(),
  helmfiles: z.array(subHelmfileSchema).optional(),
  hooks: z.array(hookSchema).optional(),
  helmBinary: text.optional(),
  kustomizeBinary: text.optional(),
  lockFilePath: text.optional(),
  apiVersions: texts.optional(),
  kubeVersion: text.optional(),
  missingFileHandler: missingFileHandler.optional(),
  missingFileHandlerConfig: missingFileHandlerConfig.optional(),
  namespace: text.optional(),
  chart: text.optional(),
  kubeContext: text.optional(),
  llm: value.optional(),
});
export type HelmfileDoc = z.output<typeof helmfileSchema>;
