// What happens to an object between the request and the store: it gets its identity, defaults, addresses and
// generation, keeps what a request cannot change, and is checked. In two steps, as fields that come with the second
// belong to no manager.
import { admitPod } from "./admit_pod.ts";
import type { Cluster } from "./cluster.ts";
import { randomSuffix } from "./cluster.ts";
import { applySchemaDefaults } from "./check_schema.ts";
import { setDefault } from "./default_pod.ts";
import { applyDefaults } from "./defaults.ts";
import { identifyJob } from "./identify_job.ts";
import {
  isObject,
  isSameJson,
  type JsonObject,
  keysOf,
  newObject,
  objectAt,
  objectsAt,
  setAt,
  textAt,
  valueAt,
} from "./json.ts";
import { apiVersionOf, type Kind, kindKey } from "./kinds.ts";
import { annotationOf, isBeingDeleted, type KubeObject, namespaceOf } from "./object.ts";
import { conflict, forbidden, notFound } from "./status_error.ts";
import { checkObject } from "./validate.ts";

/** Where an object is headed. */
export interface Admission {
  readonly kind: Kind;
  readonly namespace: string;
  /** What it was; undefined if it is new. */
  readonly before: KubeObject | undefined;
  /** The subresource it came through, or "". */
  readonly subresource: string;
}

/** Makes a copy of a request's object ready to be kept; throws a StatusError if it cannot be. */
export function admit(cluster: Cluster, given: KubeObject, admission: Admission): KubeObject {
  const { kind, before, namespace } = admission;
  const object = given;
  object.apiVersion = apiVersionOf(kind);
  object.kind = kind.kind;
  if (kind.isNamespaced) object.metadata.namespace = namespace;
  else delete object.metadata.namespace;
  if (before) keepIdentity(kind, object, before);
  else giveIdentity(cluster, object, admission);
  settleStatus(object, admission);
  applyDefaults(kindKey(kind), object);
  if (kind.schema) applySchemaDefaults(object, kind.schema);
  return object;
}

/** Adds what belongs to no one who changes the object, and checks it: the last step before it is kept. */
export function register(cluster: Cluster, object: KubeObject, admission: Admission): void {
  const { kind, before } = admission, key = kindKey(kind);
  giveAddresses(cluster, object, before);
  if (kind.subresources.status && !kind.schema) setDefault(object, "status", newObject());
  if (key === "apps/daemonsets") countTemplates(object, before);
  if (key === "batch/jobs") identifyJob(object);
  if (key === "/pods" && !before) admitPod(object);
  settleGeneration(object, admission);
  checkObject(kind, object, before);
}

function giveIdentity(cluster: Cluster, object: KubeObject, { kind, namespace }: Admission): void {
  const { metadata } = object;
  if (!metadata.name && typeof metadata.generateName === "string") {
    metadata.name = metadata.generateName + randomSuffix();
  }
  if (kind.isNamespaced) checkNamespace(cluster, object, { kind, namespace });
  metadata.uid = crypto.randomUUID();
  metadata.creationTimestamp = cluster.now();
  for (const field of ["resourceVersion", "generation", "deletionTimestamp", "selfLink"]) {
    delete metadata[field];
  }
}

function checkNamespace(
  { store, kinds }: Cluster,
  { metadata }: KubeObject,
  { kind, namespace }: Pick<Admission, "kind" | "namespace">,
): void {
  const found = store.get("/namespaces", "", namespace);
  if (!found) throw notFound(kinds.find("", "v1", "namespaces")!, namespace);
  if (!isBeingDeleted(found)) return;
  const why = `unable to create new content in namespace ${namespace} because it is being terminated`;
  throw forbidden(kind, metadata.name, why);
}

/** What no request changes. */
const KEPT = ["uid", "creationTimestamp", "generation", "deletionTimestamp", "deletionGracePeriodSeconds"];

function keepIdentity(kind: Kind, object: KubeObject, before: KubeObject): void {
  const { metadata } = object, { name } = before.metadata;
  const { resourceVersion, uid } = metadata;
  if (resourceVersion && resourceVersion !== before.metadata.resourceVersion) {
    const why = "the object has been modified; please apply your changes to the latest version and try again";
    throw conflict(kind, name, why);
  }
  if (uid && uid !== before.metadata.uid) {
    const why =
      `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${before.metadata.uid}`;
    throw conflict(kind, name, why);
  }
  metadata.name = name;
  for (const field of KEPT) {
    if (before.metadata[field] === undefined) delete metadata[field];
    else metadata[field] = before.metadata[field];
  }
}

