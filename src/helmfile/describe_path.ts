// A path in a state file → the words for what stands there, for messages.
import type { YamlPath } from "../yaml/positions.ts";

const ITEMS: Readonly<Record<string, string>> = {
  releases: "a release",
  templates: "a release template",
  hooks: "a hook",
  environments: "an environment",
  repositories: "a repository",
  helmfiles: "a nested helmfile",
  set: "an entry of set",
  setString: "an entry of setString",
  setTemplate: "an entry of setTemplate",
  env: "an entry of env",
  inherit: "an entry of inherit",
  dependencies: "a dependency",
  trackResources: "an entry of trackResources",
  tests: "a test",
  fails: "an entry of fails",
};

/** What holds the keys at a path: "a release", "helmDefaults", "the state file". */
export function describeHolder(path: YamlPath): string {
  const last = path.at(-1);
  if (last === undefined) return "the state file";
  const list = path.at(-2);
  if (typeof list === "string" && ITEMS[list]) return ITEMS[list];
  if (list === "helmDefaults") return describePath(path);
  return typeof last === "string" ? last : `${describePath(path)}`;
}

/** A path as a user would write it: `releases[0].set[1].name`. */
function describePath(path: YamlPath): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === "number") return `${text}[${step}]`;
    return text === "" ? step : `${text}.${step}`;
  }, "");
}

/** The key a path ends in: `values[0]`, not the whole way to it. */
export function describeKey(path: YamlPath): string {
  const from = path.findLastIndex((step) => typeof step === "string");
  return describePath(path.slice(Math.max(from, 0)));
}
