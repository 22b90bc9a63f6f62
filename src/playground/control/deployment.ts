// Deployments: one ReplicaSet for each template, rolled from the old ones to the new one within the limits asked for.
// Source: k8s.io/kubernetes/pkg/controller/deployment.
import { type Cluster, contentHash } from "../cluster.ts";
import {
  copyJson,
  isSameJson,
  type JsonObject,
  newObject,
  numberAt,
  objectAt,
  objectsAt,
  setAt,
  textAt,
  valueAt,
} from "../json.ts";
import { annotationOf, isBeingDeleted, type KubeObject, namespaceOf } from "../object.ts";
import {
  change,
  condition,
  type Control,
  controlledBy,
  type Controller,
  createControlled,
  remove,
  setStatus,
  share,
  wantedReplicas,
} from "./controller.ts";

const SETS = "apps/replicasets", HASH_LABEL = "pod-template-hash";
const REVISION = "deployment.kubernetes.io/revision", HISTORY = `${REVISION}-history`;

/** Moves a rollout one step on. */
export const controlDeployment: Controller = (control, deployment) => {
  const { cluster } = control;
  if (isBeingDeleted(deployment)) return;
  const isPaused = valueAt(deployment, "spec", "paused") === true;
  if (!isPaused) ensureNewSet(cluster, deployment);
  const sets = controlledBy(cluster, deployment, SETS);
  const current = sets.find((set) => isOfTemplate(set, deployment));
  const old = sets.filter((set) => set !== current);
  if (current) scaleSets(cluster, { deployment, current, old });
  for (const set of controlledBy(cluster, deployment, SETS)) noteLimits(cluster, { deployment, set });
  report(control, deployment);
  dropOldSets(cluster, deployment);
};

function isOfTemplate(set: KubeObject, deployment: KubeObject): boolean {
  const template = copyJson(objectAt(set, "spec", "template"));
  setAt(template, ["metadata", "labels", HASH_LABEL], undefined);
  return isSameJson(template, objectAt(deployment, "spec", "template"));
}

function revisionOf(object: KubeObject): number {
  return Number(annotationOf(object, REVISION) ?? 0);
}

/** The set of the template gets the next revision, be it new or one that was rolled back to. */
function ensureNewSet(cluster: Cluster, deployment: KubeObject): void {
  const sets = controlledBy(cluster, deployment, SETS);
  const found = sets.find((set) => isOfTemplate(set, deployment));
  const last = Math.max(0, ...sets.filter((set) => set !== found).map(revisionOf));
  if (found && revisionOf(found) > last) return;
  if (!found) return createSet(cluster, deployment, last + 1);
  const past = [annotationOf(found, HISTORY), annotationOf(found, REVISION)].filter(Boolean).join(",");
  const edit = (set: KubeObject) => {
    setAt(set, ["metadata", "annotations", REVISION], String(last + 1));
    setAt(set, ["metadata", "annotations", HISTORY], past);
  };
  change(cluster, SETS, { before: found, edit });
}

function createSet(cluster: Cluster, deployment: KubeObject, revision: number): void {
  const template = copyJson(objectAt(deployment, "spec", "template"));
  const hash = contentHash(JSON.stringify(template));
  setAt(template, ["metadata", "labels", HASH_LABEL], hash);
  const selector = copyJson(objectAt(deployment, "spec", "selector"));
  setAt(selector, ["matchLabels", HASH_LABEL], hash);
  const annotations: JsonObject = {
    ...objectAt(deployment, "metadata", "annotations"),
    [REVISION]: String(revision),
    ...limitNotes(deployment),
  };
  createControlled(cluster, deployment, {
    key: SETS,
    object: {
      apiVersion: "apps/v1",
      kind: "ReplicaSet",
      metadata: {
        name: `${deployment.metadata.name}-${hash}`,
        labels: copyJson(objectAt(template, "metadata", "labels")),
        annotations,
      },
      spec: { replicas: roomFor(deployment, controlledBy(cluster, deployment, SETS)), selector, template },
    },
  });
}

/** What each set in use carries of the limits of its Deployment. */
function limitNotes(deployment: KubeObject): Record<string, string> {
  const wanted = wantedReplicas(deployment), { surge } = limitsOf(deployment);
  return {
    "deployment.kubernetes.io/desired-replicas": String(wanted),
    "deployment.kubernetes.io/max-replicas": String(wanted + surge),
  };
}

