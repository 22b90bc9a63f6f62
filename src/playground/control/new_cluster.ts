// What a new cluster has before anyone uses it: namespaces, a node, a storage class, the API's own service.
import type { Cluster } from "../cluster.ts";
import { STANDARD_CLASS } from "../defaults.ts";
import type { KindKey } from "../kinds.ts";
import type { KubeObject } from "../object.ts";
import { create, setStatus } from "./controller.ts";

/** The one node, on which nothing really runs. */
export const NODE_NAME = "playground";

const NAMESPACES = ["default", "kube-node-lease", "kube-public", "kube-system"];

/** Fills an empty cluster. */
export function fillNewCluster(cluster: Cluster): void {
  for (const name of NAMESPACES) {
    add(cluster, "/namespaces", { apiVersion: "v1", kind: "Namespace", metadata: { name } });
  }
  add(cluster, "/nodes", newNode());
  const node = cluster.store.get("/nodes", "", NODE_NAME);
  if (node) setStatus(cluster, { key: "/nodes", object: node, status: nodeStatus(cluster.now()) });
  add(cluster, "storage.k8s.io/storageclasses", {
    apiVersion: "storage.k8s.io/v1",
    kind: "StorageClass",
    metadata: {
      name: STANDARD_CLASS,
      annotations: { "storageclass.kubernetes.io/is-default-class": "true" },
    },
    provisioner: "boathook.dev/playground",
  });
  add(cluster, "rbac.authorization.k8s.io/clusterroles", {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "ClusterRole",
    metadata: { name: "cluster-admin" },
    rules: [{ apiGroups: ["*"], resources: ["*"], verbs: ["*"] }],
  });
  create(cluster, { key: "/services", namespace: "default", object: apiService() });
}

function add(cluster: Cluster, key: KindKey, object: KubeObject): void {
  create(cluster, { key, object, namespace: "" });
}

function newNode(): KubeObject {
  const labels = {
    "kubernetes.io/arch": "amd64",
    "kubernetes.io/os": "linux",
    "kubernetes.io/hostname": NODE_NAME,
  };
  return { apiVersion: "v1", kind: "Node", metadata: { name: NODE_NAME, labels }, spec: {} };
}

function nodeStatus(now: string) {
  const capacity = { cpu: "64", memory: "256Gi", pods: "1000", "ephemeral-storage": "1Ti" };
  const ready = { type: "Ready", status: "True", reason: "KubeletReady", message: "the playground is ready" };
  return {
    capacity,
    allocatable: capacity,
    conditions: [{ ...ready, lastHeartbeatTime: now, lastTransitionTime: now }],
    addresses: [{ type: "InternalIP", address: "127.0.0.1" }, { type: "Hostname", address: NODE_NAME }],
  };
}

function apiService(): KubeObject {
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: "kubernetes", labels: { component: "apiserver", provider: "kubernetes" } },
    spec: { ports: [{ name: "https", port: 443, targetPort: 6443 }] },
  };
}
