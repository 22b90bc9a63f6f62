// A Kubernetes object as the playground keeps it, and what nearly every part asks of one.
import { isObject, type JsonObject, objectAt, objectsAt, textAt } from "./json.ts";

/** Any object of any kind. */
export interface KubeObject extends JsonObject {
  apiVersion: string;
  kind: string;
  metadata: Metadata;
}

/** What every object has; the rest of ObjectMeta is read by path. */
export interface Metadata extends JsonObject {
  name: string;
}

/** Whether JSON has the shape every object has. Its name may still be missing. */
export function isKubeObject(value: JsonObject): value is KubeObject {
  return typeof value.apiVersion === "string" && typeof value.kind === "string" && isObject(value.metadata);
}

/** The namespace; an empty text for an object of the whole cluster. */
export function namespaceOf(object: JsonObject): string {
  return textAt(object, "metadata", "namespace") ?? "";
}

/** The unique id. */
export function uidOf(object: JsonObject): string {
  return textAt(object, "metadata", "uid") ?? "";
}

/** The labels; empty if there are none. */
export function labelsOf(object: JsonObject): JsonObject {
  return objectAt(object, "metadata", "labels");
}

/** An annotation, if it is there. */
export function annotationOf(object: JsonObject, name: string): string | undefined {
  return textAt(object, "metadata", "annotations", name);
}

/** Whether it is waiting for its finalizers. */
export function isBeingDeleted(object: JsonObject): boolean {
  return textAt(object, "metadata", "deletionTimestamp") !== undefined;
}

/** Whether `owner` controls the object. */
export function isControlledBy(object: JsonObject, owner: JsonObject): boolean {
  return objectsAt(object, "metadata", "ownerReferences")
    .some((reference) => reference.controller === true && reference.uid === uidOf(owner));
}

/** The reference by which an object names its controller. */
export function controllerReference(owner: KubeObject): JsonObject {
  const { apiVersion, kind } = owner;
  return {
    apiVersion,
    kind,
    name: owner.metadata.name,
    uid: uidOf(owner),
    controller: true,
    blockOwnerDeletion: true,
  };
}
