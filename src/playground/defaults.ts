// What objects say when they say nothing, filled in place, kind by kind.
// Source: k8s.io/kubernetes/pkg/apis/*/v1 defaults.go, and what admission and the registries add.
import { encodeBase64 } from "../go/base_n.ts";
import { defaultPodSpec, defaultPodTemplate, setDefault } from "./default_pod.ts";
import { copyJson, isObject, type JsonObject, newObject, objectAt, objectsAt } from "./json.ts";
import type { KindKey } from "./kinds.ts";
import type { KubeObject } from "./object.ts";

type Fill = (object: KubeObject, spec: JsonObject) => void;

/** Fills in an object of a kind. Objects without a spec get none. */
export function applyDefaults(key: KindKey, object: KubeObject): void {
  const { spec } = object;
  DEFAULTS[key]?.(object, isObject(spec) ? spec : newObject());
}

const DEFAULTS: Readonly<Record<KindKey, Fill>> = {
  "/pods": (_, spec) => {
    defaultPodSpec(spec);
    setDefault(spec, "enableServiceLinks", true);
  },
  "/podtemplates": ({ template }) => defaultPodTemplate(template),
  "/services": (_, spec) => defaultService(spec),
  "/secrets": (secret) => {
    const data = objectAt(secret, "stringData");
    delete secret.stringData;
    if (Object.keys(data).length > 0) setDefault(secret, "data", newObject());
    for (const [name, text] of Object.entries(data)) {
      (secret.data as JsonObject)[name] = encodeBase64(new TextEncoder().encode(String(text)));
    }
    setDefault(secret, "type", "Opaque");
  },
  "/namespaces": (namespace) => {
    const { labels } = namespace.metadata;
    namespace.metadata.labels = newObject([
      ...Object.entries(isObject(labels) ? labels : {}),
      ["kubernetes.io/metadata.name", namespace.metadata.name],
    ]);
    setDefault(namespace, "spec", newObject([["finalizers", ["kubernetes"]]]));
    const spec = namespace.spec as JsonObject;
    if (objectAt(namespace, "metadata").deletionTimestamp === undefined) {
      setDefault(spec, "finalizers", ["kubernetes"]);
    }
    setDefault(namespace, "status", newObject([["phase", "Active"]]));
  },
  "/persistentvolumeclaims": (claim, spec) => {
    setDefault(spec, "volumeMode", "Filesystem");
    setDefault(spec, "storageClassName", STANDARD_CLASS);
    setDefault(claim, "status", newObject([["phase", "Pending"]]));
    setDefault(claim.metadata, "finalizers", ["kubernetes.io/pvc-protection"]);
  },
  "/persistentvolumes": (volume, spec) => {
    setDefault(spec, "persistentVolumeReclaimPolicy", "Retain");
    setDefault(spec, "volumeMode", "Filesystem");
    setDefault(volume, "status", newObject([["phase", "Available"]]));
  },
  "apps/deployments": (_, spec) => {
    setDefault(spec, "replicas", 1);
    setDefault(spec, "revisionHistoryLimit", 10);
    setDefault(spec, "progressDeadlineSeconds", 600);
    defaultRollout(spec, "strategy", { maxUnavailable: "25%", maxSurge: "25%" });
    defaultPodTemplate(spec.template);
  },
  "apps/replicasets": (_, spec) => {
    setDefault(spec, "replicas", 1);
    defaultPodTemplate(spec.template);
  },
  "apps/statefulsets": (_, spec) => {
    setDefault(spec, "replicas", 1);
    setDefault(spec, "revisionHistoryLimit", 10);
    setDefault(spec, "podManagementPolicy", "OrderedReady");
    setDefault(spec, "persistentVolumeClaimRetentionPolicy", { whenDeleted: "Retain", whenScaled: "Retain" });
    setDefault(spec, "serviceName", "");
    defaultRollout(spec, "updateStrategy", { partition: 0 });
    defaultPodTemplate(spec.template);
    for (const claim of objectsAt(spec, "volumeClaimTemplates")) {
      setDefault(claim, "apiVersion", "v1");
      setDefault(claim, "kind", "PersistentVolumeClaim");
      if (isObject(claim.spec)) setDefault(claim.spec, "volumeMode", "Filesystem");
      setDefault(claim, "status", { phase: "Pending" });
    }
  },
  "apps/daemonsets": (_, spec) => {
    setDefault(spec, "revisionHistoryLimit", 10);
    defaultRollout(spec, "updateStrategy", { maxUnavailable: 1, maxSurge: 0 });
    defaultPodTemplate(spec.template);
  },
  "batch/jobs": (job, spec) => defaultJob(job, spec),
  "batch/cronjobs": (_, spec) => {
    setDefault(spec, "concurrencyPolicy", "Allow");
    setDefault(spec, "suspend", false);
    setDefault(spec, "successfulJobsHistoryLimit", 3);
    setDefault(spec, "failedJobsHistoryLimit", 1);
    defaultPodTemplate(objectAt(spec, "jobTemplate", "spec").template);
  },
  "networking.k8s.io/networkpolicies": (_, spec) => {
    setDefault(spec, "podSelector", newObject());
    for (const rule of [...objectsAt(spec, "ingress"), ...objectsAt(spec, "egress")]) {
      for (const port of objectsAt(rule, "ports")) setDefault(port, "protocol", "TCP");
    }
    const hasEgress = objectsAt(spec, "egress").length > 0;
    setDefault(spec, "policyTypes", hasEgress ? ["Ingress", "Egress"] : ["Ingress"]);
  },
  "autoscaling/horizontalpodautoscalers": (_, spec) => setDefault(spec, "minReplicas", 1),
  "rbac.authorization.k8s.io/rolebindings": (binding) => defaultBinding(binding),
  "rbac.authorization.k8s.io/clusterrolebindings": (binding) => defaultBinding(binding),
  "storage.k8s.io/storageclasses": (storage) => {
    setDefault(storage, "reclaimPolicy", "Delete");
    setDefault(storage, "volumeBindingMode", "Immediate");
  },
  "scheduling.k8s.io/priorityclasses": (priority) =>
    setDefault(priority, "preemptionPolicy", "PreemptLowerPriority"),
  "admissionregistration.k8s.io/validatingwebhookconfigurations": (hooks) => defaultWebhooks(hooks),
  "admissionregistration.k8s.io/mutatingwebhookconfigurations": (hooks) => {
    defaultWebhooks(hooks);
    for (const hook of objectsAt(hooks, "webhooks")) setDefault(hook, "reinvocationPolicy", "Never");
  },
  "apiextensions.k8s.io/customresourcedefinitions": (_, spec) => defaultDefinition(spec),
};

