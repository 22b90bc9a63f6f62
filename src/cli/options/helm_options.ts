// The options of single commands that helm is told.
import { choice, flag, number, text, texts } from "../option.ts";

/** Words for every helm call. */
export const args = text({
  summary: "More arguments for every helm call",
  default: "",
  placeholder: "words",
  category: "Helm",
});

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
export const upgrading = {
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
export const tracking = {
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
