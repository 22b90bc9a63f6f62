// What a state file may say: every key with its type and its meaning. The JSON schema for editors, the state-file
// reference and every "unknown key" come from here. Source of compatible keys: Helmfile pkg/state/state.go
// (ReleaseSetSpec, RepositorySpec, SubHelmfileSpec), pkg/state/environment.go.
import * as z from "zod";
import { hookSchema } from "./hook_schema.ts";
import {
  helmDefaultsSchema,
  missingFileHandler,
  missingFileHandlerConfig,
  releaseSchema,
} from "./release_schema.ts";
import { flag, map, pathOrMap, text, texts } from "./scalar_kinds.ts";

export { GLOBAL_EVENTS, type HookEvent, RELEASE_EVENTS } from "./hook_events.ts";
export type { HookDoc } from "./hook_schema.ts";
export type { HelmDefaultsDoc, ReleaseDoc, SetItem } from "./release_schema.ts";
export { parseDurationMs } from "./scalar_kinds.ts";

/** A chart repository. */
const repositorySchema = z.strictObject({
  name: text.optional().describe("What charts call it: name/chart."),
  url: text.optional().describe("Its address; without a scheme if oci."),
  oci: flag.optional().describe("It is an OCI registry."),
  username: text.optional().describe("The user to log in with."),
  password: text.optional().describe("The password to log in with."),
  caFile: text.optional().describe("helm --ca-file"),
  certFile: text.optional().describe("helm --cert-file"),
  keyFile: text.optional().describe("helm --key-file"),
  managed: text.optional().describe("acr: Azure's own way to add it."),
  passCredentials: flag.optional().describe("helm --pass-credentials"),
  skipTLSVerify: flag.optional().describe("helm --insecure-skip-tls-verify"),
  plainHttp: flag.optional().describe("helm --plain-http"),
  verify: flag.optional().describe("Check the signatures of its charts."),
  keyring: text.optional().describe("The keys for verify."),
  registryConfig: text.optional().describe("helm --registry-config"),
});

/** A repository as declared. */
export type RepositoryDoc = z.output<typeof repositorySchema>;

/** An environment. */
const environmentSchema = z.strictObject({
  values: z.array(pathOrMap).optional().describe("Values files and inline values; later ones win."),
  secrets: texts.optional().describe("Files for helm-secrets."),
  kubeContext: text.optional().describe("The kubeconfig context of its releases."),
  missingFileHandler: missingFileHandler.optional().describe("What to do about a missing values file."),
  missingFileHandlerConfig: missingFileHandlerConfig.optional().describe("Exceptions from it."),
  mergeStrategy: z.enum(["override", "fallback"]).optional()
    .describe("override: later values win (unless given); fallback: earlier ones do."),
});

/** An environment as declared. */
export type EnvironmentDoc = z.output<typeof environmentSchema>;

/** A nested state file. */
const subHelmfileSchema = z.union([
  text,
  z.strictObject({
    path: text.optional().describe("A file, a folder, a glob pattern or a remote address."),
    selectors: texts.optional().describe("Take only the releases that match one of these."),
    selectorsInherited: flag.optional().describe("Use the selectors of this file."),
    values: z.array(pathOrMap).optional().describe("Values over those of the nested file."),
    inherits: texts.optional().describe(
      "What it takes from this file: repositories, helmDefaults, commonLabels, apiVersions, kubeVersion, " +
        "templates, environments.",
    ),
  }),
]);

/** A nested state file as declared. */
export type SubHelmfileDoc = z.output<typeof subHelmfileSchema>;

/** A state file, or one part of it. */
export const helmfileSchema = z.strictObject({
  bases: texts.optional().describe("State files this one builds on, merged in order."),
  environments: z.record(text, environmentSchema.nullable()).optional()
    .describe("The environments to choose from with -e."),
  values: z.array(pathOrMap).optional().describe("Values of all environments; theirs win."),
  repositories: z.array(repositorySchema).optional().describe("Chart repositories."),
  helmDefaults: helmDefaultsSchema.optional().describe("Defaults of all releases."),
  commonLabels: z.record(text, text).optional().describe("Labels of all releases."),
  releases: z.array(releaseSchema).optional().describe("The releases."),
  templates: z.record(text, releaseSchema).optional().describe("Templates that releases inherit."),
  defaultInherit: z.union([text, texts]).transform((given) => [given].flat()).optional()
    .describe("Templates that every release inherits."),
  helmfiles: z.array(subHelmfileSchema).optional().describe("Nested state files."),
  hooks: z.array(hookSchema).optional().describe("Commands that run before and after everything."),
  helmBinary: text.optional().describe("The helm to run."),
  kustomizeBinary: text.optional().describe("The kustomize to run."),
  lockFilePath: text.optional().describe("Where the lock file lies."),
  apiVersions: texts.optional().describe("helm template --api-versions"),
  kubeVersion: text.optional().describe("helm template --kube-version"),
  missingFileHandler: missingFileHandler.optional().describe(
    "What to do about a missing nested or values file.",
  ),
  missingFileHandlerConfig: missingFileHandlerConfig.optional().describe("Exceptions from it."),
  namespace: text.optional().describe("The namespace of all releases, as -n."),
  chart: text.optional().describe("The chart of all releases, as --chart."),
  kubeContext: text.optional().describe("The kubeconfig context; helmDefaults.kubeContext does the same."),
  filepath: text.optional().describe("Accepted and ignored: `build` writes the file's own path."),
  renderedvalues: map.optional().describe("Accepted and ignored: `build` writes the environment's values."),
  llm: map.optional().describe("Accepted and ignored: settings of Helmfile's doctor command."),
});

/** A state file as declared. */
export type HelmfileDoc = z.output<typeof helmfileSchema>;
