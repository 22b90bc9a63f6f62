// The options of apply and diff → how releases are compared.
import { fail } from "../../diagnostics/diagnostic.ts";
import type { diffing } from "../../cli/options/diff_options.ts";
import type { OptionValues } from "../../cli/option.ts";
import type { Comparison } from "../../run/compare_releases.ts";
import { diffPluginVersion } from "../../run/diff_plugin.ts";
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
  const isStandIn = programName === "helmfile" && diffPluginVersion(system) !== undefined;
  return {
    engine: options.diffEngine ?? (isStandIn ? "plugin" : "builtin"),
    detailedExitcode,
    skipDiffOnInstall: options.skipDiffOnInstall,
    skipsValidationOnInstall: options.skipDiffValidationOnInstall,
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
