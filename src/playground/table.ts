// Objects as the table that kubectl and helm show to people: the name, some columns of the kind's own, and the age.
import { isObject, type JsonObject, listAt, numberAt, objectAt, objectsAt, textAt } from "./json.ts";
import { type Kind, type KindKey, kindKey } from "./kinds.ts";
import type { KubeObject } from "./object.ts";

interface Column {
  readonly name: string;
  readonly type: "string" | "integer";
  cell(object: KubeObject, nowMs: number): string | number;
}

/** A meta.k8s.io/v1 Table. */
export function toTable(
  objects: readonly KubeObject[],
  kind: Kind,
  { resourceVersion, nowMs }: { readonly resourceVersion: string; readonly nowMs: number },
): JsonObject {
  const columns = [NAME, ...(COLUMNS[kindKey(kind)] ?? []), AGE];
  return {
    kind: "Table",
    apiVersion: "meta.k8s.io/v1",
    metadata: { resourceVersion },
    columnDefinitions: columns.map(({ name, type }) => ({
      name,
      type,
      format: name === "Name" ? "name" : "",
      description: "",
      priority: 0,
    })),
    rows: objects.map((object) => ({
      cells: columns.map(({ cell }) => cell(object, nowMs)),
      object: { kind: "PartialObjectMetadata", apiVersion: "meta.k8s.io/v1", metadata: object.metadata },
    })),
  };
}

const NAME: Column = { name: "Name", type: "string", cell: ({ metadata }) => metadata.name };
const AGE: Column = {
  name: "Age",
  type: "string",
  cell: (object, nowMs) => ageText(nowMs - Date.parse(textAt(object, "metadata", "creationTimestamp") ?? "")),
};

/** Source: k8s.io/apimachinery/pkg/util/duration HumanDuration, in coarser steps. */
function ageText(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  if (Number.isNaN(seconds)) return "<unknown>";
  if (seconds < 120) return `${Math.max(0, seconds)}s`;
  if (seconds < 3 * 3600) return `${Math.floor(seconds / 60)}m`;
  return seconds < 48 * 3600 ? `${Math.floor(seconds / 3600)}h` : `${Math.floor(seconds / 86_400)}d`;
}

function column(name: string, ...path: readonly string[]): Column {
  return {
    name,
    type: "string",
    cell: (object) => textAt(object, ...path) ?? String(numberAt(object, ...path) ?? "<none>"),
  };
}

function count(name: string, ...path: readonly string[]): Column {
  return { name, type: "integer", cell: (object) => numberAt(object, ...path) ?? 0 };
}

function ratio(name: string, done: readonly string[], wanted: readonly string[]): Column {
  const cell = (object: KubeObject) =>
    `${numberAt(object, ...done) ?? 0}/${numberAt(object, ...wanted) ?? 0}`;
  return { name, type: "string", cell };
}

function dataCount(object: KubeObject): number {
  return Object.keys(objectAt(object, "data")).length + Object.keys(objectAt(object, "binaryData")).length;
}

const DATA: Column = { name: "Data", type: "integer", cell: dataCount };

const COLUMNS: Readonly<Record<KindKey, readonly Column[]>> = {
  "/configmaps": [DATA],
  "/secrets": [column("Type", "type"), DATA],
  "/namespaces": [column("Status", "status", "phase")],
  "/pods": [
    { name: "Ready", type: "string", cell: readyContainers },
    { name: "Status", type: "string", cell: podStatus },
    { name: "Restarts", type: "string", cell: () => "0" },
  ],
  "/services": [
    column("Type", "spec", "type"),
    column("Cluster-IP", "spec", "clusterIP"),
    { name: "External-IP", type: "string", cell: externalAddress },
    { name: "Port(s)", type: "string", cell: servicePorts },
  ],
  "/persistentvolumeclaims": [
    column("Status", "status", "phase"),
    column("Volume", "spec", "volumeName"),
    column("Capacity", "status", "capacity", "storage"),
    column("StorageClass", "spec", "storageClassName"),
  ],
  "apps/deployments": [
    ratio("Ready", ["status", "readyReplicas"], ["spec", "replicas"]),
    count("Up-to-date", "status", "updatedReplicas"),
    count("Available", "status", "availableReplicas"),
  ],
  "apps/replicasets": [
    count("Desired", "spec", "replicas"),
    count("Current", "status", "replicas"),
    count("Ready", "status", "readyReplicas"),
  ],
  "apps/statefulsets": [ratio("Ready", ["status", "readyReplicas"], ["spec", "replicas"])],
  "apps/daemonsets": [
    count("Desired", "status", "desiredNumberScheduled"),
    count("Current", "status", "currentNumberScheduled"),
    count("Ready", "status", "numberReady"),
  ],
  "batch/jobs": [
    { name: "Status", type: "string", cell: jobStatus },
    ratio("Completions", ["status", "succeeded"], ["spec", "completions"]),
  ],
  "batch/cronjobs": [column("Schedule", "spec", "schedule")],
};

function readyContainers(pod: KubeObject): string {
  const ready = objectsAt(pod, "status", "containerStatuses").filter(({ ready }) => ready === true);
  return `${ready.length}/${listAt(pod, "spec", "containers").length}`;
}

function podStatus(pod: KubeObject): string {
  if (textAt(pod, "metadata", "deletionTimestamp")) return "Terminating";
  for (const status of objectsAt(pod, "status", "containerStatuses")) {
    const { waiting, terminated } = objectAt(status, "state");
    const state = isObject(waiting) ? waiting : isObject(terminated) ? terminated : undefined;
    if (state) return String(state.reason);
  }
  return textAt(pod, "status", "phase") ?? "Unknown";
}

function externalAddress(service: KubeObject): string {
  const addresses = objectsAt(service, "status", "loadBalancer", "ingress").map(({ ip, hostname }) =>
    ip ?? hostname
  );
  if (addresses.length > 0) return addresses.join(",");
  return textAt(service, "spec", "type") === "LoadBalancer" ? "<pending>" : "<none>";
}

function servicePorts(service: KubeObject): string {
  return objectsAt(service, "spec", "ports")
    .map(({ port, nodePort, protocol }) => `${port}${nodePort ? `:${nodePort}` : ""}/${protocol}`).join(
      ",",
    ) ||
    "<none>";
}

function jobStatus(job: KubeObject): string {
  const done = objectsAt(job, "status", "conditions")
    .find(({ type, status }) => status === "True" && (type === "Complete" || type === "Failed"));
  return String(done?.type ?? "Running");
}
