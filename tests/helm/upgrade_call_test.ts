import assert from "node:assert/strict";
import { upgradeCall } from "../../src/helm/upgrade_call.ts";
import { contextOf, type Given, releaseOf } from "./samples.ts";

const HEAD = "upgrade --install a r/a";
const TAIL = "--reset-values --history-max 10";

// Orders and spellings as recorded from Helmfile, or as its flagsForUpgrade emits them.
const CASES: Record<string, Given & { expect: string }> = {
  "with nothing set": { expect: `${HEAD} --create-namespace ${TAIL}` },
  "with every helmDefaults flag, helm 4": {
    release: {
      name: "rudder",
      chart: "ship/rudder",
      namespace: "stern",
      kubeContext: "harbour-west",
    },
    context: {
      defaults: {
        kubeContext: "harbour-west",
        wait: true,
        waitForJobs: true,
        timeout: 120,
        atomic: true,
        force: true,
        recreatePods: true,
        cleanupOnFail: true,
        historyMax: 5,
        createNamespace: true,
        devel: true,
        verify: true,
        keyring: "keys/all.gpg",
        enableDNS: true,
        skipSchemaValidation: true,
        disableOpenAPIValidation: true,
        skipCRDs: true,
        reuseValues: true,
        takeOwnership: true,
      },
    },
    expect:
      "--kube-context harbour-west upgrade --install rudder ship/rudder --devel --enable-dns --wait --wait-for-jobs " +
      "--verify --keyring keys/all.gpg --timeout 120s --force-replace --recreate-pods --rollback-on-failure " +
      "--cleanup-on-fail --create-namespace --disable-openapi-validation --kube-context harbour-west " +
      "--skip-schema-validation --take-ownership --namespace stern --skip-crds --reuse-values --history-max 5",
  },
  "with helm 3's spellings": {
    helm: "v3.17.3+ge4da497",
    release: {
      namespace: "deck",
      version: "3.1.0",
      spec: { wait: true, atomic: true, force: true, recreatePods: true, takeOwnership: true, historyMax: 0 },
    },
    expect:
      `${HEAD} --version 3.1.0 --wait --force --recreate-pods --atomic --create-namespace --take-ownership ` +
      "--namespace deck --reset-values --history-max 0",
  },
  "with helm 4's own flags": {
    release: {
      spec: {
        wait: true,
        trackMode: "helm-legacy",
        rollbackOnFailure: true,
        forceConflicts: true,
        serverSide: "auto",
      },
    },
    expect:
      `${HEAD} --wait=legacy --force-conflicts --rollback-on-failure --create-namespace --server-side auto ${TAIL}`,
  },
  "leaving helm 4's flags out on helm 3": {
    helm: "v3.17.3",
    release: { spec: { wait: true, trackMode: "helm-legacy", serverSide: "auto" } },
    expect: `${HEAD} --wait --create-namespace ${TAIL}`,
  },
  "with what apply and sync take on the command line": {
    context: {
      flags: {
        wait: true,
        waitForJobs: true,
        timeout: 31,
        skipCrds: true,
        hideNotes: true,
        syncArgs: "--labels=a=b",
        description: "nightly",
      },
    },
    expect:
      `${HEAD} --wait --wait-for-jobs --timeout 31s --create-namespace --description nightly --hide-notes ` +
      `--labels=a=b --skip-crds ${TAIL}`,
  },
  "the command line's timeout before the release's, the release's before helmDefaults'": {
    release: { spec: { timeout: 5 }, defaults: { timeout: 9 } },
    context: { flags: { timeout: 7 } },
    expect: `${HEAD} --timeout 7s --create-namespace ${TAIL}`,
  },
  "a release's false against helmDefaults' true": {
    release: {
      spec: { wait: false, createNamespace: false, force: false, reuseValues: false, takeOwnership: false },
      defaults: { wait: true, createNamespace: true, force: true, reuseValues: true, takeOwnership: true },
    },
    expect: `${HEAD} --take-ownership ${TAIL}`,
  },
  "values and set, the command line's last": {
    release: {
      valuesFiles: ["v0", "v1"],
      spec: { set: [{ name: "grip", value: "wood" }], setString: [{ name: "year", value: "1720" }] },
      envValues: [{ name: "home", value: "a,b" }, { name: "x", value: "y" }],
    },
    context: { flags: { values: ["/late.yaml"], set: ["a.b=1", "c=x\\,y"] } },
    expect: `${HEAD} --create-namespace --values v0 --values v1 --set grip=wood --set-string year=1720 ` +
      `--set home=a\\,b,x=y --values /late.yaml --set a.b=1 --set c=x\\,y ${TAIL}`,
  },
  "helmDefaults.syncArgs": {
    release: { namespace: "deck", valuesFiles: ["v0"] },
    context: {
      defaults: { syncArgs: ["--labels=owner=bosun", "--render-subchart-notes"], diffArgs: ["--never"] },
    },
    expect:
      `${HEAD} --create-namespace --labels=owner=bosun --render-subchart-notes --namespace deck --values v0 ${TAIL}`,
  },
  "--args at the very end, helmDefaults.args behind them": {
    context: { flags: { args: "--qps 5 --burst-limit=7" }, defaults: { args: ["--debug"] } },
    expect: `${HEAD} --create-namespace ${TAIL} --qps 5 --burst-limit=7 --debug`,
  },
  "the command line's cluster in front of the sub-command": {
    release: { kubeContext: "flag-ctx" },
    context: {
      flags: { kubeContext: "flag-ctx", kubeconfig: "conf/kube.yaml", debug: true },
      defaults: { kubeContext: "site" },
    },
    expect:
      "--kubeconfig conf/kube.yaml --kube-context flag-ctx upgrade --install a r/a --create-namespace " +
      `--kube-context flag-ctx ${TAIL} --debug`,
  },
  "a pulled OCI chart without its digest and without verifying again": {
    release: {
      chart: "reg/boat",
      chartPath: "/cache/boat",
      version: "0.3.0@sha256:0123",
      repository: { oci: true, verify: true, plainHttp: true, skipTLSVerify: true },
      spec: { verify: true, keyring: "k" },
    },
    expect: `upgrade --install a /cache/boat --version 0.3.0 --create-namespace --plain-http ${TAIL}`,
  },
  "a repository's TLS and verification": {
    release: { repository: { verify: true, keyring: "repo.gpg", skipTLSVerify: true } },
    expect: `${HEAD} --verify --keyring repo.gpg --create-namespace --insecure-skip-tls-verify ${TAIL}`,
  },
  "labels sorted, without helm's own": {
    release: {
      spec: { syncReleaseLabels: true, labels: { tier: "front", name: "x", app: "shop", version: "2" } },
    },
    expect: `${HEAD} --create-namespace --labels app=shop,tier=front ${TAIL}`,
  },
  "no labels before helm 3.13, no notes before 3.16, no ownership before 3.17": {
    helm: "v3.12.3",
    release: { spec: { syncReleaseLabels: true, labels: { app: "shop" } } },
    context: { flags: { hideNotes: true, takeOwnership: true } },
    expect: `${HEAD} --create-namespace ${TAIL}`,
  },
  "post-renderer: the release's first; a script is a plugin's name on helm 4": {
    release: { spec: { postRenderer: "../render/add-cm.bash", postRendererArgs: ["one", "", "two"] } },
    context: { flags: { postRenderer: "cli", postRendererArgs: ["cli"] } },
    expect:
      `${HEAD} --create-namespace --post-renderer add-cm --post-renderer-args=one --post-renderer-args=two ${TAIL}`,
  },
  "post-renderer: the path stays on helm 3, the description goes between": {
    helm: "v3.18.6",
    release: { spec: { description: "why" }, defaults: { postRenderer: "./r.sh", postRendererArgs: ["d"] } },
    context: { flags: { description: "cli" } },
    expect:
      `${HEAD} --create-namespace --post-renderer ./r.sh --description cli --post-renderer-args=d ${TAIL}`,
  },
  "adopted resources": {
    release: { spec: { adopt: ["deployment/a", "service/a"] } },
    expect: `${HEAD} --create-namespace --adopt deployment/a --adopt service/a ${TAIL}`,
  },
  "kubedog tracks jobs itself": {
    release: { spec: { wait: true, waitForJobs: true, trackMode: "kubedog" } },
    expect: `${HEAD} --wait --create-namespace ${TAIL}`,
  },
  "--reset-values beats every wish to reuse": {
    release: { defaults: { reuseValues: true } },
    context: { flags: { resetValues: true, reuseValues: true } },
    expect: `${HEAD} --create-namespace ${TAIL}`,
  },
};

for (const [name, { expect, ...given }] of Object.entries(CASES)) {
  Deno.test(`upgradeCall() ${name}`, () => {
    assert.equal(upgradeCall(releaseOf(given), contextOf(given)).args.join(" "), expect);
  });
}
