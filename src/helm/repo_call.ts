// A repository of the state → `helm repo add`, `helm registry login` or `az acr helm repo add`; passwords go to
// standard input, never into arguments. Source: Helmfile helmexec AddRepo, RegistryLogin, UpdateRepo.
import type { RepositoryDoc } from "../helmfile/schema.ts";
import { type HelmCall, helmCall, type HelmContext } from "./helm_call.ts";
import { option, when } from "./release_flags.ts";
import { helmHas } from "./version.ts";

/** A user and a password: from the state, from `<REPO>_USERNAME` and `<REPO>_PASSWORD`, or from the address. */
export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/**
 * What makes a repository known: undefined for an OCI registry without credentials, which needs nothing.
 * `credentials` counts only if both parts are set; else those of the address do.
 */
export function repositoryCall(
  repository: RepositoryDoc,
  context: HelmContext,
  credentials?: Credentials,
): HelmCall | undefined {
  const complete = credentials?.username && credentials.password
    ? credentials
    : splitAddress(repository.url ?? "").credentials;
  if (repository.oci === true) {
    return complete === undefined ? undefined : registryLoginCall(repository, context, complete);
  }
  if (repository.managed === "acr") {
    return { program: "az", args: ["acr", "helm", "repo", "add", "--name", repository.name ?? ""] };
  }
  return repoAddCall(repository, context, complete);
}

/** The call that fetches the indexes of all repositories. */
export function repoUpdateCall(context: HelmContext): HelmCall {
  return helmCall(["repo", "update"], context, { extra: [] });
}

/** The part of an OCI repository's URL that one logs in to. */
export function registryHost(url: string): string {
  return url.replace(/^oci:\/\//, "").split("/")[0]!;
}

/** A repository's address without the user and password in it, and these, for everybody can read helm's arguments. */
export function splitAddress(url: string): { readonly url: string; readonly credentials?: Credentials } {
  const [, scheme = "", username, password, rest] =
    /^([a-z][\w+.-]*:\/\/)?([^/:@]*):([^/]*)@(.*)$/is.exec(url) ?? [];
  if (!username || !password) return { url };
  return {
    url: scheme + rest,
    credentials: { username: unescaped(username), password: unescaped(password) },
  };
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The variables that hold a repository's credentials where the state does not. */
export function credentialVariables(name: string): { readonly username: string; readonly password: string } {
  const prefix = name.toUpperCase().replaceAll("-", "_");
  return { username: `${prefix}_USERNAME`, password: `${prefix}_PASSWORD` };
}

function repoAddCall(repository: RepositoryDoc, context: HelmContext, credentials?: Credentials): HelmCall {
  const forces = context.flags.disableForceUpdate !== true && helmHas(context.version, "forceUpdate");
  const call = helmCall(
    [
      "repo",
      "add",
      repository.name ?? "",
      splitAddress(repository.url ?? "").url,
      ...when(forces, "--force-update"),
      ...certificateFlags(repository),
      ...when(repository.passCredentials, "--pass-credentials"),
      ...when(repository.skipTLSVerify === true && !repository.plainHttp, "--insecure-skip-tls-verify"),
      ...credentialFlags(credentials),
    ],
    context,
    { extra: [] },
  );
  return withPassword(call, credentials);
}

function registryLoginCall(
  repository: RepositoryDoc,
  context: HelmContext,
  credentials: Credentials,
): HelmCall {
  const plainHttp = repository.plainHttp === true && helmHas(context.version, "registryPlainHttp");
  const call = helmCall(
    [
      "registry",
      "login",
      registryHost(splitAddress(repository.url ?? "").url),
      ...(helmHas(context.version, "registryTls") ? certificateFlags(repository) : []),
      ...when(plainHttp, "--plain-http"),
      ...when(repository.skipTLSVerify === true && !repository.plainHttp, "--insecure"),
      ...credentialFlags(credentials),
    ],
    context,
    { extra: [] },
  );
  return { ...withPassword(call, credentials), env: { HELM_EXPERIMENTAL_OCI: "1" } };
}

function certificateFlags({ certFile, keyFile, caFile, plainHttp }: RepositoryDoc): string[] {
  if (plainHttp === true) return [];
  return [
    ...(certFile && keyFile ? ["--cert-file", certFile, "--key-file", keyFile] : []),
    ...option("--ca-file", caFile),
  ];
}

function credentialFlags(credentials?: Credentials): string[] {
  return credentials === undefined ? [] : ["--username", credentials.username, "--password-stdin"];
}

function withPassword(call: HelmCall, credentials?: Credentials): HelmCall {
  return credentials === undefined ? call : { ...call, stdin: `${credentials.password}\n` };
}
