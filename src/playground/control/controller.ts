// What controllers are: functions that bring one object closer to what it should be, each time something about it
// changes; and how they write.
import { createObject, deleteObject, updateObject } from "../change.ts";
import type { Cluster } from "../cluster.ts";
import { copyJson, isSameJson, type JsonObject, listAt, numberAt, objectsAt, textAt } from "../json.ts";
import { type Kind, type KindKey, kindKey } from "../kinds.ts";
import { recordUpdate } from "../managed_fields.ts";
import { controllerReference, isControlledBy, type KubeObject, namespaceOf } from "../object.ts";
import { StatusError } from "../status_error.ts";
import { typeOfKind } from "../types.ts";

/** Brings an object closer to what it should be. Called again after each change of it or of what it controls. */
export type Controller = (control: Control, object: KubeObject) => void;

/** What a controller works with. */
export interface Control {
  readonly cluster: Cluster;
  /** Has an object looked at again after some time. */
  revisit(key: KindKey, object: KubeObject, afterMs: number): void;
}

const MANAGER = "playground-controller";

/** The kind behind a key, in its first version. */
function kindOf({ kinds }: Cluster, key: KindKey): Kind {
  return kinds.all().find((kind) => kindKey(kind) === key)!;
}

/** The objects of a kind that an object controls. */
export function controlledBy({ store }: Cluster, owner: KubeObject, key: KindKey): readonly KubeObject[] {
  return store.list(key, namespaceOf(owner)).filter((object) => isControlledBy(object, owner));
}

/** Creates an object that another controls; one that is there already, or cannot be, stays as it is. */
export function createControlled(
  cluster: Cluster,
  owner: KubeObject,
  { key, object }: { readonly key: KindKey; readonly object: KubeObject },
): void {
  object.metadata.ownerReferences = [controllerReference(owner)];
  create(cluster, { key, object, namespace: namespaceOf(owner) });
}

/** Creates an object; one that is there already, or cannot be, stays as it is. */
export function create(
  cluster: Cluster,
  { key, object, namespace }: {
    readonly key: KindKey;
    readonly object: KubeObject;
    readonly namespace: string;
  },
): void {
  try {
    createObject(cluster, object, { kind: kindOf(cluster, key), namespace, manager: MANAGER });
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
  }
}

/** Changes an object's spec or metadata. */
export function change(
  cluster: Cluster,
  key: KindKey,
  { before, edit }: { readonly before: KubeObject; edit(object: KubeObject): void },
): KubeObject {
  const object = copyJson(before);
  edit(object);
  return updateObject(cluster, object, {
    kind: kindOf(cluster, key),
    namespace: namespaceOf(before),
    manager: MANAGER,
    before,
  });
}

/** Changes an object's status, with annotations a controller writes along with it; nothing if it is the same. */
export function setStatus(
  { store, kinds, now }: Cluster,
  { key, object, status, annotations }: {
    readonly key: KindKey;
    readonly object: KubeObject;
    readonly status: JsonObject;
    readonly annotations?: JsonObject;
  },
): void {
  const next = copyJson({ ...object, status }) as KubeObject;
  if (annotations) {
    next.metadata.annotations = copyJson({ ...next.metadata.annotations as JsonObject, ...annotations });
  }
  if (isSameJson(next, object)) return;
  const kind = kinds.all().find((each) => kindKey(each) === key)!;
  const manager = { name: MANAGER, operation: "Update", subresource: "status" } as const;
  recordUpdate(next, object, { manager, type: typeOfKind(kind), now: now() });
  store.put(key, next);
}

/** Deletes an object, if it is still there. */
export function remove(cluster: Cluster, key: KindKey, object: KubeObject): void {
  const { name } = object.metadata;
  if (!cluster.store.get(key, namespaceOf(object), name)) return;
  deleteObject(cluster, { kind: kindOf(cluster, key), namespace: namespaceOf(object), name });
}

/** Whether a pod is there to stay: neither done nor going. */
export function isActive(pod: KubeObject): boolean {
  const phase = textAt(pod, "status", "phase");
  return textAt(pod, "metadata", "deletionTimestamp") === undefined && phase !== "Succeeded" &&
    phase !== "Failed";
}

/** Whether a pod is ready. */
export function isReady(pod: KubeObject): boolean {
  return objectsAt(pod, "status", "conditions").some(({ type, status }) =>
    type === "Ready" && status === "True"
  );
}

/** The replicas an object wants. */
export function wantedReplicas(object: KubeObject): number {
  return numberAt(object, "spec", "replicas") ?? 1;
}

/** A pod made of the template of what controls it. */
export function podFromTemplate(owner: KubeObject, identity: JsonObject): KubeObject {
  const template = copyJson((owner.spec as JsonObject).template as JsonObject);
  const { labels, annotations } = (template.metadata ?? {}) as JsonObject;
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      ...(labels ? { labels } : {}),
      ...(annotations ? { annotations } : {}),
      ...identity,
    } as KubeObject[
      "metadata"
    ],
    spec: template.spec!,
  };
}

/** The number or share of replicas a field such as maxSurge allows. */
export function share(value: unknown, { of, rounds }: { of: number; rounds: "up" | "down" }): number {
  if (typeof value === "number") return value;
  const percent = Number(String(value).replace("%", "")) / 100 * of;
  return rounds === "up" ? Math.ceil(percent) : Math.floor(percent);
}

/** A condition in a list of them, with the time of its last change kept if its status is the same. */
export function condition(
  object: KubeObject,
  next: {
    readonly type: string;
    readonly status: "True" | "False";
    readonly reason?: string;
    readonly message?: string;
  },
  now: string,
): JsonObject {
  const before = objectsAt(object, "status", "conditions").find(({ type }) => type === next.type);
  const since = before?.status === next.status ? before.lastTransitionTime ?? now : now;
  return { ...next, lastTransitionTime: since };
}

/** Whether nothing holds an object back from going. */
export function hasFinalizer(object: KubeObject, name: string): boolean {
  return listAt(object, "metadata", "finalizers").includes(name);
}
