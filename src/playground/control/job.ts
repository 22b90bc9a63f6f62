// Jobs: pods until enough have succeeded or too many have failed. Failed pods are followed at once, without back-off.
// Source: k8s.io/kubernetes/pkg/controller/job.
import type { Cluster } from "../cluster.ts";
import { type JsonObject, numberAt, objectsAt, textAt, valueAt } from "../json.ts";
import { isBeingDeleted, type KubeObject, namespaceOf } from "../object.ts";
import {
  type Control,
  controlledBy,
  type Controller,
  createControlled,
  isActive,
  isReady,
  podFromTemplate,
  remove,
  setStatus,
} from "./controller.ts";

/** Starts pods that are missing, and sums up those there are. */
export const controlJob: Controller = (control, job) => {
  const { cluster } = control;
  if (isBeingDeleted(job)) return;
  if (isFinished(job)) return expire(control, job);
  const isSuspended = valueAt(job, "spec", "suspend") === true;
  const before = tally(cluster, job);
  if (isSuspended) stopPods(cluster, job);
  else if (verdictOf(job, before) === undefined) startPods(cluster, job, before);
  report(cluster, job);
};

interface Tally {
  readonly active: number;
  readonly ready: number;
  readonly succeeded: number;
  readonly failed: number;
}

function tally(cluster: Cluster, job: KubeObject): Tally {
  const pods = controlledBy(cluster, job, "/pods");
  const inPhase = (phase: string) => pods.filter((pod) => textAt(pod, "status", "phase") === phase).length;
  const active = pods.filter(isActive);
  return {
    active: active.length,
    ready: active.filter(isReady).length,
    succeeded: inPhase("Succeeded"),
    failed: inPhase("Failed"),
  };
}

function isFinished(job: KubeObject): boolean {
  return objectsAt(job, "status", "conditions")
    .some(({ type, status }) => status === "True" && (type === "Complete" || type === "Failed"));
}

function verdictOf(job: KubeObject, { active, succeeded, failed }: Tally): "Complete" | "Failed" | undefined {
  if (failed > (numberAt(job, "spec", "backoffLimit") ?? 6)) return "Failed";
  const completions = numberAt(job, "spec", "completions");
  // Without a number of completions a job is one queue: one success means that the work is done.
  if (completions === undefined) return succeeded > 0 && active === 0 ? "Complete" : undefined;
  return succeeded >= completions ? "Complete" : undefined;
}

function startPods(cluster: Cluster, job: KubeObject, { active, succeeded }: Tally): void {
  const parallelism = numberAt(job, "spec", "parallelism") ?? 1;
  const open = (numberAt(job, "spec", "completions") ?? parallelism) - succeeded;
  for (let missing = Math.min(parallelism, open) - active; missing > 0; missing--) {
    const pod = podFromTemplate(job, { generateName: `${job.metadata.name}-` });
    createControlled(cluster, job, { key: "/pods", object: pod });
  }
}

function stopPods(cluster: Cluster, job: KubeObject): void {
  for (const pod of controlledBy(cluster, job, "/pods").filter(isActive)) remove(cluster, "/pods", pod);
}

function report(cluster: Cluster, job: KubeObject): void {
  const counts = tally(cluster, job), verdict = verdictOf(job, counts), now = cluster.now();
  const { active, ready, succeeded, failed } = counts;
  if (verdict === "Failed") stopPods(cluster, job);
  const status: JsonObject = {
    startTime: textAt(job, "status", "startTime") ?? now,
    ...(active > 0 && verdict === undefined ? { active } : {}),
    ...(succeeded > 0 ? { succeeded } : {}),
    ...(failed > 0 ? { failed } : {}),
    ready: verdict === undefined ? ready : 0,
    terminating: 0,
    uncountedTerminatedPods: {},
    ...(verdict === "Complete" ? { completionTime: now } : {}),
    ...(verdict ? { conditions: conditionsOf(verdict, now) } : {}),
  };
  const object = cluster.store.get("batch/jobs", namespaceOf(job), job.metadata.name);
  if (object) setStatus(cluster, { key: "batch/jobs", object, status });
}

function conditionsOf(verdict: "Complete" | "Failed", now: string): JsonObject[] {
  const [early, reason, message] = verdict === "Complete"
    ? ["SuccessCriteriaMet", "CompletionsReached", "Reached expected number of succeeded pods"]
    : ["FailureTarget", "BackoffLimitExceeded", "Job has reached the specified backoff limit"];
  return [early!, verdict].map((type) => ({
    type,
    status: "True",
    lastProbeTime: now,
    lastTransitionTime: now,
    reason: reason!,
    message: message!,
  }));
}

function expire({ cluster, revisit }: Control, job: KubeObject): void {
  const seconds = numberAt(job, "spec", "ttlSecondsAfterFinished");
  if (seconds === undefined) return;
  const ended = objectsAt(job, "status", "conditions").at(-1)?.lastTransitionTime;
  const leftMs = Date.parse(String(ended)) + seconds * 1000 - cluster.clock.now();
  if (leftMs > 0) revisit("batch/jobs", job, leftMs);
  else remove(cluster, "batch/jobs", job);
}