/** The storage class of a new playground. */
export const STANDARD_CLASS = "standard";

function defaultRollout(spec: JsonObject, key: string, limits: JsonObject): void {
  setDefault(spec, key, newObject());
  const strategy = spec[key] as JsonObject;
  setDefault(strategy, "type", "RollingUpdate");
  if (strategy.type !== "RollingUpdate") return;
  setDefault(strategy, "rollingUpdate", newObject());
  const rolling = strategy.rollingUpdate;
  if (!isObject(rolling)) return;
  for (const [name, value] of Object.entries(limits)) setDefault(rolling, name, value ?? null);
}

function defaultService(spec: JsonObject): void {
  setDefault(spec, "type", "ClusterIP");
  setDefault(spec, "sessionAffinity", "None");
  for (const port of objectsAt(spec, "ports")) {
    setDefault(port, "protocol", "TCP");
    if (spec.type !== "ExternalName") setDefault(port, "targetPort", port.port ?? 0);
  }
  if (spec.type === "ExternalName") return;
  setDefault(spec, "internalTrafficPolicy", "Cluster");
  if (spec.type === "NodePort" || spec.type === "LoadBalancer") {
    setDefault(spec, "externalTrafficPolicy", "Cluster");
  }
  if (spec.type === "LoadBalancer") setDefault(spec, "allocateLoadBalancerNodePorts", true);
  if (spec.sessionAffinity === "ClientIP") {
    setDefault(spec, "sessionAffinityConfig", { clientIP: { timeoutSeconds: 10800 } });
  }
}

function defaultJob(job: KubeObject, spec: JsonObject): void {
  const isIndexed = spec.completionMode === "Indexed";
  if (spec.completions === undefined && spec.parallelism === undefined && !isIndexed) spec.completions = 1;
  setDefault(spec, "parallelism", 1);
  setDefault(spec, "backoffLimit", 6);
  setDefault(spec, "completionMode", "NonIndexed");
  setDefault(spec, "suspend", false);
  setDefault(spec, "manualSelector", false);
  setDefault(spec, "podReplacementPolicy", "TerminatingOrFailed");
  defaultPodTemplate(spec.template);
  const labels = objectAt(spec, "template", "metadata", "labels");
  if (Object.keys(labels).length > 0) setDefault(job.metadata, "labels", copyJson(labels));
}

function defaultBinding(binding: KubeObject): void {
  const role = binding.roleRef;
  if (isObject(role)) setDefault(role, "apiGroup", "rbac.authorization.k8s.io");
  for (const subject of objectsAt(binding, "subjects")) {
    if (subject.kind !== "ServiceAccount") setDefault(subject, "apiGroup", "rbac.authorization.k8s.io");
  }
}

function defaultWebhooks(configuration: KubeObject): void {
  for (const hook of objectsAt(configuration, "webhooks")) {
    setDefault(hook, "failurePolicy", "Fail");
    setDefault(hook, "matchPolicy", "Equivalent");
    setDefault(hook, "namespaceSelector", newObject());
    setDefault(hook, "objectSelector", newObject());
    setDefault(hook, "timeoutSeconds", 10);
    const service = objectAt(hook, "clientConfig").service;
    if (isObject(service)) setDefault(service, "port", 443);
    for (const rule of objectsAt(hook, "rules")) setDefault(rule, "scope", "*");
  }
}

function defaultDefinition(spec: JsonObject): void {
  const { names } = spec;
  if (isObject(names)) {
    const kind = String(names.kind ?? "");
    setDefault(names, "singular", kind.toLowerCase());
    setDefault(names, "listKind", `${kind}List`);
  }
  setDefault(spec, "conversion", { strategy: "None" });
}
