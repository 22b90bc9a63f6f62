// A release as helm's arguments need it: its own keys, the file's helmDefaults and what preparation made of its
// chart and values. One small type, so that this room need not know how a state file is loaded.
import type { Span } from "../diagnostics/diagnostic.ts";
import type { HelmDefaultsDoc, ReleaseDoc } from "../helmfile/release_schema.ts";
import type { RepositoryDoc } from "../helmfile/schema.ts";

/** One release, everything resolved: references in `set` evaluated, `postRendererArgs` rendered. */
export interface HelmRelease {
  readonly name: string;
  /** Empty for none. */
  readonly namespace: string;
  /** Empty for the current one. */
  readonly kubeContext: string;
  /** As the state names it. */
  readonly chart: string;
  /** Where preparation put the chart, if not at `chart`. */
  readonly chartPath?: string;
  /** Empty for the newest; an OCI version may end in a digest. */
  readonly version: string;
  readonly spec: ReleaseDoc;
  readonly defaults: HelmDefaultsDoc;
  /** The state's repository that the chart's name starts with. */
  readonly repository?: RepositoryDoc;
  /** The file's `apiVersions` and `kubeVersion`. */
  readonly apiVersions: readonly string[];
  readonly kubeVersion: string;
  /** For `--values`, in order. */
  readonly valuesFiles: readonly string[];
  /** The legacy `env:` list, each variable looked up. */
  readonly envValues?: readonly { readonly name: string; readonly value: string }[];
  /** Where a key is defined, for diagnostics. */
  spanOf?(path: readonly (string | number)[]): Span | undefined;
}

type SharedKey = keyof HelmDefaultsDoc & keyof ReleaseDoc;

/** The release's own setting, else the one of helmDefaults. */
export function setting<K extends SharedKey>(
  release: HelmRelease,
  key: K,
): ReleaseDoc[K] | HelmDefaultsDoc[K] {
  return release.spec[key] ?? release.defaults[key];
}

/** What helm gets as the chart. */
export function chartArgument(release: HelmRelease): string {
  return release.chartPath ?? release.chart;
}

/** Whether the chart comes from an OCI registry, by its own name or its repository's `oci: true`. */
export function isOciChart(release: HelmRelease): boolean {
  return release.chart.startsWith("oci://") || release.repository?.oci === true;
}

/** The name of an OCI chart below its repository, or its last part if it is named by its address. */
export function ociChartName({ chart }: HelmRelease): string {
  const name = chart.startsWith("oci://") ? chart.split("/").at(-1)! : chart.slice(chart.indexOf("/") + 1);
  return name.replace(/@.*$/, "").replace(/:.*$/, "");
}

/** Whether the chart is downloaded over plain HTTP: the release, helmDefaults or the repository says so. */
export function needsPlainHttp(release: HelmRelease): boolean {
  return [release.spec, release.defaults, release.repository].some((from) => from?.plainHttp === true);
}

/** Whether certificates of the chart's server go unchecked: the release, helmDefaults or the repository says so. */
export function skipsTlsVerify(release: HelmRelease): boolean {
  return release.spec.insecureSkipTLSVerify === true || release.defaults.insecureSkipTLSVerify === true ||
    release.repository?.skipTLSVerify === true;
}
