// What a run does, as Helmfile's log says it: scripts and eyes know these lines. Source: Helmfile
// pkg/helmexec/exec.go, pkg/state/state.go.
import type { HelmRef, ReleaseAction, ReleaseRef } from "../../run/events.ts";
import { withoutCredentials } from "../credentials.ts";

/** The line for the start of work on a release; undefined if nothing is done. */
export function releaseLine(
  action: ReleaseAction,
  { name, chart, namespace }: ReleaseRef,
): string | undefined {
  switch (action) {
    case "upgrade":
      return `Upgrading release=${name}, chart=${withoutCredentials(chart)}, namespace=${namespace}`;
    case "reinstall":
      return `Reinstalling release=${name}, chart=${withoutCredentials(chart)}, namespace=${namespace}`;
    case "diff":
      return `Comparing release=${name}, chart=${withoutCredentials(chart)}, namespace=${namespace}`;
    case "template":
      return `Templating release=${name}, chart=${withoutCredentials(chart)}`;
    case "lint":
      return `Linting release=${name}, chart=${withoutCredentials(chart)}`;
    case "unittest":
      return `Unit testing release=${name}, chart=${withoutCredentials(chart)}`;
    case "uninstall":
      return `Deleting ${name}`;
    case "test":
      return `Testing ${name}`;
    case "none":
      return undefined;
  }
}

/** The line for a helm call beside the main one of a release; undefined if it is not worth one. */
export function helmLine({ args, release }: HelmRef): string | undefined {
  const words = args.filter((word) => !word.startsWith("-"));
  const [first, second, third, fourth] = words;
  switch (`${first} ${second}`) {
    case "repo add":
      return `Adding repo ${third} ${withoutCredentials(fourth ?? "")}`;
    case "repo update":
      return "Updating repo";
    case "registry login":
      return `Logging in to registry ${third ?? ""}`.trimEnd();
    case "dependency build":
      return release
        ? `Building dependency release=${release.name}, chart=${third}`
        : `Building dependency ${third}`;
    case "dependency update":
      return `Updating dependency ${third}`;
    case "secrets decrypt":
      return `Decrypting secret ${words.at(-1)}`;
  }
  if (first === "pull" || first === "fetch") return `Fetching ${withoutCredentials(second ?? "")}`;
  return first === "status" ? `Getting status ${second}` : undefined;
}

/** helm's commands whose output is about helm's own bookkeeping, and so for the debug log alone. */
export function isBookkeeping({ args }: HelmRef): boolean {
  const [first, second] = args.filter((word) => !word.startsWith("-"));
  return ["version", "list", "show", "plugin", "env", "pull", "fetch", "secrets"].includes(first ?? "") ||
    (first === "repo" && second === "update") || first === "dependency";
}
