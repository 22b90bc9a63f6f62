// The options of single commands, in groups that commands pick from. Source of compatible names and defaults:
// Helmfile cmd/*.go. Texts are ours.
import { choice, flag, number, text, texts } from "./option.ts";

/** How many things happen at once. */
export const concurrency = number({
  summary: "Most releases worked on at once, 0 for no limit",
  default: 0,
  placeholder: "n",
  category: "Execution",
});

/** Words for every helm call. */
export const args = text({
  summary: "More arguments for every helm call",
  default: "",
  placeholder: "words",
  category: "Helm",
});

/** Values for releases. */
export const releaseValues = {
  set: texts({ summary: "Set a value of the releases: key=value", placeholder: "k=v", category: "Value" }),
  values: texts({
    summary: "Read values of the releases from a YAML file",
    placeholder: "path",
    completes: "file",
    category: "Value",
  }),
};

/** What happens to the releases a selected one needs. */
export const needs = {
  skipNeeds: flag({
    summary: "Ignore needs that the selectors leave out",
    default: true,
    category: "Selection",
  }),
  includeNeeds: flag({ summary: "Take the needs of selected releases along", category: "Selection" }),
  includeTransitiveNeeds: flag({
    summary: "Take the needs of selected releases along, and theirs",
    category: "Selection",
  }),
};

/** Whether needs must be installed. */
export const enforceNeedsAreInstalled = flag({
  summary: "Fail when a needed release is not to be installed",
  category: "Selection",
});

/** Whether manifests are checked against the cluster. */
export const validate = flag({ summary: "Check manifests against the cluster", category: "Diff" });

/** Whether changes have an exit code of their own. */
export const detailedExitcode = flag({ summary: "Exit with 2 when there are changes", category: "Output" });

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

/** Words for one helm command each; they replace the state's. */
export const helmWords = {
  diffArgs: text({
    summary: "More arguments for helm diff",
    default: "",
    placeholder: "words",
    category: "Helm",
  }),
  syncArgs: text({
    summary: "More arguments for helm upgrade",
    default: "",
    placeholder: "words",
    category: "Helm",
  }),
  templateArgs: text({
    summary: "More arguments for helm template",
    default: "",
    placeholder: "words",
    category: "Helm",
  }),
};

/** Whether temporary values files are kept. */
export const skipCleanup = flag({ summary: "Keep temporary values files", category: "Output" });

/** Whether charts' CRDs are left out. */
export const skipCrds = flag({ summary: "Do not install custom resource definitions", category: "Helm" });

/** How long helm waits. */
export const waiting = {
  wait: flag({ summary: "Wait until resources are ready", category: "Helm" }),
  waitForJobs: flag({ summary: "Wait until jobs are complete", category: "Helm" }),
  timeout: number({ summary: "Time limit of helm in seconds", placeholder: "seconds", category: "Helm" }),
};

/** Which values an upgrade starts from. */
export const valueReuse = {
  reuseValues: flag({ summary: "Keep the values of the installed release", category: "Helm" }),
  resetValues: flag({ summary: "Start from the chart's values", category: "Helm" }),
};

/** What alters manifests on their way. */
export const postRendering = {
  postRenderer: text({
    summary: "Program that alters the manifests",
    default: "",
    placeholder: "path",
    completes: "file",
    category: "Helm",
  }),
  postRendererArgs: texts({
    summary: "Argument of the post renderer",
    placeholder: "word",
    category: "Helm",
  }),
};

/** Whether values are checked against the chart's schema. */
export const skipSchemaValidation = flag({
  summary: "Do not check values against the chart's schema",
  category: "Helm",
});

/** How dependents of a deleted object go. */
export const cascade = choice({
  summary: "How dependents of deleted objects go",
  choices: ["background", "foreground", "orphan"],
  category: "Helm",
});

/** Whether objects of others are taken over, and who merges. */
export const ownership = {
  takeOwnership: flag({ summary: "Take over objects that other releases hold", category: "Helm" }),
  serverSide: choice({
    summary: "Let the API server merge (helm 4)",
    choices: ["true", "false", "auto"],
    category: "Helm",
  }),
};