function noteLimits(
  cluster: Cluster,
  { deployment, set }: { readonly deployment: KubeObject; readonly set: KubeObject },
): void {
  const notes = Object.entries(limitNotes(deployment));
  if (wantedReplicas(set) === 0 || notes.every(([name, note]) => annotationOf(set, name) === note)) return;
  const edit = (object: KubeObject) => {
    for (const [name, note] of notes) setAt(object, ["metadata", "annotations", name], note);
  };
  change(cluster, SETS, { before: set, edit });
}

/** How far a rollout may exceed and undercut the wanted number. */
function limitsOf(deployment: KubeObject): { surge: number; unavailable: number } {
  if (textAt(deployment, "spec", "strategy", "type") === "Recreate") {
    return { surge: 0, unavailable: wantedReplicas(deployment) };
  }
  const { maxSurge, maxUnavailable } = objectAt(deployment, "spec", "strategy", "rollingUpdate");
  const of = wantedReplicas(deployment);
  const surge = share(maxSurge ?? "25%", { of, rounds: "up" });
  const unavailable = share(maxUnavailable ?? "25%", { of, rounds: "down" });
  return { surge, unavailable: surge === 0 && unavailable === 0 ? 1 : unavailable };
}

/** How many more replicas all sets together may have. */
function roomFor(deployment: KubeObject, sets: readonly KubeObject[]): number {
  const wanted = wantedReplicas(deployment), total = sum(sets, wantedReplicas);
  return Math.min(wanted, Math.max(0, wanted + limitsOf(deployment).surge - total));
}

interface Rollout {
  readonly deployment: KubeObject;
  readonly current: KubeObject;
  readonly old: readonly KubeObject[];
}

function scaleSets(cluster: Cluster, { deployment, current, old }: Rollout): void {
  const wanted = wantedReplicas(deployment), { unavailable } = limitsOf(deployment);
  const oldTotal = sum(old, wantedReplicas);
  const isRecreate = textAt(deployment, "spec", "strategy", "type") === "Recreate";
  if (isRecreate && oldTotal > 0) return scaleDown(cluster, old, oldTotal);
  if (isRecreate && sum(old, (set) => numberAt(set, "status", "replicas") ?? 0) > 0) return;
  const next = Math.min(wanted, wantedReplicas(current) + roomFor(deployment, [...old, current]));
  scaleTo(cluster, current, next);
  if (oldTotal === 0) return;
  const oldReady = sum(old, readyOf);
  const dead = oldTotal - oldReady;
  const spare = oldReady + Math.min(readyOf(current), next) - (wanted - unavailable);
  scaleDown(cluster, old, Math.min(oldTotal, dead + Math.max(0, spare)));
}

function sum(sets: readonly KubeObject[], count: (set: KubeObject) => number): number {
  return sets.reduce((total, set) => total + count(set), 0);
}

function readyOf(set: KubeObject): number {
  return Math.min(numberAt(set, "status", "readyReplicas") ?? 0, wantedReplicas(set));
}

function scaleDown(cluster: Cluster, sets: readonly KubeObject[], count: number): void {
  let rest = count;
  for (const set of [...sets].sort((a, b) => readyOf(a) - readyOf(b))) {
    const fewer = Math.min(rest, wantedReplicas(set));
    rest -= fewer;
    if (fewer > 0) scaleTo(cluster, set, wantedReplicas(set) - fewer);
  }
}

function scaleTo(cluster: Cluster, set: KubeObject, replicas: number): void {
  if (wantedReplicas(set) === replicas) return;
  change(cluster, SETS, { before: set, edit: (object) => setAt(object, ["spec", "replicas"], replicas) });
}

/** Keeps as many idle sets as the history asks for. */
function dropOldSets(cluster: Cluster, deployment: KubeObject): void {
  const limit = numberAt(deployment, "spec", "revisionHistoryLimit") ?? 10;
  const idle = controlledBy(cluster, deployment, SETS)
    .filter((set) =>
      !isOfTemplate(set, deployment) && wantedReplicas(set) === 0 && !numberAt(set, "status", "replicas")
    )
    .sort((a, b) => revisionOf(b) - revisionOf(a));
  for (const set of idle.slice(limit)) remove(cluster, SETS, set);
}

