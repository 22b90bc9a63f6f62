// ReplicaSets: as many pods as wanted, and a status that counts them.
import { type JsonObject, numberAt } from "../json.ts";
import { isBeingDeleted, type KubeObject } from "../object.ts";
import {
  controlledBy,
  type Controller,
  createControlled,
  isActive,
  isReady,
  podFromTemplate,
  remove,
  setStatus,
  wantedReplicas,
} from "./controller.ts";

/** Makes or removes pods, and counts them. */
export const controlReplicaSet: Controller = ({ cluster }, set) => {
  if (isBeingDeleted(set)) return;
  const wanted = wantedReplicas(set);
  const pods = () => controlledBy(cluster, set, "/pods").filter(isActive);
  for (let missing = wanted - pods().length; missing > 0; missing--) {
    const pod = podFromTemplate(set, { generateName: `${set.metadata.name}-` });
    createControlled(cluster, set, { key: "/pods", object: pod });
  }
  for (const pod of surplus(pods(), wanted)) remove(cluster, "/pods", pod);
  const status = replicaStatus(set, pods());
  const current = cluster.store.get("apps/replicasets", String(set.metadata.namespace), set.metadata.name);
  if (current) setStatus(cluster, { key: "apps/replicasets", object: current, status });
};

/** Pods that are not ready go first. */
function surplus(pods: readonly KubeObject[], wanted: number): readonly KubeObject[] {
  const ordered = [...pods].sort((a, b) => Number(isReady(a)) - Number(isReady(b)));
  return ordered.slice(0, Math.max(0, pods.length - wanted));
}

function replicaStatus(set: KubeObject, pods: readonly KubeObject[]): JsonObject {
  const ready = pods.filter(isReady).length;
  return {
    replicas: pods.length,
    ...(pods.length > 0 ? { fullyLabeledReplicas: pods.length } : {}),
    ...(ready > 0 ? { readyReplicas: ready, availableReplicas: ready } : {}),
    terminatingReplicas: 0,
    observedGeneration: numberAt(set, "metadata", "generation") ?? 1,
  };
}
