import assert from "node:assert/strict";
import { diffCall, type DiffCircumstances } from "../../src/helm/diff_call.ts";
import { contextOf, type Given, releaseOf } from "./samples.ts";

const HEAD = "diff upgrade --allow-unreleased a r/a";

interface DiffGiven extends Given {
  readonly circumstances?: Partial<DiffCircumstances>;
  readonly expect: string;
  readonly env?: Readonly<Record<string, string>>;
}

const CASES: Record<string, DiffGiven> = {
  "with nothing set": { expect: `${HEAD} --reset-values` },
  "as apply asks": {
    release: { namespace: "choir", valuesFiles: ["v0"] },
    context: { flags: { detailedExitcode: true } },
    expect: `${HEAD} --namespace choir --values v0 --reset-values --detailed-exitcode`,
  },
  "with diff's own flags and helmDefaults.diffArgs": {
    release: { namespace: "pit", valuesFiles: ["v0"] },
    context: {
      flags: {
        suppress: ["Job"],
        suppressSecrets: true,
        includeTests: true,
        noHooks: true,
        context: 2,
        output: "json",
        values: ["/x.yaml"],
        set: ["m=n"],
        reuseValues: true,
      },
      defaults: {
        diffArgs: ["--three-way-merge --normalize-manifests"],
        syncArgs: ["--never"],
        suppressOutputLineRegex: ["helm.sh/chart"],
      },
    },
    expect:
      `${HEAD} --suppress-output-line-regex helm.sh/chart --namespace pit --values v0 --values /x.yaml ` +
      "--reuse-values --include-tests --suppress Job --suppress-secrets --no-hooks --context 2 --output json " +
      "--set m=n --three-way-merge --normalize-manifests",
  },
  "with the rest of diff's flags": {
    helm: "v3.17.3",
    context: {
      flags: {
        detailedExitcode: true,
        stripTrailingCr: true,
        showSecrets: true,
        color: true,
        context: 0,
        diffArgs: "--find-renames=0.5",
        templateArgs: "--is-upgrade",
        takeOwnership: true,
        skipSchemaValidation: true,
      },
      defaults: { diffArgs: ["--never"], templateArgs: ["--never"] },
    },
    expect:
      `${HEAD} --skip-schema-validation --take-ownership --reset-values --detailed-exitcode --strip-trailing-cr ` +
      "--show-secrets --color --find-renames=0.5 --is-upgrade",
  },
  "helmDefaults.disableValidation": {
    release: { defaults: { disableValidation: true } },
    expect: `${HEAD} --disable-validation --reset-values`,
  },
  "a release's disableValidation: false, even against disableValidationOnInstall": {
    release: {
      spec: { disableValidation: false, disableValidationOnInstall: true },
      defaults: { disableValidation: true },
    },
    expect: `${HEAD} --reset-values`,
  },
  "disableValidationOnInstall for a release that helm does not have": {
    release: { spec: { disableValidationOnInstall: true, disableOpenAPIValidation: true } },
    expect: `${HEAD} --disable-openapi-validation --disable-validation --reset-values`,
  },
  "disableValidationOnInstall for a release that helm has": {
    release: { spec: { disableValidationOnInstall: true } },
    circumstances: { isInstalled: true },
    expect: `${HEAD} --reset-values`,
  },
  "API versions, the state's Kubernetes version, no --plain-http": {
    release: {
      apiVersions: ["opera.test/v1"],
      kubeVersion: "v1.30.1",
      version: "1.0.0",
      spec: { devel: true, plainHttp: true },
    },
    circumstances: { clusterVersion: "v1.33.0" },
    expect:
      `${HEAD} --version 1.0.0 --devel --api-versions opera.test/v1 --kube-version v1.30.1 --reset-values`,
  },
  "the cluster's version where nobody names one": {
    circumstances: { clusterVersion: "v1.33.0" },
    expect: `${HEAD} --kube-version v1.33.0 --reset-values`,
  },
  "the cluster's version not where it is unwanted": {
    release: { defaults: { disableAutoDetectedKubeVersionForDiff: true } },
    circumstances: { clusterVersion: "v1.33.0" },
    expect: `${HEAD} --reset-values`,
  },
  "no colour as a flag with helm 3": {
    helm: "v3.17.3",
    context: { flags: { noColor: true, color: true } },
    expect: `${HEAD} --reset-values --no-color`,
  },
  "no colour through the environment with helm 4": {
    context: { flags: { noColor: true } },
    expect: `${HEAD} --reset-values`,
    env: { HELM_DIFF_COLOR: "false" },
  },
  "colour through the environment with helm 4": {
    context: { flags: { color: true } },
    expect: `${HEAD} --reset-values`,
    env: { HELM_DIFF_COLOR: "true" },
  },
  "server-side with helm 4": {
    release: { spec: { serverSide: "true", enableDNS: true } },
    expect: `${HEAD} --enable-dns --server-side true --reset-values`,
  },
  "without validation where the command line spares new releases": {
    circumstances: { isInstalled: false, skipsValidationOnInstall: true },
    expect: `${HEAD} --disable-validation --reset-values`,
  },
};

for (const [name, { expect, env, circumstances, ...given }] of Object.entries(CASES)) {
  Deno.test(`diffCall() ${name}`, () => {
    const call = diffCall(releaseOf(given), contextOf(given), { isInstalled: false, ...circumstances });
    assert.deepEqual({ args: call.args.join(" "), env: call.env }, { args: expect, env });
  });
}
