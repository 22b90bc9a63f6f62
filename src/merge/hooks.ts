// Hooks with the way back to the state file: in, declared hooks and the documents they may stand in; out, hooks whose
// places are computed when a report asks for them.
import type { Span } from "../diagnostics/diagnostic.ts";
import type { HookDoc } from "../helmfile/schema.ts";
import { type DocPath, findItem, type LocatedDoc } from "./located_doc.ts";
import type { Hook } from "./state.ts";

/** The hooks of a release (its own and those it inherits) or of a file, with the documents that declare them. */
export function hooksOf(docs: readonly HookDoc[], holders: readonly LocatedDoc[]): readonly Hook[] {
  return docs.map((doc, index) => {
    const spanOf = (path: DocPath): Span | undefined => {
      const found = findHook(doc, holders);
      return found?.holder.spanOf([...found.path, ...path]);
    };
    return {
      doc,
      index,
      span: () => spanOf([]),
      locateLine(argument, line) {
        const found = findHook(doc, holders);
        const key = argument < 0 ? ["command"] : ["args", argument];
        return found?.holder.lineOf([...found.path, ...key], line);
      },
    };
  });
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
