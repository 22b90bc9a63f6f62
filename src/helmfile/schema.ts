// What a state file may say: every key with its type and its meaning. The JSON schema for editors, the state-file
// reference and every "unknown key" come from here. Source of compatible keys: Helmfile pkg/state/state.go
// (ReleaseSetSpec, RepositorySpec, SubHelmfileSpec), pkg/state/environment.go.
import * as z from "zod/mini";
import { hookSchema } from "./hook_schema.ts";
import {
  helmDefaultsSchema,
  missingFileHandler,
  missingFileHandlerConfig,
  releaseSchema,
} from "./release_schema.ts";
import { converted, flag, map, optional, pathOrMap, text, texts } from "./scalar_kinds.ts";

/** A chart repository. */
const repositorySchema = z.strictObject({
  name: optional(text, "What charts call it: name/chart."),
  url: optional(text, "Its address; without a scheme if oci."),
  oci: optional(flag, "It is an OCI registry."),
  username: optional(text, "The user to log in with."),
  password: optional(text, "The password to log in with."),
  caFile: optional(text, "helm --ca-file"),
  certFile: optional(text, "helm --cert-file"),
  keyFile: optional(text, "helm --key-file"),
  managed: optional(text, "acr: Azure's own way to add it."),
  passCredentials: optional(flag, "helm --pass-credentials"),
  skipTLSVerify: optional(flag, "helm --insecure-skip-tls-verify"),
  plainHttp: optional(flag, "helm --plain-http"),
  verify: optional(flag, "Check the signatures of its charts."),
  keyring: optional(text, "The keys for verify."),
  registryConfig: optional(text, "helm --registry-config"),
});

/** A repository as declared. */
export type RepositoryDoc = z.output<typeof repositorySchema>;

/** An environment. */
const environmentSchema = z.strictObject({
  values: optional(z.array(pathOrMap), "Values files and inline values; later ones win."),
  secrets: optional(texts, "Files for helm-secrets."),
  kubeContext: optional(text, "The kubeconfig context of its releases."),
  missingFileHandler: optional(missingFileHandler, "What to do about a missing values file."),
  missingFileHandlerConfig: optional(missingFileHandlerConfig, "Exceptions from it."),
  mergeStrategy: optional(
    z.enum(["override", "fallback"]),
    "override: later values win (unless given); fallback: earlier ones do.",
  ),
});

/** An environment as declared. */
export type EnvironmentDoc = z.output<typeof environmentSchema>;

/** A nested state file. */
const subHelmfileSchema = z.union([
  text,
  z.strictObject({
    path: optional(text, "A file, a folder, a glob pattern or a remote address."),
    selectors: optional(texts, "Take only the releases that match one of these."),
    selectorsInherited: optional(flag, "Use the selectors of this file."),
    values: optional(z.array(pathOrMap), "Values over those of the nested file."),
    inherits: optional(
      texts,
      "What it takes from this file: repositories, helmDefaults, commonLabels, apiVersions, kubeVersion, " +
        "templates, environments.",
    ),
  }),
]);

/** A nested state file as declared. */
export type SubHelmfileDoc = z.output<typeof subHelmfileSchema>;

/** A state file, or one part of it. */
export const helmfileSchema = z.strictObject({
  bases: optional(texts, "State files this one builds on, merged in order."),
  environments: optional(
    z.record(text, z.nullable(environmentSchema)),
    "The environments to choose from with -e.",
  ),
  values: optional(z.array(pathOrMap), "Values of all environments; theirs win."),
  repositories: optional(z.array(repositorySchema), "Chart repositories."),
  helmDefaults: optional(helmDefaultsSchema, "Defaults of all releases."),
  commonLabels: optional(z.record(text, text), "Labels of all releases."),
  releases: optional(z.array(releaseSchema), "The releases."),
  templates: optional(z.record(text, releaseSchema), "Templates that releases inherit."),
  defaultInherit: optional(
    converted(z.union([text, texts]), (given) => [given].flat()),
    "Templates that every release inherits.",
  ),
  helmfiles: optional(z.array(subHelmfileSchema), "Nested state files."),
  hooks: optional(z.array(hookSchema), "Commands that run before and after everything."),
  helmBinary: optional(text, "The helm to run."),
  kustomizeBinary: optional(text, "The kustomize to run."),
  lockFilePath: optional(text, "Where the lock file lies."),
  apiVersions: optional(texts, "helm template --api-versions"),
  kubeVersion: optional(text, "helm template --kube-version"),
  missingFileHandler: optional(missingFileHandler, "What to do about a missing nested or values file."),
  missingFileHandlerConfig: optional(missingFileHandlerConfig, "Exceptions from it."),
  namespace: optional(text, "The namespace of all releases, as -n."),
  chart: optional(text, "The chart of all releases, as --chart."),
  kubeContext: optional(text, "The kubeconfig context; helmDefaults.kubeContext does the same."),
  filepath: optional(text, "Accepted and ignored: `build` writes the file's own path."),
  renderedvalues: optional(map, "Accepted and ignored: `build` writes the environment's values."),
  llm: optional(map, "Accepted and ignored: settings of Helmfile's doctor command."),
});

/** A state file as declared. */
export type HelmfileDoc = z.output<typeof helmfileSchema>;
