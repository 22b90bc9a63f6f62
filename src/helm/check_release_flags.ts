// A release and the helm at hand → what cannot work, before anything runs. Apart from the builders so that all
// problems of all releases can be collected first.
import type { Diagnostic, DiagnosticCode, Span } from "../diagnostics/diagnostic.ts";
import type { HelmContext } from "./helm_call.ts";
import { type HelmRelease, setting, skipsTlsVerify } from "./helm_release.ts";
import {
  formatHelmVersion,
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
  ];
}

/** Every setting of a release that the installed helm-diff is too old for. Source: Helmfile flagsForDiff. */
export function checkDiffFlags(release: HelmRelease, { diffVersion, flags }: HelmContext): Diagnostic[] {
  const problems: Diagnostic[] = [];
  if (skipsTlsVerify(release) && !helmDiffHas(diffVersion, "insecureSkipTlsVerify")) {
    problems.push(
      tooOld(release, "insecureSkipTLSVerify", diffVersion, helmDiffSince("insecureSkipTlsVerify")),
    );
  }
  const lists = [setting(release, "suppressOutputLineRegex"), flags.suppressOutputLineRegex];
  const suppresses = lists.some((list) => list !== undefined && list.length > 0);
  if (suppresses && !helmDiffHas(diffVersion, "suppressOutputLineRegex")) {
    const minimum = helmDiffSince("suppressOutputLineRegex");
    problems.push(tooOld(release, "suppressOutputLineRegex", diffVersion, minimum));
  }
  return problems;
}

function tooOld(
  release: HelmRelease,
  key: string,
  version: HelmVersion | undefined,
  minimum: string,
): Diagnostic {
  const found = version === undefined ? "of unknown version" : formatHelmVersion(version);
  return problem(
    "helm/plugin-too-old",
    `Cannot compare release "${release.name}" with "${key}": helm-diff is ${found}`,
    { span: release.spanOf?.([key]), hint: `update the plugin to ${minimum} or newer` },
  );
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
  return [problem(
    "helm/too-old",
    `Cannot upgrade release "${release.name}" with "${key}": helm is ${formatHelmVersion(version)}`,
    {
      span: release.spanOf?.([key]),
      hint: key === "rollbackOnFailure"
        ? 'use helm 4, or "atomic", which both versions know'
        : `use helm ${helmSince(feature)} or newer`,
    },
  )];
}

function problem(
  code: DiagnosticCode,
  message: string,
  { span, hint }: { readonly span: Span | undefined; readonly hint: string },
): Diagnostic {
  return { code, severity: "error", message, hint, ...(span === undefined ? {} : { span }) };
}
