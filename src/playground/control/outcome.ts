// How a pod shall fare: well, unless an annotation on it or on what controls it asks for something else.
import type { Cluster } from "../cluster.ts";
import { objectsAt, textAt } from "../json.ts";
import { kindKey } from "../kinds.ts";
import { annotationOf, type KubeObject, namespaceOf } from "../object.ts";

/** `fail`: its containers end with an error; `hang`: they start and never become ready or done. */
export type Outcome = "well" | "fail" | "hang";

/** The annotation that asks for another outcome than "well". */
const OUTCOME_ANNOTATION = "boathook.dev/outcome";

/** The outcome an object, or the first above it that says something, asks for. */
export function outcomeOf(cluster: Cluster, object: KubeObject): Outcome {
  const asked = annotationOf(object, OUTCOME_ANNOTATION);
  if (asked === "fail" || asked === "hang") return asked;
  const owner = ownerOf(cluster, object);
  return owner ? outcomeOf(cluster, owner) : "well";
}

function ownerOf({ store, kinds }: Cluster, object: KubeObject): KubeObject | undefined {
  const reference = objectsAt(object, "metadata", "ownerReferences").find(({ controller }) =>
    controller === true
  );
  const name = textAt(reference, "name");
  if (name === undefined) return undefined;
  const kind = kinds.ofObject({
    apiVersion: textAt(reference, "apiVersion") ?? "",
    kind: textAt(reference, "kind") ?? "",
  });
  return kind && store.get(kindKey(kind), namespaceOf(object), name);
}
