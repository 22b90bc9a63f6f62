// The changes of a cluster's objects: create, update, apply, delete. Requests and controllers both make them here.
import { type Admission, admit, register } from "./admit.ts";
import { applyServerSide } from "./apply_server_side.ts";
import type { Cluster } from "./cluster.ts";
import { copyJson, isSameJson, type JsonObject, listAt, newObject, textAt } from "./json.ts";
import { type Kind, kindKey } from "./kinds.ts";
import { type Manager, recordUpdate } from "./managed_fields.ts";
import { type KubeObject, uidOf } from "./object.ts";
import { alreadyExists, conflict, notFound } from "./status_error.ts";
import { typeOfKind } from "./types.ts";

/** What is changed, by whom and how. */
export interface ChangeRequest {
  readonly kind: Kind;
  readonly namespace: string;
  /** The name of the manager that the changed fields will belong to. */
  readonly manager: string;
  /** "" unless the change is one of a subresource. */
  readonly subresource?: string;
  /** Whether nothing is kept. */
  readonly isDryRun?: boolean;
}

/** Keeps a new object; throws a StatusError. */
export function createObject(cluster: Cluster, given: KubeObject, request: ChangeRequest): KubeObject {
  const { kind, namespace, subresource = "" } = request;
  const admission: Admission = { kind, namespace, before: undefined, subresource };
  const object = admit(cluster, copyJson(given), admission);
  const { name } = object.metadata;
  if (cluster.store.get(kindKey(kind), kind.isNamespaced ? namespace : "", name)) {
    throw alreadyExists(kind, name);
  }
  recordUpdate(object, undefined, changeRecord(cluster, request));
  register(cluster, object, admission);
  return request.isDryRun ? object : cluster.store.put(kindKey(kind), object);
}

/** Keeps an object in place of what it was; throws a StatusError. */
export function updateObject(
  cluster: Cluster,
  given: KubeObject,
  request: ChangeRequest & { readonly before: KubeObject },
): KubeObject {
  const { kind, namespace, before, subresource = "" } = request;
  const admission: Admission = { kind, namespace, before, subresource };
  const object = admit(cluster, copyJson(given), admission);
  recordUpdate(object, before, changeRecord(cluster, request));
  register(cluster, object, admission);
  return keep(cluster, object, request);
}

/** Applies what a manager wants, with `before` undefined if the object is new; throws a StatusError. */
export function applyObject(
  cluster: Cluster,
  applied: KubeObject,
  request: ChangeRequest & { readonly before: KubeObject | undefined; readonly isForced: boolean },
): KubeObject {
  const { kind, namespace, before, isForced, subresource = "" } = request;
  const record = changeRecord(cluster, request, "Apply");
  const merged = applyServerSide(before, applied, { ...record, isForced });
  const admission: Admission = { kind, namespace, before, subresource };
  const object = admit(cluster, copyJson(merged), admission);
  register(cluster, object, admission);
  if (before) return keep(cluster, object, { ...request, before });
  return request.isDryRun ? object : cluster.store.put(kindKey(kind), object);
}

function changeRecord(
  cluster: Cluster,
  { kind, manager, subresource = "" }: ChangeRequest,
  operation: Manager["operation"] = "Update",
) {
  const type = typeOfKind(kind), now = cluster.now();
  return { manager: { name: manager, operation, subresource }, type, now };
}

/** A change that changes nothing makes no new version; the last finalizer to go takes the object with it. */
function keep(
  { store }: Cluster,
  object: KubeObject,
  { kind, before, isDryRun }: ChangeRequest & { readonly before: KubeObject },
): KubeObject {
  const key = kindKey(kind);
  object.metadata.resourceVersion = before.metadata.resourceVersion;
  if (isDryRun || isSameJson(object, before)) return object;
  return isGone(object) ? store.remove(key, object) : store.put(key, object);
}

function isGone(object: KubeObject): boolean {
  return textAt(object, "metadata", "deletionTimestamp") !== undefined &&
    listAt(object, "metadata", "finalizers").length === 0 &&
    listAt(object, "spec", "finalizers").length === 0;
}

/** How an object is deleted. Source: metav1.DeleteOptions. */
export interface DeleteRequest extends Pick<ChangeRequest, "kind" | "namespace" | "isDryRun"> {
  readonly name: string;
  readonly options?: JsonObject;
}

/** An object that was deleted, or that waits for its finalizers. */
export interface Deletion {
  readonly object: KubeObject;
  readonly isGone: boolean;
}

/** The finalizers by which an object waits for what becomes of its dependents. */
export const FOREGROUND = "foregroundDeletion", ORPHAN = "orphan";

/** Deletes an object, or marks it as being deleted if it has finalizers; throws a StatusError. */
export function deleteObject(cluster: Cluster, request: DeleteRequest): Deletion {
  const { kind, name, options = newObject(), isDryRun } = request;
  const { store } = cluster, key = kindKey(kind);
  const found = store.get(key, kind.isNamespaced ? request.namespace : "", name);
  if (!found) throw notFound(kind, name);
  checkPreconditions(kind, found, options);
  const object = copyJson(found), { metadata } = object;
  const policy = textAt(options, "propagationPolicy") ?? (options.orphanDependents ? "Orphan" : "Background");
  const finalizer = policy === "Foreground" ? FOREGROUND : policy === "Orphan" ? ORPHAN : undefined;
  const finalizers = listAt(metadata, "finalizers");
  if (finalizer && !finalizers.includes(finalizer)) metadata.finalizers = [...finalizers, finalizer];
  if (metadata.deletionTimestamp === undefined) {
    metadata.deletionTimestamp = cluster.now();
    metadata.deletionGracePeriodSeconds = 0;
    if (typeof metadata.generation === "number") metadata.generation++;
  }
  if (kind.kind === "Namespace" && kind.group === "") object.status = { phase: "Terminating" };
  const gone = isGone(object);
  if (isDryRun) return { object: found, isGone: gone };
  if (gone) return { object: store.remove(key, found), isGone: true };
  return { object: isSameJson(object, found) ? found : store.put(key, object), isGone: false };
}

function checkPreconditions(kind: Kind, found: KubeObject, { preconditions }: JsonObject): void {
  const uid = textAt(preconditions, "uid"), version = textAt(preconditions, "resourceVersion");
  if (uid !== undefined && uid !== uidOf(found)) {
    const why = `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${uidOf(found)}`;
    throw conflict(kind, found.metadata.name, why);
  }
  if (version !== undefined && version !== found.metadata.resourceVersion) {
    const own = found.metadata.resourceVersion;
    const why =
      `Precondition failed: ResourceVersion in precondition: ${version}, ResourceVersion in object meta: ${own}`;
    throw conflict(kind, found.metadata.name, why);
  }
}
