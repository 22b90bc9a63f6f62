// Hooks with the way back to the state file: in, declared hooks and the documents they may stand in; out, hooks whose
// places are computed when a report asks for them.
import type { HookDefaultsDoc } from "../../helmfile/hook_schema.ts";
import { scriptShell } from "../../helmfile/hook_shells.ts";
import type { HookDoc } from "../../helmfile/hook_schema.ts";
import { withHookDefaults } from "./hook_defaults.ts";
import { type DocPath, findItem, type LocatedDoc, spanOfEntry } from "../parts/located_doc.ts";
import type { Hook } from "../state.ts";

/** Whose hooks they are. */
export interface HookHolder {
  /** The documents that declare them. */
  readonly docs: readonly LocatedDoc[];
  /** `helmDefaults.hooks`. */
  readonly defaults: HookDefaultsDoc | undefined;
}

/** The hooks of a release (its own and those it inherits) or of a file. */
export function hooksOf(declared: readonly HookDoc[], { docs, defaults }: HookHolder): readonly Hook[] {
  return declared.map((own, index) => {
    const find = () => findHook(own, docs);
    const doc = withHookDefaults(own, defaults);
    return {
      doc,
      declared: own,
      index,
      get shell() {
        return scriptShell(doc.shell);
      },
      span() {
        const found = find();
        return found?.holder.spanOf(found.path);
      },
      spanOf(key) {
        if (own[key] === undefined) return spanOfEntry(docs, ["helmDefaults", "hooks", key]);
        const found = find();
        return found?.holder.spanOf([...found.path, key]);
      },
      locateLine(argument, line) {
        const found = find();
        return found?.holder.lineOf([...found.path, ...pathOfText(argument)], line);
      },
    };
  });
}

function pathOfText(argument: number | "script"): DocPath {
  if (argument === "script") return ["script"];
  return argument < 0 ? ["command"] : ["args", argument];
}

function findHook(hook: HookDoc, holders: readonly LocatedDoc[]) {
  for (const holder of holders) {
    const releases = (holder.doc.releases ?? []).map((_, i) => ["releases", i, "hooks"]);
    const templates = Object.keys(holder.doc.templates ?? {}).map((name) => ["templates", name, "hooks"]);
    const found = findItem([holder], [["hooks"], ...releases, ...templates], hook);
    if (found) return found;
  }
  return undefined;
}
