// StatefulSets: numbered pods, made and replaced in order, each with claims of its own.
// Source: k8s.io/kubernetes/pkg/controller/statefulset.
import { type Cluster, contentHash } from "../cluster.ts";
import { copyJson, type JsonObject, listAt, numberAt, objectAt, objectsAt, textAt } from "../json.ts";
import { isBeingDeleted, type KubeObject, labelsOf, namespaceOf } from "../object.ts";
import {
  controlledBy,
  type Controller,
  create,
  createControlled,
  isActive,
  isReady,
  podFromTemplate,
  remove,
  setStatus,
  wantedReplicas,
} from "./controller.ts";

const REVISION_LABEL = "controller-revision-hash";

/** Moves a set one step on. */
export const controlStatefulSet: Controller = ({ cluster }, set) => {
  if (isBeingDeleted(set)) return;
  const revision = revisionOf(set);
  for (const pod of controlledBy(cluster, set, "/pods").filter((pod) => !isActive(pod))) {
    remove(cluster, "/pods", pod);
  }
  recordRevision(cluster, set, revision);
  const hasAll = createMissing(cluster, set, revision);
  removeSurplus(cluster, set);
  if (hasAll) replaceOutdated(cluster, set, revision);
  report(cluster, set, revision);
};

function revisionOf(set: KubeObject): string {
  return `${set.metadata.name}-${contentHash(JSON.stringify(objectAt(set, "spec", "template")))}`;
}

function recordRevision(cluster: Cluster, set: KubeObject, name: string): void {
  const known = controlledBy(cluster, set, "apps/controllerrevisions");
  if (known.some((each) => each.metadata.name === name)) return;
  createControlled(cluster, set, {
    key: "apps/controllerrevisions",
    object: {
      apiVersion: "apps/v1",
      kind: "ControllerRevision",
      metadata: { name, labels: copyJson(objectAt(set, "spec", "template", "metadata", "labels")) },
      data: { spec: { template: copyJson(objectAt(set, "spec", "template")) } },
      revision: known.length + 1,
    },
  });
}

function podsOf(cluster: Cluster, set: KubeObject): Map<number, KubeObject> {
  const pods = controlledBy(cluster, set, "/pods").filter(isActive);
  return new Map(pods.map((pod) => [Number(pod.metadata.name.slice(set.metadata.name.length + 1)), pod]));
}

function ordinalsOf(set: KubeObject): number[] {
  const start = numberAt(set, "spec", "ordinals", "start") ?? 0;
  return Array.from({ length: wantedReplicas(set) }, (_, at) => start + at);
}

/** Gives whether every pod is there and, when they come in order, ready. */
function createMissing(cluster: Cluster, set: KubeObject, revision: string): boolean {
  const isOrdered = textAt(set, "spec", "podManagementPolicy") !== "Parallel";
  const pods = podsOf(cluster, set);
  let hasAll = true;
  for (const ordinal of ordinalsOf(set)) {
    const pod = pods.get(ordinal);
    if (pod && (!isOrdered || isReady(pod))) continue;
    hasAll = hasAll && pod !== undefined;
    if (!pod) createPod(cluster, set, { ordinal, revision });
    if (isOrdered) return pod !== undefined;
  }
  return hasAll;
}

function createPod(
  cluster: Cluster,
  set: KubeObject,
  { ordinal, revision }: { ordinal: number; revision: string },
): void {
  const name = `${set.metadata.name}-${ordinal}`;
  const pod = podFromTemplate(set, { name, generateName: `${set.metadata.name}-` });
  pod.metadata.labels = {
    ...labelsOf(pod),
    "apps.kubernetes.io/pod-index": String(ordinal),
    [REVISION_LABEL]: revision,
    "statefulset.kubernetes.io/pod-name": name,
  };
  const spec = pod.spec as JsonObject, subdomain = textAt(set, "spec", "serviceName");
  spec.hostname = name;
  if (subdomain) spec.subdomain = subdomain;
  const claims = objectsAt(set, "spec", "volumeClaimTemplates");
  const volumes = claims.map((claim) => {
    const claimName = `${textAt(claim, "metadata", "name")}-${name}`;
    createClaim(cluster, set, { claim, name: claimName });
    return { name: textAt(claim, "metadata", "name")!, persistentVolumeClaim: { claimName } };
  });
  const others = listAt(spec, "volumes").filter((volume) =>
    !volumes.some(({ name }) => name === textAt(volume, "name"))
  );
  if (volumes.length + others.length > 0) spec.volumes = [...others, ...volumes];
  createControlled(cluster, set, { key: "/pods", object: pod });
}

function createClaim(
  cluster: Cluster,
  set: KubeObject,
  { claim, name }: { claim: JsonObject; name: string },
): void {
  const labels = { ...labelsOf(claim), ...objectAt(set, "spec", "selector", "matchLabels") };
  const { annotations } = objectAt(claim, "metadata");
  create(cluster, {
    key: "/persistentvolumeclaims",
    namespace: namespaceOf(set),
    object: {
      apiVersion: "v1",
      kind: "PersistentVolumeClaim",
      metadata: { name, labels, ...(annotations ? { annotations } : {}) },
      spec: copyJson(objectAt(claim, "spec")),
    },
  });
}

function removeSurplus(cluster: Cluster, set: KubeObject): void {
  const wanted = new Set(ordinalsOf(set));
  for (const [ordinal, pod] of podsOf(cluster, set)) if (!wanted.has(ordinal)) remove(cluster, "/pods", pod);
}

/** The highest outdated pod goes, unless one above it is not ready yet. */
function replaceOutdated(cluster: Cluster, set: KubeObject, revision: string): void {
  if (textAt(set, "spec", "updateStrategy", "type") === "OnDelete") return;
  const partition = numberAt(set, "spec", "updateStrategy", "rollingUpdate", "partition") ?? 0;
  const pods = podsOf(cluster, set);
  for (const ordinal of ordinalsOf(set).reverse()) {
    const pod = pods.get(ordinal);
    if (!pod || ordinal < partition) return;
    if (textAt(pod, "metadata", "labels", REVISION_LABEL) !== revision) return remove(cluster, "/pods", pod);
    if (!isReady(pod)) return;
  }
}

function report(cluster: Cluster, set: KubeObject, updateRevision: string): void {
  const pods = [...podsOf(cluster, set).values()];
  const count = (revision: string) =>
    pods.filter((pod) => textAt(pod, "metadata", "labels", REVISION_LABEL) === revision).length;
  const updated = count(updateRevision), ready = pods.filter(isReady).length;
  const before = textAt(set, "status", "currentRevision") ?? updateRevision;
  const isDone = updated === wantedReplicas(set) && ready === updated;
  const currentRevision = isDone ? updateRevision : before;
  const counts = Object.entries({
    readyReplicas: ready,
    availableReplicas: ready,
    currentReplicas: count(currentRevision),
    updatedReplicas: updated,
  }).filter(([name, number]) => number > 0 || name === "availableReplicas");
  const status = {
    observedGeneration: numberAt(set, "metadata", "generation") ?? 1,
    replicas: pods.length,
    ...Object.fromEntries(counts),
    currentRevision,
    updateRevision,
    collisionCount: 0,
  };
  const object = cluster.store.get("apps/statefulsets", namespaceOf(set), set.metadata.name);
  if (object) setStatus(cluster, { key: "apps/statefulsets", object, status });
}
