// The groups of flags that upgrade, diff, template, lint and unittest share. Each takes a release (and the command
// line's overrides) and gives arguments; order within a command is the command's own file.
import { splitArgs } from "./args_split.ts";
import type { HelmFlags } from "./flags.ts";
import type { HelmContext } from "./helm_call.ts";
import { type HelmRelease, isOciChart, needsPlainHttp, setting, skipsTlsVerify } from "./helm_release.ts";
import { envFlags, setFlags, setStringFlags } from "./set_flags.ts";
import { helmHas } from "./version.ts";

/** `flag` alone if `on`. */
export function when(on: boolean | undefined, flag: string): string[] {
  return on === true ? [flag] : [];
}

/** `flag value` unless the value is missing or empty. */
export function option(flag: string, value: string | undefined): string[] {
  return value ? [flag, value] : [];
}

/** `flag value` for every value that is not empty. */
export function options(flag: string, values: readonly string[] = []): string[] {
  return values.filter((value) => value !== "").flatMap((value) => [flag, value]);
}

/** `--version` without an OCI digest, and `--devel`. */
export function chartVersionFlags(release: HelmRelease): string[] {
  return [
    ...option("--version", release.version.replace(/@.*$/, "")),
    ...when(setting(release, "devel"), "--devel"),
  ];
}

/** `--enable-dns`: templates may ask for addresses. */
export function enableDnsFlags(release: HelmRelease): string[] {
  return when(setting(release, "enableDNS"), "--enable-dns");
}

/** `--kube-context` of the release. */
export function connectionFlags(release: HelmRelease): string[] {
  return option("--kube-context", release.kubeContext);
}

/** `--plain-http`, or else `--insecure-skip-tls-verify`, which would cancel it. */
export function downloadFlags(release: HelmRelease): string[] {
  if (needsPlainHttp(release)) return ["--plain-http"];
  return when(skipsTlsVerify(release), "--insecure-skip-tls-verify");
}

/** `--verify` and `--keyring`: the release's own, the repository's, helmDefaults'. */
export function verifyFlags(release: HelmRelease): string[] {
  const { spec, repository, defaults } = release;
  return [
    ...when(spec.verify ?? (repository?.verify === true || defaults.verify === true), "--verify"),
    ...option("--keyring", spec.keyring || repository?.keyring || defaults.keyring),
  ];
}

/** `--verify` and `--keyring` where helm itself downloads: an OCI chart was verified when it was pulled. */
export function upgradeVerifyFlags(release: HelmRelease): string[] {
  return isOciChart(release) ? [] : verifyFlags(release);
}

/** `--timeout Ns`: command line, release, helmDefaults. */
export function timeoutFlags(release: HelmRelease, flags: HelmFlags): string[] {
  const seconds = flags.timeout ?? setting(release, "timeout") ?? 0;
  return seconds === 0 ? [] : ["--timeout", `${seconds}s`];
}

/** `--adopt` for each resource named. */
export function adoptFlags(release: HelmRelease): string[] {
  return options("--adopt", release.spec.adopt);
}

/**
 * `--post-renderer`: release, command line, helmDefaults. helm 4 runs plugins only, so the path of a shell script
 * becomes the plugin of its name. Source: Helmfile helmx.go appendPostRenderFlags.
 */
export function postRendererFlags(release: HelmRelease, { flags, version }: HelmContext): string[] {
  const path = release.spec.postRenderer || flags.postRenderer || release.defaults.postRenderer;
  if (!path || !helmHas(version, "postRendererPlugins")) return option("--post-renderer", path);
  const script = /([^/\\]+)\.(?:sh|bash)$/.exec(path);
  return ["--post-renderer", script?.[1] ?? path];
}

/** `--post-renderer-args=A` for each: release, command line, helmDefaults. */
export function postRendererArgFlags(release: HelmRelease, flags: HelmFlags): string[] {
  const lists = [release.spec.postRendererArgs, flags.postRendererArgs, release.defaults.postRendererArgs];
  const args = lists.find((list) => list !== undefined && list.length > 0) ?? [];
  return args.filter((arg) => arg !== "").map((arg) => `--post-renderer-args=${arg}`);
}

/** `--skip-schema-validation`: any of the three may ask for it, none can undo it. */
export function schemaFlags(release: HelmRelease, flags: HelmFlags): string[] {
  const asked = [release.spec, flags, release.defaults].some((from) => from.skipSchemaValidation === true);
  return when(asked, "--skip-schema-validation");
}

/** Whether ownership is to be taken over: any of the three may ask for it, none can undo it. */
export function takesOwnership(release: HelmRelease, flags: HelmFlags): boolean {
  return [release.spec, flags, release.defaults].some((from) => from.takeOwnership === true);
}

/** Lines that a diff leaves out: the release's, the command line's, helmDefaults' expressions. */
export function suppressedLines(release: HelmRelease, flags: HelmFlags): readonly string[] {
  const lists = [
    release.spec.suppressOutputLineRegex,
    flags.suppressOutputLineRegex,
    release.defaults.suppressOutputLineRegex,
  ];
  return lists.find((list) => list !== undefined && list.length > 0) ?? [];
}

/** The server-side mode asked for: release, command line, helmDefaults; empty for none. */
export function serverSideMode(release: HelmRelease, flags: HelmFlags): string {
  return release.spec.serverSide || flags.serverSide || release.defaults.serverSide || "";
}

/** `--server-side`: release, command line, helmDefaults; helm 4 only. */
export function serverSideFlags(release: HelmRelease, { flags, version }: HelmContext): string[] {
  if (!helmHas(version, "serverSide")) return [];
  return option("--server-side", serverSideMode(release, flags));
}

/** `--api-versions` and `--kube-version`; `detected` is the cluster's version, used where nobody names one. */
export function capabilityFlags(
  release: HelmRelease,
  given: { readonly kubeVersion?: string | undefined; readonly detected?: string | undefined } = {},
): string[] {
  const own = release.spec.apiVersions ?? [];
  const kubeVersion = given.kubeVersion || release.spec.kubeVersion || release.kubeVersion || given.detected;
  return [
    ...options("--api-versions", own.length > 0 ? own : release.apiVersions),
    ...option("--kube-version", kubeVersion),
  ];
}

/** `--namespace`, `--values`, `--set…`: the release's own, in Helmfile's order (namespaceAndValuesFlags). */
export function valuesFlags(release: HelmRelease): string[] {
  return [
    ...option("--namespace", release.namespace),
    ...options("--values", release.valuesFiles),
    ...setFlags(release.spec.set),
    ...setStringFlags(release.spec.setString),
    ...envFlags(release.envValues),
  ];
}

/** `--reuse-values` or `--reset-values`, one of which is always there. */
export function valuesModeFlag(release: HelmRelease, flags: HelmFlags): string {
  const reuse = flags.reuseValues === true || setting(release, "reuseValues") === true;
  return reuse && flags.resetValues !== true ? "--reuse-values" : "--reset-values";
}

/** Free arguments: the command line's replace those of helmDefaults. */
export function freeArgs(given: string | undefined, defaults: readonly string[] | undefined): string[] {
  return splitArgs(given ? given : (defaults ?? []).join(" "));
}
