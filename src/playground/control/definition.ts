// CustomResourceDefinitions: their kinds are served from the moment they are kept, and they say so.
import type { Cluster } from "../cluster.ts";
import { objectAt, objectsAt, textAt } from "../json.ts";
import type { KindKey } from "../kinds.ts";
import { type Controller, setStatus } from "./controller.ts";

/** The key of CustomResourceDefinitions. */
export const DEFINITIONS: KindKey = "apiextensions.k8s.io/customresourcedefinitions";

/** Serves the kinds of the definitions there are now. */
export function serveDefinitions({ store, kinds }: Cluster): void {
  kinds.define(store.list(DEFINITIONS));
}

/** Says of a definition that it is established. */
export const controlDefinition: Controller = ({ cluster }, definition) => {
  const lastTransitionTime = textAt(definition, "metadata", "creationTimestamp") ?? cluster.now();
  const stored = objectsAt(definition, "spec", "versions").filter(({ storage }) => storage === true);
  const status = {
    conditions: [
      {
        type: "NamesAccepted",
        status: "True",
        lastTransitionTime,
        reason: "NoConflicts",
        message: "no conflicts found",
      },
      {
        type: "Established",
        status: "True",
        lastTransitionTime,
        reason: "InitialNamesAccepted",
        message: "the initial names have been accepted",
      },
    ],
    acceptedNames: objectAt(definition, "spec", "names"),
    storedVersions: stored.map(({ name }) => String(name)),
  };
  setStatus(cluster, { key: DEFINITIONS, object: definition, status });
};
