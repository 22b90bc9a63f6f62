// What a release, a release template and helmDefaults may say. Source of the keys: Helmfile pkg/state/state.go
// ReleaseSpec and HelmSpec, pkg/state/helmx.go Dependency.
import * as z from "zod";
import { hookDefaultsSchema, hookSchema } from "./hook_schema.ts";
import { flag, float, int, pathOrMap, text, texts, textsAndJson } from "./scalar_kinds.ts";

const setItem = z.strictObject({
  name: text.describe("The path of the value, as helm --set takes it."),
  value: text.optional().describe("Becomes --set name=value."),
  file: text.optional().describe("Becomes --set-file name=path."),
  values: textsAndJson.optional().describe("Becomes --set name={a,b}."),
});

/** One entry of `set`, `setString`, `setTemplate` or `env`. */
export type SetItem = z.output<typeof setItem>;

/** What to do about a values file that does not exist. */
export const missingFileHandler = z.enum(["Error", "Warn", "Info", "Debug"]);

/** Exceptions from it. */
export const missingFileHandlerConfig = z.strictObject({
  ignoreMissingGitBranch: flag.optional().describe("A branch that does not exist counts as a missing file."),
});

/** What a release and helmDefaults both know. */
const shared = {
  verify: flag.optional().describe("helm --verify: check the chart's signature."),
  keyring: text.optional().describe("helm --keyring: the keys for verify."),
  enableDNS: flag.optional().describe("helm --enable-dns: look names up while rendering."),
  devel: flag.optional().describe("helm --devel: also take development versions of the chart."),
  wait: flag.optional().describe("helm --wait: wait until everything is ready."),
  waitForJobs: flag.optional().describe("helm --wait-for-jobs: with wait, wait for jobs too."),
  waitRetries: int.optional().describe("Accepted and ignored, as Helmfile does."),
  timeout: int.optional().describe("helm --timeout, in seconds."),
  recreatePods: flag.optional().describe("helm --recreate-pods"),
  force: flag.optional().describe("helm --force (helm 4: --force-replace)."),
  forceConflicts: flag.optional().describe("helm 4 --force-conflicts"),
  atomic: flag.optional().describe("helm --atomic (helm 4: --rollback-on-failure)."),
  rollbackOnFailure: flag.optional().describe("helm 4 --rollback-on-failure"),
  cleanupOnFail: flag.optional().describe("helm --cleanup-on-fail"),
  historyMax: int.optional().describe("helm --history-max; 10 unless given, 0 for no limit."),
  createNamespace: flag.optional().describe("helm --create-namespace; true unless given."),
  kubeContext: text.optional().describe("The kubeconfig context to use."),
  skipDeps: flag.optional().describe("Do not build chart dependencies."),
  skipRefresh: flag.optional().describe("Do not refresh repositories while building dependencies."),
  resolveOCIVersions: flag.optional().describe("Resolve version ranges of charts in OCI registries."),
  skipSchemaValidation: flag.optional().describe("helm --skip-schema-validation"),
  insecureSkipTLSVerify: flag.optional().describe("helm --insecure-skip-tls-verify"),
  plainHttp: flag.optional().describe("helm --plain-http"),
  reuseValues: flag.optional().describe("helm --reuse-values instead of --reset-values."),
  resetValues: flag.optional().describe("helm --reset-values; what happens unless reuseValues is set."),
  postRenderer: text.optional().describe("helm --post-renderer"),
  postRendererArgs: texts.optional().describe("helm --post-renderer-args; templates."),
  cascade: text.optional().describe("helm uninstall --cascade: background, foreground or orphan."),
  deleteWait: flag.optional().describe("helm uninstall --wait"),
  deleteTimeout: int.optional().describe("helm uninstall --timeout, in seconds."),
  disableValidation: flag.optional().describe("helm diff --disable-validation"),
  disableOpenAPIValidation: flag.optional().describe("helm --disable-openapi-validation"),
  suppressOutputLineRegex: texts.optional().describe("helm diff --suppress-output-line-regex"),
  disableAutoDetectedKubeVersionForDiff: flag.optional()
    .describe("Do not tell helm diff the version of the cluster."),
  syncReleaseLabels: flag.optional().describe("Write the release's labels to helm's storage."),
  takeOwnership: flag.optional().describe("helm --take-ownership"),
  serverSide: text.optional().describe("helm 4 --server-side: true, false or auto."),
  hideNotes: flag.optional().describe("helm --hide-notes"),
  trackMode: text.optional().describe("How to watch the release: helm, helm-legacy or kubedog."),
  helmStuckGrace: int.optional().describe(
    "Seconds helm may run on once everything is ready; 0 for no limit.",
  ),
};

const inheritItem = z.strictObject({
  template: text.optional().describe("The name of the template."),
  except: texts.optional().describe("Keys of the template to leave out."),
});

const dependency = z.strictObject({
  chart: text.describe("The chart to add."),
  version: text.optional().describe("Its version or a range."),
  alias: text.optional().describe("Its name under this release."),
});

