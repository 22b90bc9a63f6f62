// What admission adds to a new pod, filled in place: its service account with the token's volume, priority, tolerations.
// Source: k8s.io/kubernetes/plugin/pkg/admission serviceaccount, priority, defaulttolerationseconds.
import { randomSuffix } from "./cluster.ts";
import { setDefault } from "./default_pod.ts";
import { isObject, type JsonObject, listAt, objectsAt } from "./json.ts";
import type { KubeObject } from "./object.ts";

const TOKEN_DIR = "/var/run/secrets/kubernetes.io/serviceaccount";

/** Fills in a new pod. */
export function admitPod({ spec }: KubeObject): void {
  if (!isObject(spec)) return;
  setDefault(spec, "serviceAccountName", "default");
  setDefault(spec, "serviceAccount", spec.serviceAccountName ?? "default");
  setDefault(spec, "priority", 0);
  setDefault(spec, "preemptionPolicy", "PreemptLowerPriority");
  spec.tolerations = [
    ...listAt(spec, "tolerations"),
    ...["not-ready", "unreachable"].filter((taint) => !tolerates(spec, taint)).map(toleration),
  ];
  if (spec.automountServiceAccountToken !== false) mountToken(spec);
}

function tolerates(spec: JsonObject, taint: string): boolean {
  return objectsAt(spec, "tolerations").some(({ key, effect }) =>
    (key === undefined || key === `node.kubernetes.io/${taint}`) &&
    (effect === undefined || effect === "NoExecute")
  );
}

function toleration(taint: string): JsonObject {
  return {
    key: `node.kubernetes.io/${taint}`,
    operator: "Exists",
    effect: "NoExecute",
    tolerationSeconds: 300,
  };
}

function mountToken(spec: JsonObject): void {
  const containers = [...objectsAt(spec, "initContainers"), ...objectsAt(spec, "containers")];
  const needy = containers.filter((container) =>
    !objectsAt(container, "volumeMounts").some(({ mountPath }) => mountPath === TOKEN_DIR)
  );
  if (needy.length === 0) return;
  const name = `kube-api-access-${randomSuffix()}`;
  spec.volumes = [...listAt(spec, "volumes"), tokenVolume(name)];
  for (const container of needy) {
    const mount = { name, readOnly: true, mountPath: TOKEN_DIR };
    container.volumeMounts = [...listAt(container, "volumeMounts"), mount];
  }
}

function tokenVolume(name: string): JsonObject {
  const namespace = {
    path: "namespace",
    fieldRef: { apiVersion: "v1", fieldPath: "metadata.namespace" },
  };
  return {
    name,
    projected: {
      defaultMode: 0o644,
      sources: [
        { serviceAccountToken: { expirationSeconds: 3607, path: "token" } },
        { configMap: { name: "kube-root-ca.crt", items: [{ key: "ca.crt", path: "ca.crt" }] } },
        { downwardAPI: { items: [namespace] } },
      ],
    },
  };
}
