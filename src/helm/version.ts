// What `helm version --short` prints → a version that can be compared, and what each version of helm can do.

/** A version of helm or of one of its plugins; pre-release tags are dropped, as Helmfile does. */
export interface HelmVersion {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
}

/** From which version on helm has a feature. Source: Helmfile pkg/state/helmx.go and pkg/helmexec/exec.go. */
const SINCE = {
  createNamespace: "3.2.0",
  description: "3.3.0",
  forceUpdate: "3.3.2",
  registryTls: "3.12.0",
  cascade: "3.12.1",
  labels: "3.13.0",
  serverDryRun: "3.13.0",
  hideNotes: "3.16.0",
  takeOwnership: "3.17.0",
  registryPlainHttp: "3.18.0",
  forceReplace: "4.0.0",
  forceConflicts: "4.0.0",
  rollbackOnFailure: "4.0.0",
  serverSide: "4.0.0",
  waitStrategy: "4.0.0",
  postRendererPlugins: "4.0.0",
  colorFlag: "4.0.0",
  dependencyPlainHttp: "4.0.0",
} as const;
/** What not every helm has. */
export type HelmFeature = keyof typeof SINCE;

/** From which version on the helm-diff plugin has a feature. */
const DIFF_SINCE = {
  insecureSkipTLSVerify: "3.8.1",
  suppressOutputLineRegex: "3.9.0",
  takeOwnership: "3.11.0",
  serverSide: "3.15.10",
} as const;
/** What not every helm-diff has. */
export type HelmDiffFeature = keyof typeof DIFF_SINCE;

/** The first version in a text such as "v3.17.3+ge4da497"; undefined if there is none. */
export function parseHelmVersion(text: string): HelmVersion | undefined {
  const match = /v?(\d+)\.(\d+)(?:\.(\d+))?/.exec(text);
  if (match === null) return undefined;
  return { major: Number(match[1]), minor: Number(match[2]), patch: Number(match[3] ?? 0) };
}

/** Whether `version` is `minimum` ("3.13.0") or newer. */
export function isAtLeast(version: HelmVersion, minimum: string): boolean {
  const least = parseHelmVersion(minimum)!;
  if (version.major !== least.major) return version.major > least.major;
  if (version.minor !== least.minor) return version.minor > least.minor;
  return version.patch >= least.patch;
}

/** Whether this helm has a feature. */
export function helmHas(version: HelmVersion, feature: HelmFeature): boolean {
  return isAtLeast(version, SINCE[feature]);
}

/** Whether this helm-diff has a feature. */
export function helmDiffHas(version: HelmVersion, feature: HelmDiffFeature): boolean {
  return isAtLeast(version, DIFF_SINCE[feature]);
}

/** The version of helm-diff a feature needs, for messages. */
export function helmDiffSince(feature: HelmDiffFeature): string {
  return DIFF_SINCE[feature];
}

/** The version of helm a feature needs, for messages. */
export function helmSince(feature: HelmFeature): string {
  return SINCE[feature];
}

/** "3.17.3". */
export function formatHelmVersion(version: HelmVersion): string {
  return `${version.major}.${version.minor}.${version.patch}`;
}
