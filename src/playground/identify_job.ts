// A Job's selector and the labels of its pods are made of its unique id. Source: k8s.io/kubernetes/pkg/registry/batch/job.
import { setDefault } from "./default_pod.ts";
import { copyJson, isObject, type JsonObject, newObject, objectAt } from "./json.ts";
import { type KubeObject, uidOf } from "./object.ts";

/** Fills in a Job that brings no selector of its own. */
export function identifyJob(job: KubeObject): void {
  const { spec, metadata: { name } } = job;
  if (!isObject(spec) || spec.manualSelector === true || !isObject(spec.template)) return;
  const uid = uidOf(job);
  setDefault(spec, "selector", { matchLabels: { "batch.kubernetes.io/controller-uid": uid } });
  setDefault(spec.template, "metadata", newObject());
  const metadata = spec.template.metadata as JsonObject;
  metadata.labels = {
    ...objectAt(metadata, "labels"),
    "batch.kubernetes.io/controller-uid": uid,
    "batch.kubernetes.io/job-name": name,
    "controller-uid": uid,
    "job-name": name,
  };
  setDefault(job.metadata, "labels", copyJson(metadata.labels));
}
