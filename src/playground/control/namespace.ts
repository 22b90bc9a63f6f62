// Namespaces get what every namespace has; one that is deleted takes everything in it along.
import type { Cluster } from "../cluster.ts";
import { copyJson } from "../json.ts";
import type { Kind } from "../kinds.ts";
import { kindKey } from "../kinds.ts";
import { isBeingDeleted, type KubeObject } from "../object.ts";
import { type Controller, create, remove } from "./controller.ts";

/** Fills a new namespace, or empties one that is being deleted. */
export const controlNamespace: Controller = ({ cluster }, namespace) => {
  if (isBeingDeleted(namespace)) return empty(cluster, namespace);
  const { name } = namespace.metadata, { store } = cluster;
  if (!store.get("/serviceaccounts", name, "default")) {
    const object: KubeObject = { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "default" } };
    create(cluster, { key: "/serviceaccounts", namespace: name, object });
  }
  if (store.get("/configmaps", name, ROOT_CERTIFICATE)) return;
  const object: KubeObject = {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name: ROOT_CERTIFICATE },
    data: { "ca.crt": "" },
  };
  create(cluster, { key: "/configmaps", namespace: name, object });
};

const ROOT_CERTIFICATE = "kube-root-ca.crt";

function empty(cluster: Cluster, namespace: KubeObject): void {
  const { store, kinds } = cluster, { name } = namespace.metadata;
  const namespaced = new Map<string, Kind>(
    kinds.all().filter(({ isNamespaced }) => isNamespaced).map((kind) => [kindKey(kind), kind]),
  );
  const inside = () =>
    [...namespaced.values()].flatMap((kind) =>
      store.list(kindKey(kind), name).map((object) => [kindKey(kind), object] as const)
    );
  for (const [key, object] of inside()) if (!isBeingDeleted(object)) remove(cluster, key, object);
  if (inside().length > 0) return;
  const object = copyJson(store.get("/namespaces", "", name) ?? namespace);
  object.spec = {};
  if ((object.metadata.finalizers as unknown[] | undefined)?.length) store.put("/namespaces", object);
  else store.remove("/namespaces", object);
}
