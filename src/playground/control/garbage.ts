// Objects go when all that own them are gone; owners that are deleted in the foreground wait for them.
// Source: k8s.io/kubernetes/pkg/controller/garbagecollector.
import { FOREGROUND, ORPHAN } from "../change.ts";
import type { Cluster } from "../cluster.ts";
import { listAt, objectsAt, textAt } from "../json.ts";
import type { KindKey } from "../kinds.ts";
import { isBeingDeleted, type KubeObject, uidOf } from "../object.ts";
import { change, hasFinalizer, remove } from "./controller.ts";

type Dependent = readonly [KindKey, KubeObject];

function dependentsOf({ store }: Cluster, owner: KubeObject): readonly Dependent[] {
  const uid = uidOf(owner);
  return store.all().filter(([, object]) =>
    objectsAt(object, "metadata", "ownerReferences").some((reference) => reference.uid === uid)
  );
}

/** Removes what a deleted object owned, unless another living object owns it too. */
export function collectDependents(cluster: Cluster, owner: KubeObject): void {
  const living = new Set(cluster.store.all().map(([, object]) => uidOf(object)));
  for (const [key, object] of dependentsOf(cluster, owner)) {
    const isOwned = objectsAt(object, "metadata", "ownerReferences").some(({ uid }) =>
      living.has(String(uid))
    );
    if (!isOwned) remove(cluster, key, object);
  }
}

/** Settles the dependents of an object that waits for them: deletes them, or makes them orphans. */
export function finalizeOwner(cluster: Cluster, key: KindKey, owner: KubeObject): void {
  if (!isBeingDeleted(owner)) return;
  const dependents = dependentsOf(cluster, owner);
  if (hasFinalizer(owner, ORPHAN)) {
    for (const dependent of dependents) disown(cluster, dependent, uidOf(owner));
    return dropFinalizer(cluster, key, { owner, name: ORPHAN });
  }
  if (!hasFinalizer(owner, FOREGROUND)) return;
  for (const [dependentKey, object] of dependents) {
    if (!isBeingDeleted(object)) remove(cluster, dependentKey, object);
  }
  const blocks = dependentsOf(cluster, owner).some(([, object]) =>
    objectsAt(object, "metadata", "ownerReferences")
      .some((reference) => reference.uid === uidOf(owner) && reference.blockOwnerDeletion === true)
  );
  if (!blocks) dropFinalizer(cluster, key, { owner, name: FOREGROUND });
}

function disown(cluster: Cluster, [key, object]: Dependent, uid: string): void {
  change(cluster, key, {
    before: object,
    edit: ({ metadata }) => {
      metadata.ownerReferences = objectsAt(metadata, "ownerReferences")
        .filter((reference) => textAt(reference, "uid") !== uid);
    },
  });
}

function dropFinalizer(
  cluster: Cluster,
  key: KindKey,
  { owner, name }: { owner: KubeObject; name: string },
): void {
  change(cluster, key, {
    before: owner,
    edit: ({ metadata }) => {
      metadata.finalizers = listAt(metadata, "finalizers").filter((finalizer) => finalizer !== name);
    },
  });
}