/** What else an upgrade can be told. */
const upgrading = {
  ...ownership,
  hideNotes: flag({ summary: "Do not show the chart's notes", category: "Output" }),
  syncReleaseLabels: flag({ summary: "Write labels to helm's record of the release", category: "Helm" }),
  description: text({
    summary: "Description in the release's history",
    default: "",
    placeholder: "text",
    category: "Helm",
  }),
};

/** How resources are watched while helm works. */
const tracking = {
  trackMode: choice({
    summary: "Who watches the resources",
    choices: ["helm", "helm-legacy", "kubedog"],
    category: "Tracking",
  }),
  trackTimeout: number({
    summary: "Time limit of watching in seconds",
    placeholder: "seconds",
    category: "Tracking",
  }),
  trackLogs: flag({ summary: "Show the logs of pods", category: "Tracking" }),
  trackFailedLogs: flag({ summary: "Show the logs of failed pods", category: "Tracking" }),
  helmStuckGrace: number({
    summary: "Seconds helm may go on after resources failed",
    placeholder: "seconds",
    category: "Tracking",
  }),
  trackFailOnError: flag({ summary: "Fail when a watched resource fails", category: "Tracking" }),
};

/** What helm template renders, and where it goes. */
export const templating = {
  includeCrds: flag({ summary: "Render custom resource definitions too", category: "Helm" }),
  skipTests: flag({ summary: "Leave out helm's test hooks", category: "Helm" }),
  noHooks: flag({ summary: "Leave out the charts' helm hooks", category: "Helm" }),
  showOnly: texts({
    summary: "Render only this template of the chart",
    placeholder: "path",
    category: "Helm",
  }),
  kubeVersion: text({
    summary: "Kubernetes version to render for",
    default: "",
    placeholder: "version",
    category: "Helm",
  }),
};

/** The folder that files go to. */
export const outputDir = text({
  summary: "Folder to write to",
  default: "",
  placeholder: "folder",
  completes: "folder",
  category: "Output",
});

/** The template of a release's folder. */
export const outputDirTemplate = text({
  summary: "Template of the folder of each release",
  default: "",
  placeholder: "template",
  category: "Output",
});

/** Whether fetch prints a state that uses what it fetched. */
export const writeOutput = flag({
  summary: "Print the state with the fetched charts in it; needs --output-dir",
  category: "Output",
});

/** Whether deps leaves repositories alone. */
export const skipRepos = flag({ summary: "Do not refresh repositories first", category: "Chart" });

/** The template of a release's file. */
export const outputFileTemplate = text({
  summary: "Template of the file of each release",
  default: "",
  placeholder: "template",
  category: "Output",
});

/** Whether charts are left alone. */
export const skipCharts = flag({
  summary: "Do not prepare charts and run no prepare hooks",
  category: "Chart",
});

/** How a removal ends; accepted and without effect, as in Helmfile. */
export const removal = {
  deleteWait: flag({ name: "deleteWait", summary: "Wait until resources are gone", category: "Helm" }),
  deleteTimeout: number({
    name: "deleteTimeout",
    summary: "Time limit of the wait in seconds",
    default: 300,
    placeholder: "seconds",
    category: "Helm",
  }),
};

/** How helm's tests run. */
export const testing = {
  cleanup: flag({ summary: "Accepted and without effect, as in Helmfile", category: "Helm", isHidden: true }),
  logs: flag({ summary: "Show the logs of the test pods", category: "Output" }),
  timeout: number({
    summary: "Time limit of the tests in seconds; the release's unless given",
    placeholder: "seconds",
    category: "Helm",
  }),
};

/** How unit tests run. */
export const unitTesting = {
  failFast: flag({ summary: "Stop at the first test that fails", category: "Execution" }),
  debugPlugin: flag({ summary: "Let the unittest plugin say more", category: "Output" }),
};

/** Text or JSON. */
export const output = choice({
  summary: "Form of the output",
  short: "o",
  choices: ["json"],
  category: "Output",
});

/** Accepted and without effect on the commands that need no temporary files. */
export const keepTempDir = flag({ summary: "Keep temporary files", category: "Output" });

/** The form of the version. */
export const versionOutput = choice({
  name: "output",
  summary: "Form of the output",
  short: "o",
  choices: ["json", "yaml", "short"],
  category: "Output",
});

