// A release's chart → `helm pull oci://…` or `helm fetch CHART`, into a folder. Source: Helmfile helmexec ChartPull,
// Fetch and pkg/state/state.go chartOCIFlags, getOCIQualifiedChartName.
import { type HelmCall, helmCall, type HelmContext } from "./helm_call.ts";
import { type HelmRelease, needsPlainHttp, skipsTlsVerify } from "./helm_release.ts";
import { chartVersionFlags, option, verifyFlags, when } from "./release_flags.ts";

/** Where a chart goes. */
export interface PullOptions {
  readonly destination: string;
}

/** The call that unpacks an OCI chart below `destination`. */
export function pullCall(release: HelmRelease, context: HelmContext, { destination }: PullOptions): HelmCall {
  const plainHttp = needsPlainHttp(release) || context.flags.ociPlainHttp === true;
  const call = helmCall(
    [
      "pull",
      ociChartUrl(release),
      "--destination",
      destination,
      "--untar",
      ...(plainHttp ? ["--plain-http"] : tlsFlags(release)),
      ...verifyFlags(release),
      ...option("--registry-config", release.repository?.registryConfig),
      ...chartVersionFlags(release),
    ],
    context,
    { extra: [] },
  );
  return { ...call, env: { HELM_EXPERIMENTAL_OCI: "1" } };
}

/** The call that unpacks a chart of a classic repository below `destination`. */
export function fetchCall(
  release: HelmRelease,
  context: HelmContext,
  { destination }: PullOptions,
): HelmCall {
  return helmCall(
    ["fetch", release.chart, ...chartVersionFlags(release), "--untar", "--untardir", destination],
    context,
    { extra: [] },
  );
}

/** Where an OCI chart is: its repository's URL in place of the repository's name, a version's digest at the end. */
export function ociChartUrl({ chart, repository, version }: HelmRelease): string {
  const digest = /@sha256:.*$/.exec(version)?.[0] ?? "";
  if (chart.startsWith("oci://") || repository === undefined) return chart + digest;
  const base = (repository.url ?? "").replace(/^oci:\/\//, "").replace(/\/+$/, "");
  return `oci://${base}/${chart.slice(chart.indexOf("/") + 1)}${digest}`;
}

// TLS flags cancel --plain-http, so they are only given without it.
function tlsFlags(release: HelmRelease): string[] {
  const { caFile, certFile, keyFile } = release.repository ?? {};
  return [
    ...when(skipsTlsVerify(release), "--insecure-skip-tls-verify"),
    ...option("--ca-file", caFile),
    ...(certFile && keyFile ? ["--cert-file", certFile, "--key-file", keyFile] : []),
  ];
}
