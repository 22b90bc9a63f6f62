// A need in full: in, `[[CONTEXT/]NAMESPACE/]NAME` as written and the release that needs it; out, the id it means.
import type { ReleaseDoc } from "../../helmfile/release_schema.ts";

/** The id of a needed release (Helmfile pkg/state/state.go reformat): what is left out is the needing release's. */
export function resolvedNeed(need: string, { kubeContext = "", namespace = "" }: ReleaseDoc): string {
  const parts = need.split("/"), name = parts.at(-1)!;
  const ns = parts.length > 1 ? parts.at(-2)! : namespace;
  // A context may hold slashes itself; names and namespaces cannot.
  const context = parts.length > 2 ? parts.slice(0, -2).join("/") : kubeContext;
  if (context !== "") return `${context}/${ns}/${name}`;
  return ns === "" ? name : `${ns}/${name}`;
}
