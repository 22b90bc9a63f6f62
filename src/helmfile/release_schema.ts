// What a release, a release template and helmDefaults may say. Source of the keys: Helmfile pkg/state/state.go
// ReleaseSpec and HelmSpec, pkg/state/helmx.go Dependency.
import * as z from "zod/mini";
import { hookDefaultsSchema, hookSchema } from "./hook_schema.ts";
import {
  flag,
  float,
  int,
  optional,
  pathOrMap,
  required,
  text,
  texts,
  textsAndJson,
} from "./scalar_kinds.ts";

const setItem = z.strictObject({
  name: optional(text, "The path of the value, as helm --set takes it."),
  value: optional(text, "Becomes --set name=value."),
  file: optional(text, "Becomes --set-file name=path."),
  values: optional(textsAndJson, "Becomes --set name={a,b}."),
});

/** One entry of `set`, `setString`, `setTemplate` or `env`. */
export type SetItem = z.output<typeof setItem>;

/** What to do about a values file that does not exist. */
export const missingFileHandler = z.enum(["Error", "Warn", "Info", "Debug"]);

/** Exceptions from it. */
export const missingFileHandlerConfig = z.strictObject({
  ignoreMissingGitBranch: optional(flag, "A branch that does not exist counts as a missing file."),
});

/** What a release and helmDefaults both know. */
const shared = {
  verify: optional(flag, "helm --verify: check the chart's signature."),
  keyring: optional(text, "helm --keyring: the keys for verify."),
  enableDNS: optional(flag, "helm --enable-dns: look names up while rendering."),
  devel: optional(flag, "helm --devel: also take development versions of the chart."),
  wait: optional(flag, "helm --wait: wait until everything is ready."),
  waitForJobs: optional(flag, "helm --wait-for-jobs: with wait, wait for jobs too."),
  waitRetries: optional(int, "Accepted and ignored, as Helmfile does."),
  timeout: optional(int, "helm --timeout, in seconds."),
  recreatePods: optional(flag, "helm --recreate-pods"),
  force: optional(flag, "helm --force (helm 4: --force-replace)."),
  forceConflicts: optional(flag, "helm 4 --force-conflicts"),
  atomic: optional(flag, "helm --atomic (helm 4: --rollback-on-failure)."),
  rollbackOnFailure: optional(flag, "helm 4 --rollback-on-failure"),
  cleanupOnFail: optional(flag, "helm --cleanup-on-fail"),
  historyMax: optional(int, "helm --history-max; 10 unless given, 0 for no limit."),
  createNamespace: optional(flag, "helm --create-namespace; true unless given."),
  kubeContext: optional(text, "The kubeconfig context to use."),
  skipDeps: optional(flag, "Do not build chart dependencies."),
  skipRefresh: optional(flag, "Do not refresh repositories while building dependencies."),
  resolveOCIVersions: optional(flag, "Resolve version ranges of charts in OCI registries."),
  skipSchemaValidation: optional(flag, "helm --skip-schema-validation"),
  insecureSkipTLSVerify: optional(flag, "helm --insecure-skip-tls-verify"),
  plainHttp: optional(flag, "helm --plain-http"),
  reuseValues: optional(flag, "helm --reuse-values instead of --reset-values."),
  postRenderer: optional(text, "helm --post-renderer"),
  postRendererArgs: optional(texts, "helm --post-renderer-args; templates."),
  cascade: optional(text, "helm uninstall --cascade: background, foreground or orphan."),
  deleteWait: optional(flag, "helm uninstall --wait"),
  deleteTimeout: optional(int, "helm uninstall --timeout, in seconds."),
  disableValidation: optional(flag, "helm diff --disable-validation"),
  disableOpenAPIValidation: optional(flag, "helm --disable-openapi-validation"),
  suppressOutputLineRegex: optional(texts, "helm diff --suppress-output-line-regex"),
  disableAutoDetectedKubeVersionForDiff: optional(flag, "Do not tell helm diff the version of the cluster."),
  syncReleaseLabels: optional(flag, "Write the release's labels to helm's storage."),
  takeOwnership: optional(flag, "helm --take-ownership"),
  serverSide: optional(text, "helm 4 --server-side: true, false or auto."),
  trackMode: optional(text, "How to watch the release: helm, helm-legacy or kubedog."),
  helmStuckGrace: optional(int, "Seconds helm may run on once everything is ready; 0 for no limit."),
};

const inheritItem = z.strictObject({
  template: optional(text, "The name of the template."),
  except: optional(texts, "Keys of the template to leave out."),
});

const dependency = z.strictObject({
  chart: required(text, "The chart to add."),
  version: optional(text, "Its version or a range."),
  alias: optional(text, "Its name under this release."),
});

