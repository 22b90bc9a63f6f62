// The options of single commands for how differences are found and shown.
import { choice, flag, number, text, texts } from "../option.ts";

/** Whether manifests are checked against the cluster. */
export const validate = flag({ summary: "Check manifests against the cluster", category: "Diff" });

/** How differences are found and shown. */
export const diffing = {
  diffEngine: choice({
    summary: "What compares: ours, or helm's diff plugin",
    env: "BOATHOOK_DIFF_ENGINE",
    choices: ["builtin", "plugin"],
    category: "Diff",
  }),
  context: number({ summary: "Lines shown around a change", default: 0, placeholder: "n", category: "Diff" }),
  output: text({
    summary: "Form of the diff: diff, simple, json, template, dyff",
    short: "o",
    default: "",
    placeholder: "form",
    completes: "nothing",
    category: "Diff",
  }),
  suppress: texts({ summary: "Leave out this kind of object", placeholder: "kind", category: "Diff" }),
  suppressSecrets: flag({ summary: "Leave out secrets", category: "Diff" }),
  showSecrets: flag({ summary: "Show the contents of secrets", category: "Diff" }),
  stripTrailingCr: flag({ summary: "Ignore carriage returns at line ends", category: "Diff" }),
  includeTests: flag({ summary: "Compare helm's test hooks too", category: "Diff" }),
  noHooks: flag({ summary: "Do not compare the charts' helm hooks", category: "Diff" }),
  suppressOutputLineRegex: texts({
    summary: "Leave out changed lines that match",
    placeholder: "regex",
    category: "Diff",
  }),
  skipDiffOnInstall: flag({ summary: "Show no diff for releases not installed yet", category: "Diff" }),
  skipDiffValidationOnInstall: flag({
    summary: "Do not check manifests of releases not installed yet",
    category: "Diff",
  }),
};

/** Whether changes are found but not shown. */
export const suppressDiff = flag({ summary: "Do not show the diff", category: "Diff" });
