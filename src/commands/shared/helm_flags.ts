// The options of a command line → what of them reaches helm.
import type { HelmFlags } from "../../helm/flags.ts";

/** Options that carry the name of the flag they become; which of them a command takes is its own affair. */
const FLAGS: readonly (keyof HelmFlags)[] = [
  "args",
  "debug",
  "kubeconfig",
  "kubeContext",
  "values",
  "set",
  "wait",
  "waitForJobs",
  "timeout",
  "reuseValues",
  "resetValues",
  "skipCrds",
  "postRenderer",
  "postRendererArgs",
  "skipSchemaValidation",
  "cascade",
  "hideNotes",
  "takeOwnership",
  "serverSide",
  "syncReleaseLabels",
  "description",
  "trackMode",
  "syncArgs",
  "stripTrailingCr",
  "includeTests",
  "suppress",
  "suppressSecrets",
  "showSecrets",
  "noHooks",
  "color",
  "noColor",
  "context",
  "output",
  "suppressOutputLineRegex",
  "diffArgs",
  "detailedExitcode",
  "validate",
  "includeCrds",
  "skipTests",
  "showOnly",
  "kubeVersion",
  "templateArgs",
  "logs",
  "failFast",
  "debugPlugin",
  "disableForceUpdate",
  "enforcePluginVerification",
  "ociPlainHttp",
];

/** The flags that were given; texts and lists that are empty count as not given. */
export function helmFlagsOf(options: Readonly<Record<string, unknown>>): HelmFlags {
  const given = FLAGS.map((key) => [key, options[key]] as const).filter(([, value]) => {
    if (Array.isArray(value)) return value.length > 0;
    return value !== undefined && value !== "" && value !== false;
  });
  return Object.fromEntries(given);
}