const trackResource = z.strictObject({
  kind: optional(text, "The kind of the resource; any unless given."),
  name: optional(text, "Its name; any unless given."),
  namespace: optional(text, "Its namespace; any unless given."),
});

/** A release, or a template of one. */
export const releaseSchema = z.strictObject({
  ...shared,
  name: optional(text, "The name of the helm release; a template."),
  namespace: optional(text, "The namespace to install it in; a template."),
  chart: optional(text, "repo/name, ./local, oci://…, a URL, or a directory of manifests; a template."),
  directory: optional(text, "Another name for chart, for a directory of manifests."),
  chartPath: optional(text, "Where the chart lies once it is prepared."),
  version: optional(text, "The chart's version or a range; a template."),
  installed: optional(flag, "false uninstalls the release."),
  installedTemplate: optional(text, "A template that gives installed."),
  condition: optional(text, "A values path ending in enabled; false leaves the release out."),
  conditionTemplate: optional(text, "A template that gives condition."),
  verifyTemplate: optional(text, "A template that gives verify."),
  waitTemplate: optional(text, "A template that gives wait."),
  labels: optional(z.record(text, text), "For selectors; templates."),
  needs: optional(texts, "Releases that must be done first: [[CONTEXT/]NAMESPACE/]NAME."),
  inherit: optional(z.union([z.array(inheritItem), inheritItem]), "Templates to build on."),
  hooks: optional(z.array(hookSchema), "Commands that run around this release."),
  values: optional(z.array(pathOrMap), "Values files and inline values; later ones win."),
  valuesTemplate: optional(z.array(pathOrMap), "As values, rendered for this release; below values."),
  valuesPathPrefix: optional(text, "Put before every path in values."),
  secrets: optional(z.array(pathOrMap), "Files for helm-secrets, or inline values."),
  set: optional(z.array(setItem), "helm --set"),
  setString: optional(z.array(setItem), "helm --set-string"),
  setTemplate: optional(z.array(setItem), "As set, rendered for this release; below set."),
  env: optional(z.array(setItem), "helm --set from environment variables; set does the same."),
  missingFileHandler: optional(missingFileHandler, "What to do about a missing values file."),
  missingFileHandlerConfig: optional(missingFileHandlerConfig, "Exceptions from it."),
  apiVersions: optional(texts, "helm template --api-versions"),
  kubeVersion: optional(text, "helm template --kube-version"),
  description: optional(text, "helm --description"),
  dependencies: optional(z.array(dependency), "Charts added to this one."),
  jsonPatches: optional(z.array(pathOrMap), "Files or inline JSON patches for the chart's output."),
  strategicMergePatches: optional(z.array(pathOrMap), "Files or inline patches for the chart's output."),
  transformers: optional(z.array(pathOrMap), "Files or inline kustomize transformers."),
  forceNamespace: optional(text, "Written into every resource of the chart."),
  adopt: optional(texts, "Resources to adopt before the install."),
  forceGoGetter: optional(flag, "Take chart as an address for go-getter, and fail if it is none."),
  updateStrategy: optional(text, "reinstallIfForbidden reinstalls when an upgrade is refused."),
  unitTests: optional(texts, "Test files or folders for helm unittest."),
  suppressDiff: optional(flag, "Do not show the diff of this release."),
  disableValidationOnInstall: optional(flag, "disableValidation while the release is new."),
  trackTimeout: optional(int, "Seconds to watch for; kubedog only."),
  trackLogs: optional(flag, "Show the logs of what is watched; kubedog only."),
  trackFailedLogs: optional(flag, "Show the logs of what failed; kubedog only."),
  trackKinds: optional(texts, "Watch only these kinds; kubedog only."),
  skipKinds: optional(texts, "Do not watch these kinds; kubedog only."),
  trackResources: optional(z.array(trackResource), "Watch only these resources; kubedog only."),
  kubedogQPS: optional(float, "Requests a second; kubedog only."),
  kubedogBurst: optional(int, "Requests at once; kubedog only."),
  trackFailOnError: optional(flag, "Fail when watching fails; kubedog only."),
});

/** A release as declared. */
export type ReleaseDoc = z.output<typeof releaseSchema>;

/** Defaults of all releases. */
export const helmDefaultsSchema = z.strictObject({
  ...shared,
  args: optional(texts, "Arguments for every helm call."),
  diffArgs: optional(texts, "Arguments for helm diff."),
  syncArgs: optional(texts, "Arguments for helm upgrade."),
  templateArgs: optional(texts, "Arguments for helm template."),
  skipCRDs: optional(flag, "helm --skip-crds"),
  hooks: optional(hookDefaultsSchema, "Defaults of all hooks."),
});

/** Defaults as declared. */
export type HelmDefaultsDoc = z.output<typeof helmDefaultsSchema>;
