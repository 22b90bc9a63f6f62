// The options of apply and diff → how releases are compared.
import { fail } from "../../diagnostics/diagnostic.ts";
import type { diffing } from "../../cli/options.ts";
import type { OptionValues } from "../../cli/option.ts";
import type { Comparison } from "../../run/compare_releases.ts";
import type { System } from "../../system/system.ts";

/** What of the command line matters for a comparison. */
export interface ComparisonOptions extends OptionValues<typeof diffing> {
  readonly suppressDiff?: boolean;
}

/** How to compare. Called as `helmfile`, the plugin compares if helm has it; else our own engine unless told. */
export function comparisonFor(
  options: ComparisonOptions,
  { programName, system, detailedExitcode }: {
    programName: string;
    system: System;
    detailedExitcode: boolean;
  },
): Comparison {
  const isStandIn = programName === "helmfile" && hasDiffPlugin(system);
  return {
    engine: options.diffEngine ?? (isStandIn ? "plugin" : "builtin"),
    detailedExitcode,
    skipDiffOnInstall: options.skipDiffOnInstall,
    showsNothing: options.suppressDiff === true,
    options: {
      ...(options.context > 0 ? { context: options.context } : {}),
      stripsTrailingCr: options.stripTrailingCr,
      showsSecrets: options.showSecrets,
      suppressedKinds: [...options.suppress, ...(options.suppressSecrets ? ["Secret"] : [])],
      ignoresHooks: options.noHooks,
      includesTests: options.includeTests,
      ignoredLines: options.suppressOutputLineRegex.map(lineExpression),
    },
  };
}

function lineExpression(text: string): RegExp {
  try {
    return new RegExp(text);
  } catch {
    return fail("cli/wrong-regex", `Cannot use "${text}" to leave out lines: it is no regular expression`);
  }
}

/** Whether helm-diff is where helm looks for plugins. Source: helm pkg/cli/environment.go (HELM_PLUGINS, HELM_DATA_HOME). */
function hasDiffPlugin({ env, files }: System): boolean {
  const data = env.get("HELM_DATA_HOME") ??
    `${env.get("XDG_DATA_HOME") ?? `${env.get("HOME") ?? ""}/.local/share`}/helm`;
  const folder = env.get("HELM_PLUGINS") ?? `${data}/plugins`;
  return ["diff", "helm-diff"].some((name) => files.stat(`${folder}/${name}/plugin.yaml`) !== undefined);
}