const trackResource = z.strictObject({
  kind: text.optional().describe("The kind of the resource; any unless given."),
  name: text.optional().describe("Its name; any unless given."),
  namespace: text.optional().describe("Its namespace; any unless given."),
});

/** A release, or a template of one. */
export const releaseSchema = z.strictObject({
  ...shared,
  name: text.optional().describe("The name of the helm release; a template."),
  namespace: text.optional().describe("The namespace to install it in; a template."),
  chart: text.optional().describe(
    "repo/name, ./local, oci://…, a URL, or a directory of manifests; a template.",
  ),
  directory: text.optional().describe("Another name for chart, for a directory of manifests."),
  chartPath: text.optional().describe("Where the chart lies once it is prepared."),
  version: text.optional().describe("The chart's version or a range; a template."),
  installed: flag.optional().describe("false uninstalls the release."),
  installedTemplate: text.optional().describe("A template that gives installed."),
  condition: text.optional().describe("A values path ending in enabled; false leaves the release out."),
  conditionTemplate: text.optional().describe("A template that gives condition."),
  verifyTemplate: text.optional().describe("A template that gives verify."),
  waitTemplate: text.optional().describe("A template that gives wait."),
  labels: z.record(text, text).optional().describe("For selectors; templates."),
  needs: texts.optional().describe("Releases that must be done first: [[CONTEXT/]NAMESPACE/]NAME."),
  inherit: z.union([z.array(inheritItem), inheritItem]).optional().describe("Templates to build on."),
  hooks: z.array(hookSchema).optional().describe("Commands that run around this release."),
  values: z.array(pathOrMap).optional().describe("Values files and inline values; later ones win."),
  valuesTemplate: z.array(pathOrMap).optional().describe(
    "As values, rendered for this release; below values.",
  ),
  valuesPathPrefix: text.optional().describe("Put before every path in values."),
  secrets: z.array(pathOrMap).optional().describe("Files for helm-secrets, or inline values."),
  set: z.array(setItem).optional().describe("helm --set"),
  setString: z.array(setItem).optional().describe("helm --set-string"),
  setTemplate: z.array(setItem).optional().describe("As set, rendered for this release; below set."),
  env: z.array(setItem).optional().describe("helm --set from environment variables; set does the same."),
  missingFileHandler: missingFileHandler.optional().describe("What to do about a missing values file."),
  missingFileHandlerConfig: missingFileHandlerConfig.optional().describe("Exceptions from it."),
  apiVersions: texts.optional().describe("helm template --api-versions"),
  kubeVersion: text.optional().describe("helm template --kube-version"),
  description: text.optional().describe("helm --description"),
  dependencies: z.array(dependency).optional().describe("Charts added to this one."),
  jsonPatches: z.array(pathOrMap).optional().describe("Files or inline JSON patches for the chart's output."),
  strategicMergePatches: z.array(pathOrMap).optional().describe(
    "Files or inline patches for the chart's output.",
  ),
  transformers: z.array(pathOrMap).optional().describe("Files or inline kustomize transformers."),
  forceNamespace: text.optional().describe("Written into every resource of the chart."),
  adopt: texts.optional().describe("Resources to adopt before the install."),
  forceGoGetter: flag.optional().describe("Take chart as an address for go-getter, and fail if it is none."),
  updateStrategy: text.optional().describe("reinstallIfForbidden reinstalls when an upgrade is refused."),
  unitTests: texts.optional().describe("Test files or folders for helm unittest."),
  suppressDiff: flag.optional().describe("Do not show the diff of this release."),
  disableValidationOnInstall: flag.optional().describe("disableValidation while the release is new."),
  trackTimeout: int.optional().describe("Seconds to watch for; kubedog only."),
  trackLogs: flag.optional().describe("Show the logs of what is watched; kubedog only."),
  trackFailedLogs: flag.optional().describe("Show the logs of what failed; kubedog only."),
  trackKinds: texts.optional().describe("Watch only these kinds; kubedog only."),
  skipKinds: texts.optional().describe("Do not watch these kinds; kubedog only."),
  trackResources: z.array(trackResource).optional().describe("Watch only these resources; kubedog only."),
  kubedogQPS: float.optional().describe("Requests a second; kubedog only."),
  kubedogBurst: int.optional().describe("Requests at once; kubedog only."),
  trackFailOnError: flag.optional().describe("Fail when watching fails; kubedog only."),
});

/** A release as declared. */
export type ReleaseDoc = z.output<typeof releaseSchema>;

/** Defaults of all releases. */
export const helmDefaultsSchema = z.strictObject({
  ...shared,
  args: texts.optional().describe("Arguments for every helm call."),
  diffArgs: texts.optional().describe("Arguments for helm diff."),
  syncArgs: texts.optional().describe("Arguments for helm upgrade."),
  templateArgs: texts.optional().describe("Arguments for helm template."),
  skipCRDs: flag.optional().describe("helm --skip-crds"),
  hooks: hookDefaultsSchema.optional().describe("Defaults of all hooks."),
});

/** Defaults as declared. */
export type HelmDefaultsDoc = z.output<typeof helmDefaultsSchema>;