/** A status changes only through its subresource, and nothing else changes through it. */
function settleStatus(object: KubeObject, { kind, before, subresource }: Admission): void {
  if (kind.subresources.status === undefined) return;
  if (subresource === "status" && before) {
    const { status } = object;
    for (const key of keysOf(object)) if (key !== "metadata") delete object[key];
    Object.assign(object, before, { metadata: object.metadata, status });
    for (const field of ["labels", "annotations", "finalizers", "ownerReferences"]) {
      if (before.metadata[field] === undefined) delete object.metadata[field];
      else object.metadata[field] = before.metadata[field];
    }
  } else if (before?.status !== undefined) object.status = before.status;
  else delete object.status;
}

/** Kinds whose objects count the changes of their spec. */
const WITH_GENERATION: ReadonlySet<string> = new Set([
  "Deployment",
  "StatefulSet",
  "DaemonSet",
  "ReplicaSet",
  "ReplicationController",
  "Job",
  "CronJob",
  "Pod",
  "Ingress",
  "IngressClass",
  "NetworkPolicy",
  "PodDisruptionBudget",
  "CustomResourceDefinition",
  "ValidatingWebhookConfiguration",
  "MutatingWebhookConfiguration",
  "ValidatingAdmissionPolicy",
  "ValidatingAdmissionPolicyBinding",
  "PriorityClass",
  "RuntimeClass",
  "FlowSchema",
  "PriorityLevelConfiguration",
]);

function settleGeneration(object: KubeObject, { kind, before }: Admission): void {
  if (!kind.schema && !WITH_GENERATION.has(kind.kind)) return;
  const last = typeof before?.metadata.generation === "number" ? before.metadata.generation : 0;
  object.metadata.generation = before && isSameJson(desired(before), desired(object)) ? last : last + 1;
}

/** An object without what the cluster says of it. */
function desired({ metadata: _metadata, status: _status, ...rest }: KubeObject): JsonObject {
  return rest;
}

/** The annotation in which a DaemonSet counts the changes of its template. */
export const TEMPLATE_GENERATION = "deprecated.daemonset.template.generation";

function countTemplates(set: KubeObject, before: KubeObject | undefined): void {
  const last = Number(before ? annotationOf(before, TEMPLATE_GENERATION) ?? 0 : 0);
  const isSame = isSameJson(valueAt(before, "spec", "template"), valueAt(set, "spec", "template"));
  setAt(set, ["metadata", "annotations", TEMPLATE_GENERATION], String(isSame ? last : last + 1));
}

/** The registry of Services gives out addresses and node ports, and keeps those given. */
function giveAddresses(cluster: Cluster, object: KubeObject, before: KubeObject | undefined): void {
  if (object.kind !== "Service" || object.apiVersion !== "v1" || !isObject(object.spec)) return;
  const { spec } = object, type = String(spec.type);
  if (object.status === undefined) object.status = { loadBalancer: newObject() };
  if (type === "ExternalName") return;
  const kept = objectAt(before, "spec");
  if (!spec.clusterIP) spec.clusterIP = textAt(kept, "clusterIP") || serviceAddress(cluster);
  if (spec.clusterIPs === undefined) spec.clusterIPs = [spec.clusterIP];
  setDefault(spec, "ipFamilies", ["IPv4"]);
  setDefault(spec, "ipFamilyPolicy", "SingleStack");
  if (type !== "NodePort" && type !== "LoadBalancer") return;
  for (const port of objectsAt(spec, "ports")) {
    const known = objectsAt(kept, "ports").find((each) =>
      each.port === port.port && each.protocol === port.protocol
    );
    if (port.nodePort === undefined) port.nodePort = known?.nodePort ?? nodePort(cluster);
  }
}

function serviceAddress({ store, nextNumber }: Cluster): string {
  const taken = new Set(store.list("/services").map((each) => textAt(each, "spec", "clusterIP")));
  while (true) {
    const number = nextNumber("service"), address = `10.0.${number >> 8 & 255}.${number & 255}`;
    if (!taken.has(address)) return address;
  }
}

const FIRST_NODE_PORT = 30_000;

function nodePort({ store, nextNumber }: Cluster): number {
  const taken = new Set(
    store.list("/services").flatMap((each) =>
      objectsAt(each, "spec", "ports").map(({ nodePort }) => nodePort)
    ),
  );
  while (true) {
    const port = FIRST_NODE_PORT + nextNumber("node-port");
    if (!taken.has(port)) return port;
  }
}

/** The namespace an object itself names must be the one of the request. */
export function checkNamedNamespace(object: KubeObject, namespace: string): string | undefined {
  const own = namespaceOf(object);
  if (own === "" || own === namespace) return undefined;
  return "the namespace of the provided object does not match the namespace sent on the request";
}
