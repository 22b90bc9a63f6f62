// The controllers at work: each change of the store has the objects it touches looked at, one after the other, soon
// after the request that made it is answered.
import type { Cluster } from "../cluster.ts";
import { objectsAt, textAt } from "../json.ts";
import { type KindKey, kindKey } from "../kinds.ts";
import { isBeingDeleted, type KubeObject, namespaceOf } from "../object.ts";
import { StatusError } from "../status_error.ts";
import type { Change } from "../store.ts";
import type { Control, Controller } from "./controller.ts";
import { controlDaemonSet } from "./daemon_set.ts";
import { controlDefinition, DEFINITIONS, serveDefinitions } from "./definition.ts";
import { controlDeployment } from "./deployment.ts";
import { collectDependents, finalizeOwner } from "./garbage.ts";
import { controlJob } from "./job.ts";
import { controlNamespace } from "./namespace.ts";
import { controlPod } from "./pod.ts";
import { controlReplicaSet } from "./replica_set.ts";
import { controlStatefulSet } from "./stateful_set.ts";
import { controlClaim, controlService } from "./volume.ts";

const CONTROLLERS: Readonly<Record<KindKey, Controller>> = {
  "/pods": controlPod,
  "/services": controlService,
  "/namespaces": controlNamespace,
  "/persistentvolumeclaims": controlClaim,
  "apps/replicasets": controlReplicaSet,
  "apps/deployments": controlDeployment,
  "apps/statefulsets": controlStatefulSet,
  "apps/daemonsets": controlDaemonSet,
  "batch/jobs": controlJob,
  [DEFINITIONS]: controlDefinition,
};

interface Place {
  readonly key: KindKey;
  readonly namespace: string;
  readonly name: string;
}

/** Runs the controllers of a cluster until `stopped` aborts. */
export function runControllers(cluster: Cluster, stopped: AbortSignal): void {
  const queue = new Map<string, Place>(), deleted: KubeObject[] = [];
  let isWaking = false;
  const wake = () => {
    if (isWaking || stopped.aborted) return;
    isWaking = true;
    void cluster.clock.sleep(0, stopped).then(work, () => {});
  };
  const enqueue = (place: Place) => {
    queue.set(`${place.key} ${place.namespace}/${place.name}`, place);
    wake();
  };
  const control: Control = {
    cluster,
    revisit(key, object, afterMs) {
      const place = { key, namespace: namespaceOf(object), name: object.metadata.name };
      void cluster.clock.sleep(afterMs, stopped).then(() => enqueue(place), () => {});
    },
  };
  const work = () => {
    isWaking = false;
    for (const owner of deleted.splice(0)) collectDependents(cluster, owner);
    for (const place of [...queue.values()]) {
      queue.delete(`${place.key} ${place.namespace}/${place.name}`);
      reconcile(control, place);
    }
  };
  cluster.store.listen((change) => {
    if (change.key === DEFINITIONS) serveDefinitions(cluster);
    if (change.type === "DELETED") deleted.push(change.object);
    for (const place of touchedBy(cluster, change)) enqueue(place);
    wake();
  });
  for (const [key, object] of cluster.store.all()) {
    enqueue({ key, namespace: namespaceOf(object), name: object.metadata.name });
  }
}

/** A controller that comes too late, after someone else's change, is called again because of that change. */
function reconcile(control: Control, { key, namespace, name }: Place): void {
  const { cluster } = control;
  const object = cluster.store.get(key, namespace, name);
  if (!object) return;
  try {
    if (isBeingDeleted(object)) finalizeOwner(cluster, key, object);
    const current = cluster.store.get(key, namespace, name);
    if (current) CONTROLLERS[key]?.(control, current);
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
  }
}

/** The object itself, those that own it, and what waits for it to go. */
function touchedBy({ store, kinds }: Cluster, { key, object, type }: Change): Place[] {
  const namespace = namespaceOf(object);
  const places: Place[] = type === "DELETED" ? [] : [{ key, namespace, name: object.metadata.name }];
  for (const owner of objectsAt(object, "metadata", "ownerReferences")) {
    const kind = kinds.ofObject({
      apiVersion: textAt(owner, "apiVersion") ?? "",
      kind: textAt(owner, "kind") ?? "",
    });
    const name = textAt(owner, "name");
    if (kind && name) {
      places.push({ key: kindKey(kind), namespace: kind.isNamespaced ? namespace : "", name });
    }
  }
  if (type !== "DELETED") return places;
  if (namespace) places.push({ key: "/namespaces", namespace: "", name: namespace });
  const waiting = store.list("/persistentvolumeclaims", namespace).filter(isBeingDeleted);
  if (key === "/pods") {
    for (const { metadata: { name } } of waiting) {
      places.push({ key: "/persistentvolumeclaims", namespace, name });
    }
  }
  return places;
}