function report(control: Control, deployment: KubeObject): void {
  const { cluster } = control;
  const sets = controlledBy(cluster, deployment, SETS);
  const current = sets.find((set) => isOfTemplate(set, deployment));
  const count = (field: string, of = sets) => sum(of, (set) => numberAt(set, "status", field) ?? 0);
  const own = current ? [current] : [];
  const counts: Record<string, number> = {
    replicas: count("replicas"),
    updatedReplicas: count("replicas", own),
    readyReplicas: count("readyReplicas"),
    availableReplicas: count("availableReplicas"),
  };
  counts.unavailableReplicas = Math.max(0, sum(sets, wantedReplicas) - counts.availableReplicas!);
  const shown = Object.entries(counts).filter(([, number]) => number > 0);
  const status = {
    observedGeneration: numberAt(deployment, "metadata", "generation") ?? 1,
    ...Object.fromEntries(shown),
    terminatingReplicas: 0,
    conditions: conditionsOf(control, { deployment, current, counts }),
  };
  const annotations = current ? { [REVISION]: String(revisionOf(current)) } : newObject();
  const object = cluster.store.get("apps/deployments", namespaceOf(deployment), deployment.metadata.name);
  if (object) setStatus(cluster, { key: "apps/deployments", object, status, annotations });
}

interface Progress {
  readonly deployment: KubeObject;
  readonly current: KubeObject | undefined;
  readonly counts: Readonly<Record<string, number>>;
}

/** A condition that changes moves to the end, as SetDeploymentCondition has it. */
function conditionsOf(control: Control, progress: Progress): JsonObject[] {
  const { deployment, counts } = progress, now = control.cluster.now();
  const isAvailable =
    counts.availableReplicas! >= wantedReplicas(deployment) - limitsOf(deployment).unavailable;
  const available = condition(deployment, {
    type: "Available",
    status: isAvailable ? "True" : "False",
    reason: isAvailable ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
    message: isAvailable
      ? "Deployment has minimum availability."
      : "Deployment does not have minimum availability.",
  }, now);
  const next = hasProgressed(progress) ? [available] : [available, progressOf(control, progress)];
  return next.reduce<JsonObject[]>((list, each) => {
    const before = list.find(({ type }) => type === each.type);
    if (before && before.status === each.status && before.reason === each.reason) return list;
    return [...list.filter((other) => other !== before), { ...each, lastUpdateTime: now }];
  }, objectsAt(deployment, "status", "conditions"));
}

/** A rollout that is complete stays so while replicas come and go. */
function hasProgressed({ deployment, counts }: Progress): boolean {
  return counts.replicas === counts.updatedReplicas &&
    objectsAt(deployment, "status", "conditions").some(({ reason }) => reason === "NewReplicaSetAvailable");
}

function progressOf(control: Control, { deployment, current, counts }: Progress): JsonObject {
  const wanted = wantedReplicas(deployment), now = control.cluster.now();
  const isDone = counts.updatedReplicas === wanted && counts.replicas === wanted &&
    counts.availableReplicas! >= wanted;
  const set = `ReplicaSet "${current?.metadata.name}"`;
  if (isDone) {
    const message = `${set} has successfully progressed.`;
    return condition(deployment, {
      type: "Progressing",
      status: "True",
      reason: "NewReplicaSetAvailable",
      message,
    }, now);
  }
  const seconds = numberAt(deployment, "spec", "progressDeadlineSeconds") ?? 600;
  const sinceMs = Date.parse(textAt(current, "metadata", "creationTimestamp") ?? now);
  const leftMs = sinceMs + seconds * 1000 - control.cluster.clock.now();
  if (leftMs > 0) {
    control.revisit("apps/deployments", deployment, leftMs);
    const message = `${set} is progressing.`;
    return condition(deployment, {
      type: "Progressing",
      status: "True",
      reason: "ReplicaSetUpdated",
      message,
    }, now);
  }
  const message = `${set} has timed out progressing.`;
  const reason = "ProgressDeadlineExceeded";
  return condition(deployment, { type: "Progressing", status: "False", reason, message }, now);
}
