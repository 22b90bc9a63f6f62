// DaemonSets: one pod on each node, which is one node.
import { contentHash } from "../cluster.ts";
import { type JsonObject, listAt, numberAt, objectAt, textAt } from "../json.ts";
import { TEMPLATE_GENERATION } from "../admit.ts";
import { annotationOf, isBeingDeleted, labelsOf, namespaceOf } from "../object.ts";
import {
  controlledBy,
  type Controller,
  createControlled,
  isActive,
  isReady,
  podFromTemplate,
  remove,
  setStatus,
} from "./controller.ts";
import { NODE_NAME } from "./new_cluster.ts";

const HASH_LABEL = "controller-revision-hash";

/** Makes or replaces the one pod, and counts it. */
export const controlDaemonSet: Controller = ({ cluster }, set) => {
  if (isBeingDeleted(set)) return;
  const hash = contentHash(JSON.stringify(objectAt(set, "spec", "template")));
  const isNew = (pod: Parameters<typeof isActive>[0]) => labelsOf(pod)[HASH_LABEL] === hash;
  const replaces = textAt(set, "spec", "updateStrategy", "type") !== "OnDelete";
  for (const pod of controlledBy(cluster, set, "/pods")) {
    if (!isActive(pod) || (replaces && !isNew(pod))) remove(cluster, "/pods", pod);
  }
  if (controlledBy(cluster, set, "/pods").length === 0) {
    const pod = podFromTemplate(set, { generateName: `${set.metadata.name}-` });
    bindToNode(pod.spec as JsonObject);
    const generation = annotationOf(set, TEMPLATE_GENERATION) ?? "1";
    pod.metadata.labels = { ...labelsOf(pod), [HASH_LABEL]: hash, "pod-template-generation": generation };
    createControlled(cluster, set, { key: "/pods", object: pod });
  }
  const pods = controlledBy(cluster, set, "/pods"), ready = pods.filter(isReady).length;
  const status = {
    currentNumberScheduled: pods.length,
    numberMisscheduled: 0,
    desiredNumberScheduled: 1,
    numberReady: ready,
    observedGeneration: numberAt(set, "metadata", "generation") ?? 1,
    updatedNumberScheduled: pods.filter(isNew).length,
    ...(ready > 0 ? { numberAvailable: ready } : { numberUnavailable: 1 }),
  };
  const object = cluster.store.get("apps/daemonsets", namespaceOf(set), set.metadata.name);
  if (object) setStatus(cluster, { key: "apps/daemonsets", object, status });
};

/** Source: k8s.io/kubernetes/pkg/controller/daemon/util AddOrUpdateDaemonPodTolerations. */
const TOLERATED = [
  ["not-ready", "NoExecute"],
  ["unreachable", "NoExecute"],
  ["disk-pressure", "NoSchedule"],
  ["memory-pressure", "NoSchedule"],
  ["pid-pressure", "NoSchedule"],
  ["unschedulable", "NoSchedule"],
] as const;

function bindToNode(spec: JsonObject): void {
  const isThisNode = { key: "metadata.name", operator: "In", values: [NODE_NAME] };
  const terms = { nodeSelectorTerms: [{ matchFields: [isThisNode] }] };
  const affinity = objectAt(spec, "affinity");
  const nodeAffinity = {
    ...objectAt(affinity, "nodeAffinity"),
    requiredDuringSchedulingIgnoredDuringExecution: terms,
  };
  spec.affinity = { ...affinity, nodeAffinity };
  const added = TOLERATED.map(([key, effect]) => ({
    key: `node.kubernetes.io/${key}`,
    operator: "Exists",
    effect,
  }));
  spec.tolerations = [...listAt(spec, "tolerations"), ...added];
}
