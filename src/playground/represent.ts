// How an object or a list is answered: as it is, as its metadata alone, or as a table for people.
import type { JsonObject } from "./json.ts";
import { apiVersionOf, type Kind } from "./kinds.ts";
import type { KubeObject } from "./object.ts";
import { toTable } from "./table.ts";

/** What a request asks to see. */
export type View = "object" | "metadata" | "table";

/** The view an Accept header asks for. Protobuf is never answered; clients that prefer it take JSON too. */
export function viewOf(accept: string): View {
  const first = accept.split(",").find((part) => part.trim().startsWith("application/json")) ?? "";
  if (first.includes("as=Table")) return "table";
  return first.includes("as=PartialObjectMetadata") ? "metadata" : "object";
}

/** How something is shown, and when: tables tell ages. */
export interface Shown {
  readonly view: View;
  readonly nowMs: number;
}

/** One object in a view; it speaks the version it is asked in. */
export function representObject(object: KubeObject, kind: Kind, { view, nowMs }: Shown): JsonObject {
  const versioned = { ...object, apiVersion: apiVersionOf(kind) };
  if (view === "table") {
    return toTable([versioned], kind, { resourceVersion: String(object.metadata.resourceVersion), nowMs });
  }
  if (view === "object") return versioned;
  return { kind: "PartialObjectMetadata", apiVersion: "meta.k8s.io/v1", metadata: object.metadata };
}

/** A list of objects in a view. */
export function representList(
  objects: readonly KubeObject[],
  kind: Kind,
  { view, nowMs, revision }: Shown & { readonly revision: number },
): JsonObject {
  const resourceVersion = String(revision);
  if (view === "table") return toTable(objects, kind, { resourceVersion, nowMs });
  const isMetadata = view === "metadata";
  return {
    kind: isMetadata ? "PartialObjectMetadataList" : `${kind.kind}List`,
    apiVersion: isMetadata ? "meta.k8s.io/v1" : apiVersionOf(kind),
    metadata: { resourceVersion },
    items: objects.map((object) => representObject(object, kind, { view, nowMs })),
  };
}