/** YAML or JSON. */
export const yamlOrJson = choice({
  name: "output",
  summary: "Form of the output",
  short: "o",
  choices: ["yaml", "json"],
  default: "yaml",
  category: "Output",
});

/** Whether values files become part of what is printed. */
export const embedValues = flag({
  summary: "Replace values and secrets files by their contents",
  category: "Output",
});

/** Whether what is printed is for Helmfile. */
export const forHelmfile = flag({
  summary: "Put hooks in words that Helmfile knows, with a warning for what it cannot do",
  category: "Output",
});

/** The folder of a new project. */
export const createIn = text({
  name: "output-dir",
  summary: "Folder to create it in; NAME unless given",
  short: "o",
  default: "",
  placeholder: "folder",
  completes: "folder",
  category: "Output",
});

/** Whether init asks. */
export const force = flag({ summary: "Do not ask, and replace what is there", category: "Execution" });

/** Where else a run is told, for programs and for people who come later. */
export const reporting = {
  events: text({
    summary: "Write each event as a line of JSON, - for standard output",
    placeholder: "path",
    completes: "file",
    category: "Output",
  }),
  junit: text({
    summary: "Write releases and hooks as JUnit test cases",
    placeholder: "path",
    completes: "file",
    category: "Output",
  }),
  report: text({
    summary: "Write the run as one HTML page",
    placeholder: "path",
    completes: "file",
    category: "Output",
  }),
  summaryMarkdown: text({
    summary: "Write a summary in Markdown; on GitHub the job's summary gets it too",
    placeholder: "path",
    completes: "file",
    category: "Output",
  }),
};

/** How long a whole run may take. */
export const deadline = text({
  summary: "Time limit of the whole run, cleanup hooks not counted: 90s, 30m",
  env: "BOATHOOK_DEADLINE",
  placeholder: "time",
  category: "Execution",
});

/** Whether hooks run as after a failure of helm. */
export const simulateFailure = text({
  summary: "Run the hooks as if helm upgrade had failed before, with this message",
  placeholder: "message",
  bare: "",
  category: "Hook",
});

/** Whether a run only shows what it would do. */
export const dryRun = choice({
  summary: "Change nothing: list the hooks, and let helm simulate, on the client unless told",
  choices: ["client", "server"],
  bare: "client",
  category: "Execution",
  conflictsWith: "resume",
});

/** Whether tests write down what happens instead of comparing it. */
export const record = flag({
  summary: "Write what happens into the file of tests instead of comparing it",
  category: "Output",
});

/** The command whose hooks are explained. */
export const explainedCommand = choice({
  name: "command",
  summary: "Command whose hooks are explained",
  choices: [
    ...["sync", "apply", "destroy", "diff", "template", "lint", "unittest", "test", "status"],
    ...["fetch", "build", "show-dag", "write-values", "list"],
  ],
  default: "sync",
  placeholder: "name",
  category: "Hook",
});

/** Whether the schema is that of tests. */
export const hookTests = flag({
  summary: "The schema of files of tests (test-hooks) instead",
  category: "Output",
});

/** Whether a run goes on from an earlier one. */
const resuming = {
  resume: flag({
    summary: "Go on after a failed run: skip what was done and is unchanged",
    category: "Execution",
  }),
  onlyFailed: flag({
    summary: "Only releases that the last run did not get done",
    category: "Execution",
  }),
};

/** Whether hooks are looked at before anything runs. */
export const noPreflight = flag({
  summary: "Do not check the hooks before anything runs",
  env: "BOATHOOK_NO_PREFLIGHT",
  category: "Hook",
});

/** What sync and apply take. */
export const upgradeOptions = {
  ...reporting,
  dryRun,
  deadline,
  ...resuming,
  noPreflight,
  args,
  ...releaseValues,
  ...needs,
  enforceNeedsAreInstalled,
  concurrency,
  detailedExitcode,
  validate,
  ...diffing,
  ...helmWords,
  skipCrds,
  ...waiting,
  ...valueReuse,
  ...postRendering,
  skipSchemaValidation,
  cascade,
  ...upgrading,
  ...tracking,
};
