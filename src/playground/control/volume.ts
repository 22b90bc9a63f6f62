// Claims get a volume at once, and let go of it when nobody uses them; services that want one get an address.
import type { Cluster } from "../cluster.ts";
import { copyJson, listAt, objectAt, objectsAt, textAt } from "../json.ts";
import { isBeingDeleted, type KubeObject, namespaceOf, uidOf } from "../object.ts";
import { change, type Controller, create, remove, setStatus } from "./controller.ts";

const CLAIMS = "/persistentvolumeclaims", VOLUMES = "/persistentvolumes";
const PROVISIONER = "boathook.dev/playground";

/** Binds a claim, or lets it go when it is being deleted and no pod uses it. */
export const controlClaim: Controller = ({ cluster }, claim) => {
  if (isBeingDeleted(claim)) return release(cluster, claim);
  if (textAt(claim, "status", "phase") === "Bound") return;
  const volumeName = textAt(claim, "spec", "volumeName") ?? `pvc-${uidOf(claim)}`;
  const { capacity, accessModes } = grantOf(claim);
  create(cluster, { key: VOLUMES, namespace: "", object: newVolume(claim, volumeName) });
  const bound = change(cluster, CLAIMS, {
    before: claim,
    edit: (object) => {
      (object.spec as Record<string, unknown>).volumeName = volumeName;
      object.metadata.annotations = {
        ...objectAt(object, "metadata", "annotations"),
        "pv.kubernetes.io/bind-completed": "yes",
        "pv.kubernetes.io/bound-by-controller": "yes",
        "volume.beta.kubernetes.io/storage-provisioner": PROVISIONER,
        "volume.kubernetes.io/storage-provisioner": PROVISIONER,
      };
    },
  });
  setStatus(cluster, { key: CLAIMS, object: bound, status: { phase: "Bound", accessModes, capacity } });
  const volume = cluster.store.get(VOLUMES, "", volumeName);
  if (volume) setStatus(cluster, { key: VOLUMES, object: volume, status: { phase: "Bound" } });
};

/** What a claim asks for, which it gets. */
function grantOf(claim: KubeObject) {
  const spec = objectAt(claim, "spec");
  return {
    capacity: copyJson(objectAt(spec, "resources", "requests")),
    accessModes: copyJson(listAt(spec, "accessModes")),
  };
}

function newVolume(claim: KubeObject, name: string) {
  const { volumeMode, storageClassName } = objectAt(claim, "spec"), { apiVersion, kind, metadata } = claim;
  return {
    apiVersion: "v1",
    kind: "PersistentVolume",
    metadata: { name, annotations: { "pv.kubernetes.io/provisioned-by": PROVISIONER } },
    spec: {
      ...grantOf(claim),
      volumeMode,
      storageClassName,
      persistentVolumeReclaimPolicy: "Delete",
      hostPath: { path: `/nonexistent/${uidOf(claim)}`, type: "" },
      claimRef: { apiVersion, kind, name: metadata.name, namespace: namespaceOf(claim), uid: uidOf(claim) },
    },
  };
}

const PROTECTION = "kubernetes.io/pvc-protection";

function release(cluster: Cluster, claim: KubeObject): void {
  const { name } = claim.metadata;
  const isUsed = cluster.store.list("/pods", namespaceOf(claim)).some((pod) =>
    objectsAt(pod, "spec", "volumes").some((volume) =>
      textAt(volume, "persistentVolumeClaim", "claimName") === name
    )
  );
  if (isUsed || !listAt(claim, "metadata", "finalizers").includes(PROTECTION)) return;
  change(cluster, CLAIMS, {
    before: claim,
    edit: ({ metadata }) => {
      metadata.finalizers = listAt(metadata, "finalizers").filter((finalizer) => finalizer !== PROTECTION);
    },
  });
  const volume = cluster.store.get(VOLUMES, "", textAt(claim, "spec", "volumeName") ?? "");
  if (volume && textAt(volume, "spec", "claimRef", "uid") === uidOf(claim)) {
    remove(cluster, VOLUMES, volume);
  }
}

/** Gives a service of type LoadBalancer an address of the block for examples. */
export const controlService: Controller = ({ cluster }, service) => {
  if (textAt(service, "spec", "type") !== "LoadBalancer" || isBeingDeleted(service)) return;
  if (objectsAt(service, "status", "loadBalancer", "ingress").length > 0) return;
  const ip = `192.0.2.${cluster.nextNumber("load-balancer") % 254 + 1}`;
  const status = { loadBalancer: { ingress: [{ ip, ipMode: "VIP" }] } };
  setStatus(cluster, { key: "/services", object: service, status });
};
