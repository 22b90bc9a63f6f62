// A release and the helm at hand → what cannot work, before anything runs. Apart from the builders so that all
// problems of all releases can be collected first.
import type { Diagnostic, DiagnosticCode, Span } from "../diagnostics/diagnostic.ts";
import type { HelmContext } from "./helm_call.ts";
import { type HelmRelease, needsPlainHttp, setting, skipsTlsVerify } from "./helm_release.ts";
import { serverSideMode, suppressedLines, takesOwnership } from "./release_flags.ts";
import {
  formatHelmVersion,
  type HelmDiffFeature,
  helmDiffHas,
  helmDiffSince,
  type HelmFeature,
  helmHas,
  helmSince,
  type HelmVersion,
} from "./version.ts";

type ExclusiveKey = "atomic" | "rollbackOnFailure" | "force" | "forceConflicts";

/** Every setting of a release that helm would refuse. Source: Helmfile pkg/state/state.go flagsForUpgrade. */
export function checkReleaseFlags(release: HelmRelease, context: HelmContext): Diagnostic[] {
  return [
    ...checkExclusive(release, "atomic", "rollbackOnFailure"),
    ...checkExclusive(release, "force", "forceConflicts"),
    ...checkSupported(release, context, "rollbackOnFailure"),
    ...checkSupported(release, context, "forceConflicts"),
    ...checkSupported(release, context, "createNamespace"),
    ...checkServerSide(release, context),
  ];
}

/** Every setting of a release that the installed helm-diff is too old for. Source: Helmfile flagsForDiff. */
export function checkDiffFlags(
  release: HelmRelease,
  { version, flags }: HelmContext,
  diffVersion: HelmVersion,
): Diagnostic[] {
  const asked: readonly (readonly [HelmDiffFeature, boolean])[] = [
    ["insecureSkipTLSVerify", skipsTlsVerify(release) && !needsPlainHttp(release)],
    ["suppressOutputLineRegex", suppressedLines(release, flags).length > 0],
    ["takeOwnership", takesOwnership(release, flags)],
    ["serverSide", helmHas(version, "serverSide") && serverSideMode(release, flags) !== ""],
  ];
  return asked.filter(([key, isAsked]) => isAsked && !helmDiffHas(diffVersion, key)).map(([key]) =>
    problem(
      "helm/plugin-too-old",
      `Cannot compare release "${release.name}" with "${key}": helm-diff is ${
        formatHelmVersion(diffVersion)
      }`,
      { span: release.spanOf?.([key]), hint: `update the plugin to ${helmDiffSince(key)} or newer` },
    )
  );
}

const SERVER_SIDE_MODES = ["true", "false", "auto"];

function checkServerSide(release: HelmRelease, { flags, version }: HelmContext): Diagnostic[] {
  const span = release.spanOf?.(["serverSide"]);
  const inState = release.spec.serverSide || release.defaults.serverSide;
  if (!helmHas(version, "serverSide")) {
    // The option of the command line is passed over, so that one command works with both.
    return inState ? [tooOld(release, { key: "serverSide", version, hint: "use helm 4" })] : [];
  }
  const mode = serverSideMode(release, flags);
  if (mode === "" || SERVER_SIDE_MODES.includes(mode)) return [];
  return [problem(
    "helm/wrong-setting",
    `Cannot upgrade release "${release.name}" with "serverSide": there is no mode "${mode}"`,
    { span, hint: 'write "true", "false" or "auto"' },
  )];
}

function checkExclusive(release: HelmRelease, one: ExclusiveKey, other: ExclusiveKey): Diagnostic[] {
  if (setting(release, one) !== true || setting(release, other) !== true) return [];
  return [problem(
    "helm/exclusive-settings",
    `Cannot upgrade release "${release.name}" with both "${one}" and "${other}": they exclude each other`,
    {
      span: release.spanOf?.([release.spec[other] === undefined ? one : other]),
      hint: `remove one of them; helmDefaults may set the other`,
    },
  )];
}

function checkSupported(
  release: HelmRelease,
  { version }: HelmContext,
  key: "rollbackOnFailure" | "forceConflicts" | "createNamespace",
): Diagnostic[] {
  const feature: HelmFeature = key;
  if (setting(release, key) !== true || helmHas(version, feature)) return [];
  const hint = key === "rollbackOnFailure"
    ? 'use helm 4, or "atomic", which both versions know'
    : `use helm ${helmSince(feature)} or newer`;
  return [tooOld(release, { key, version, hint })];
}

function tooOld(
  release: HelmRelease,
  { key, version, hint }: { readonly key: string; readonly version: HelmVersion; readonly hint: string },
): Diagnostic {
  return problem(
    "helm/too-old",
    `Cannot upgrade release "${release.name}" with "${key}": helm is ${formatHelmVersion(version)}`,
    { span: release.spanOf?.([key]), hint },
  );
}

function problem(
  code: DiagnosticCode,
  message: string,
  { span, hint }: { readonly span: Span | undefined; readonly hint: string },
): Diagnostic {
  return { code, severity: "error", message, hint, ...(span === undefined ? {} : { span }) };
}
