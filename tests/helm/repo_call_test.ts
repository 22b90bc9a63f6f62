import assert from "node:assert/strict";
import type { RepositoryDoc } from "../../src/helmfile/schema.ts";
import {
  type Credentials,
  credentialVariables,
  registryHost,
  repositoryCall,
  repoUpdateCall,
} from "../../src/helm/repo_call.ts";
import { contextOf, type Given } from "./samples.ts";

interface RepoGiven extends Given {
  readonly repository: RepositoryDoc;
  readonly credentials?: Credentials;
  readonly expect?: string;
  readonly stdin?: string;
  readonly program?: string;
}

const TLS = { certFile: "tls/c.pem", keyFile: "tls/k.pem", caFile: "tls/ca.pem" };
const MASON = { username: "mason", password: "trowel" };

const CASES: Record<string, RepoGiven> = {
  "adds a plain repository": {
    repository: { name: "plain", url: "https://plain.invalid/charts" },
    context: { flags: { args: "--never" } },
    expect: "repo add plain https://plain.invalid/charts --force-update",
  },
  "gives the password to standard input": {
    repository: { name: "auth", url: "https://auth.invalid/charts", passCredentials: true },
    credentials: MASON,
    expect:
      "repo add auth https://auth.invalid/charts --force-update --pass-credentials --username mason --password-stdin",
    stdin: "trowel\n",
  },
  "takes credentials out of the address": {
    repository: { name: "auth", url: "https://mason:tro%40wel@auth.invalid/charts" },
    expect: "repo add auth https://auth.invalid/charts --force-update --username mason --password-stdin",
    stdin: "tro@wel\n",
  },
  "lets the state's credentials win over those of the address": {
    repository: { name: "auth", url: "https://old:word@auth.invalid/charts" },
    credentials: MASON,
    expect: "repo add auth https://auth.invalid/charts --force-update --username mason --password-stdin",
    stdin: "trowel\n",
  },
  "leaves a user without a password in the address": {
    repository: { name: "auth", url: "https://mason@auth.invalid/a:b@c" },
    expect: "repo add auth https://mason@auth.invalid/a:b@c --force-update",
  },
  "takes credentials out of a registry's address": {
    repository: { name: "reg", url: "mason:trowel@registry.invalid:5000/charts", oci: true },
    expect: "registry login registry.invalid:5000 --username mason --password-stdin",
    stdin: "trowel\n",
  },
  "adds certificates": {
    repository: { name: "certs", url: "https://c.invalid", ...TLS, skipTLSVerify: true },
    expect: "repo add certs https://c.invalid --force-update --cert-file tls/c.pem --key-file tls/k.pem " +
      "--ca-file tls/ca.pem --insecure-skip-tls-verify",
  },
  "leaves half a certificate and half a login out": {
    repository: { name: "half", url: "https://half.invalid/charts", certFile: "c" },
    credentials: { username: "mason", password: "" },
    expect: "repo add half https://half.invalid/charts --force-update",
  },
  "does not force an update where that is unwanted": {
    repository: { name: "r", url: "https://r.invalid" },
    context: { flags: { disableForceUpdate: true } },
    expect: "repo add r https://r.invalid",
  },
  "logs in to a registry": {
    repository: { name: "reg", url: "registry.invalid:5000/charts", oci: true, caFile: "tls/ca.pem" },
    credentials: MASON,
    expect: "registry login registry.invalid:5000 --ca-file tls/ca.pem --username mason --password-stdin",
    stdin: "trowel\n",
  },
  "logs in without checking certificates": {
    repository: { name: "reg", url: "oci://second.invalid/x", oci: true, skipTLSVerify: true },
    credentials: MASON,
    expect: "registry login second.invalid --insecure --username mason --password-stdin",
    stdin: "trowel\n",
  },
  "logs in over plain HTTP": {
    repository: { name: "reg", url: "r.invalid", oci: true, plainHttp: true, skipTLSVerify: true, ...TLS },
    credentials: MASON,
    expect: "registry login r.invalid --plain-http --username mason --password-stdin",
    stdin: "trowel\n",
  },
  "does nothing for a registry without credentials": {
    repository: { name: "reg", url: "registry.invalid", oci: true },
  },
  "leaves a managed registry to az": {
    repository: { name: "azure", managed: "acr" },
    program: "az",
    expect: "acr helm repo add --name azure",
  },
};

for (const [name, { repository, credentials, expect, stdin, program, ...given }] of Object.entries(CASES)) {
  Deno.test(`repositoryCall() ${name}`, () => {
    const call = repositoryCall(repository, contextOf(given), credentials);
    assert.deepEqual(
      [call?.args.join(" "), call?.stdin, call?.program],
      [expect, stdin, program],
    );
  });
}

Deno.test("repoUpdateCall() takes no extra arguments", () => {
  assert.deepEqual(repoUpdateCall(contextOf({ context: { flags: { args: "--x" } } })).args, [
    "repo",
    "update",
  ]);
});

Deno.test("registryHost() and credentialVariables() read a repository's URL and name", () => {
  assert.equal(registryHost("oci://r.invalid:5000/a/b"), "r.invalid:5000");
  assert.deepEqual(credentialVariables("reg-two"), {
    username: "REG_TWO_USERNAME",
    password: "REG_TWO_PASSWORD",
  });
});
