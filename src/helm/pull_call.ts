// A release's chart → `helm pull oci://…` or `helm fetch CHART`, into a folder, and the question which version a range
// means. Source: Helmfile helmexec ChartPull, Fetch and pkg/state/state.go chartFetchFlags, getOCIChart.
import { type HelmCall, helmCall, type HelmContext } from "./helm_call.ts";
import type { HelmRelease } from "./helm_release.ts";
import { chartVersionFlags, downloadFlags, option, verifyFlags, when } from "./release_flags.ts";
import { setting } from "./helm_release.ts";

/** Where a chart goes. */
export interface PullOptions {
  readonly destination: string;
}

/** The parts of an OCI chart's address. */
export interface OciChart {
  /** `oci://…` without a tag; with the digest, if there is one. */
  readonly url: string;
  /** The release's version, else the tag of its address; empty for the newest. */
  readonly version: string;
}

/** The call that unpacks an OCI chart below `destination`; `version` takes the place of the release's own. */
export function pullCall(
  release: HelmRelease,
  context: HelmContext,
  { destination, version }: PullOptions & { readonly version?: string | undefined },
): HelmCall {
  const chart = ociChart(release);
  // What a digest names needs no version; helm refuses some pairs of them.
  const wanted = chart.url.includes("@") ? "" : version ?? chart.version;
  const call = helmCall(
    [
      "pull",
      chart.url,
      "--destination",
      destination,
      "--untar",
      ...registryFlags(release),
      ...option("--version", wanted),
      ...when(setting(release, "devel"), "--devel"),
      ...when(context.flags.ociPlainHttp, "--plain-http"),
    ],
    context,
    { extra: [] },
  );
  return { ...call, env: { HELM_EXPERIMENTAL_OCI: "1" } };
}

/** The call that prints the Chart.yaml of the version that a range of an OCI chart means. */
export function showVersionCall(release: HelmRelease, context: HelmContext): HelmCall {
  const { url, version } = ociChart(release);
  return helmCall(["show", "chart", url, ...registryFlags(release), "--version", version], context, {
    extra: [],
  });
}

/** What a registry's server is spoken to with: its own settings, then those of the release. */
function registryFlags(release: HelmRelease): string[] {
  const { repository } = release;
  return [
    ...(repository?.plainHttp === true ? ["--plain-http"] : tlsFlags(release)),
    ...when(repository?.verify, "--verify"),
    ...option("--keyring", repository?.keyring),
    ...option("--registry-config", repository?.registryConfig),
    ...verifyFlags(release),
    ...downloadFlags(release),
  ];
}

// TLS flags cancel --plain-http, so they are only given without it.
function tlsFlags({ repository }: HelmRelease): string[] {
  const { caFile, certFile, keyFile, skipTLSVerify } = repository ?? {};
  return [
    ...when(skipTLSVerify, "--insecure-skip-tls-verify"),
    ...option("--ca-file", caFile),
    ...(certFile && keyFile ? ["--cert-file", certFile, "--key-file", keyFile] : []),
  ];
}

/** The call that unpacks a chart of a classic repository below `destination`. */
export function fetchCall(
  release: HelmRelease,
  context: HelmContext,
  { destination }: PullOptions,
): HelmCall {
  return helmCall(
    ["fetch", release.chart, ...fetchFlags(release), "--untar", "--untardir", destination],
    context,
    { extra: [] },
  );
}

/** How helm gets a chart of a classic repository: releases that share one must agree on it. */
export function fetchFlags(release: HelmRelease): string[] {
  return [...chartVersionFlags(release), ...verifyFlags(release), ...downloadFlags(release)];
}

/**
 * Where an OCI chart is: its repository's URL in place of the repository's name. Version and digest may be part of the
 * address or of the release's version, which wins; a digest of the address wins over the version's. Source: Helmfile
 * getOCIQualifiedChartName.
 */
export function ociChart({ chart, repository, version }: HelmRelease): OciChart {
  const [, ownVersion = "", ownDigest = ""] = /^([^@]*)(@.*)?$/.exec(version)!;
  if (chart.startsWith("oci://")) {
    const [, url = "", tag = "", digest = ""] = /^(.*?)(?::([^/:@]*))?(@.*)?$/.exec(chart)!;
    return { url: url + (digest || ownDigest), version: ownVersion || tag };
  }
  const base = (repository?.url ?? "").replace(/^oci:\/\//, "").replace(/\/+$/, "");
  return { url: `oci://${base}/${chart.slice(chart.indexOf("/") + 1)}${ownDigest}`, version: ownVersion };
}

/** Whether a version is a range, of which a registry has to be asked what it means today. Source: Helmfile isVersionConstraint. */
export function isVersionRange(version: string): boolean {
  const isVersion = /^v?\d+\.\d+\.\d+([-+]\S*)?$/.test(version);
  return !isVersion && /^[<>=!~^ ]*v?(\d|[xX*](\.|$| ))/.test(version);
}
