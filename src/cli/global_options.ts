// The options every command takes, in groups that later rooms read as a whole. Source of compatible names, defaults
// and environment variables: Helmfile cmd/*.go, pkg/envvar/const.go. Texts are ours.
import { choice, flag, number, text, texts } from "./option.ts";

/** Which state is read. */
export const entry = {
  file: text({
    summary: "State file, folder of state files, URL, or - for standard input",
    short: "f",
    env: "HELMFILE_FILE_PATH",
    placeholder: "path",
    completes: "file",
    category: "State",
  }),
  environment: text({
    summary: 'Environment to use ("default" unless given)',
    short: "e",
    env: "HELMFILE_ENVIRONMENT",
    placeholder: "name",
    completes: "environment",
    category: "State",
  }),
  sequentialHelmfiles: flag({
    summary: "Work through the files of a helmfile.d folder one by one",
    category: "State",
  }),
};

/** Which releases take part. */
export const selection = {
  selector: texts({
    summary: "Only releases with these labels: k=v,k!=v; repeat for more",
    short: "l",
    placeholder: "labels",
    completes: "selector",
    category: "Selection",
  }),
  allowNoMatchingRelease: flag({
    summary: "Succeed when no release matches the selectors",
    category: "Selection",
  }),
};

/** What the command line puts over the state's values. */
export const stateValues = {
  stateValuesSet: texts({ summary: "Set a state value: key=value", placeholder: "k=v", category: "Value" }),
  stateValuesSetString: texts({
    summary: "Set a state value as text: key=value",
    placeholder: "k=v",
    category: "Value",
  }),
  stateValuesFile: texts({
    summary: "Read state values from a YAML file",
    placeholder: "path",
    completes: "file",
    category: "Value",
  }),
};

/** Where releases go, whatever the state says. */
export const target = {
  namespace: text({
    summary: "Namespace of all releases",
    short: "n",
    env: "HELMFILE_NAMESPACE",
    placeholder: "name",
    completes: "namespace",
    category: "Helm",
  }),
  kubeContext: text({
    summary: "Kubeconfig context to use",
    env: "HELMFILE_KUBE_CONTEXT",
    placeholder: "name",
    completes: "kube-context",
    category: "Helm",
  }),
  kubeconfig: text({
    summary: "Kubeconfig file to use",
    placeholder: "path",
    completes: "file",
    category: "Helm",
  }),
  chart: text({
    summary: "Chart of all releases",
    short: "c",
    placeholder: "chart",
    completes: "folder",
    category: "Chart",
  }),
  helmBinary: text({
    summary: 'Helm to run ("helm" unless given)',
    short: "b",
    env: "HELMFILE_HELM_BINARY",
    placeholder: "path",
    completes: "file",
    category: "Helm",
  }),
  kustomizeBinary: text({
    summary: 'Kustomize to run ("kustomize" unless given)',
    short: "k",
    env: "HELMFILE_KUSTOMIZE_BINARY",
    placeholder: "path",
    completes: "file",
    category: "Helm",
  }),
};

/** How charts and repositories are prepared. */
export const preparation = {
  skipDeps: flag({ summary: "Do not refresh repositories or build chart dependencies", category: "Chart" }),
  skipRefresh: flag({ summary: "Do not refresh repositories", category: "Chart" }),
  allowFailedReleases: flag({
    summary: "Leave out releases whose charts cannot be prepared, and go on with the others",
    category: "Chart",
  }),
  disableForceUpdate: flag({ summary: "Do not replace repositories helm knows already", category: "Chart" }),
  enforcePluginVerification: flag({ summary: "Fail when a helm plugin is not signed", category: "Chart" }),
  ociPlainHttp: flag({ summary: "Use plain HTTP with OCI registries", category: "Chart" }),
  repoRetries: number({
    summary: "Try again this often when a repository does not answer",
    env: "HELMFILE_REPO_RETRIES",
    default: 0,
    placeholder: "n",
    category: "Chart",
  }),
};

/** How a run behaves. */
export const running = {
  interactive: flag({
    summary: "Ask before changing anything",
    short: "i",
    env: "HELMFILE_INTERACTIVE",
    category: "Execution",
  }),
  enableLiveOutput: flag({ summary: "Show helm's output as it comes", category: "Execution" }),
  playground: flag({
    summary: "Work on a pretended Kubernetes in this process, to try things out",
    category: "Execution",
    conflictsWith: "kubeconfig",
  }),
  playgroundDir: text({
    summary: "Use a playground that keeps its objects in this folder",
    placeholder: "folder",
    completes: "folder",
    category: "Execution",
  }),
  hookTimeout: text({
    summary: "Time limit of hooks that set none: 90s, 5m, 1h",
    env: "BOATHOOK_HOOK_TIMEOUT",
    placeholder: "time",
    category: "Hook",
  }),
  skipHooks: text({
    summary: "Run no hooks, or none whose name matches: --skip-hooks='db-*'",
    env: "BOATHOOK_SKIP_HOOKS",
    placeholder: "glob",
    completes: "hook-name",
    bare: "*",
    category: "Hook",
  }),
};

/** What is said, and how. */
export const logging = {
  debug: flag({
    summary: "Say everything, helm's debug output too",
    env: "HELMFILE_DEBUG",
    category: "Output",
  }),
  logLevel: choice({
    summary: "Least level of log lines",
    env: "HELMFILE_LOG_LEVEL",
    choices: ["debug", "info", "warn", "error", "fatal"],
    category: "Output",
  }),
  quiet: flag({
    summary: "Only warnings and errors",
    short: "q",
    env: "HELMFILE_QUIET",
    category: "Output",
  }),
  color: flag({ summary: "Use colours", category: "Output", conflictsWith: "noColor" }),
  noColor: flag({ summary: "Use no colours", env: "HELMFILE_NO_COLOR", category: "Output" }),
  stripArgsValuesOnExitError: flag({
    summary: "Hide the values of --set arguments in error messages",
    default: true,
    category: "Output",
  }),
  progress: choice({
    summary: "What runs and since when: lines that change on a terminal, lines now and then, or neither",
    env: "BOATHOOK_PROGRESS",
    choices: ["auto", "plain", "none"],
    default: "auto",
    category: "Output",
  }),
  logFormat: choice({
    summary: "How log lines and problems are written to standard error",
    choices: ["text", "json"],
    default: "text",
    category: "Output",
  }),
};

/** What Helmfile knows and we have no use for. */
export const accepted = {
  otelTracing: flag({
    summary: "Accepted for the sake of Helmfile's scripts; nothing is traced",
    env: "HELMFILE_OTEL_TRACING",
    category: "Output",
  }),
};

/** What the program says about itself. */
export const program = {
  help: flag({ summary: "Show this help", short: "h", category: "Program" }),
  version: flag({ summary: "Show the version", short: "v", category: "Program" }),
};

/** The options every command takes, before or after its name. */
export const globals = {
  ...entry,
  ...selection,
  ...stateValues,
  ...target,
  ...preparation,
  ...running,
  ...logging,
  ...accepted,
  ...program,
};
