// What a pod's spec says when it says nothing, filled in place. Source: k8s.io/kubernetes/pkg/apis/core/v1 defaults.go.
import { isObject, type Json, type JsonObject, newObject, objectAt, objectsAt, valueAt } from "./json.ts";

/** Sets a field that is not there. */
export function setDefault(object: JsonObject, key: string, value: Json): void {
  if (object[key] === undefined) object[key] = value;
}

/** Fills in a pod template. */
export function defaultPodTemplate(template: Json | undefined): void {
  if (!isObject(template)) return;
  const { spec } = template;
  if (isObject(spec)) defaultPodSpec(spec);
}

/** Fills in the spec of a pod or of a pod template. */
export function defaultPodSpec(spec: JsonObject): void {
  setDefault(spec, "restartPolicy", "Always");
  setDefault(spec, "dnsPolicy", "ClusterFirst");
  setDefault(spec, "schedulerName", "default-scheduler");
  setDefault(spec, "securityContext", newObject());
  setDefault(spec, "terminationGracePeriodSeconds", 30);
  // The old name of the field mirrors the new one.
  const account = spec.serviceAccountName || spec.serviceAccount;
  if (account) spec.serviceAccountName = spec.serviceAccount = account;
  for (const container of [...objectsAt(spec, "containers"), ...objectsAt(spec, "initContainers")]) {
    defaultContainer(container);
    if (spec.hostNetwork === true) {
      for (const port of objectsAt(container, "ports")) setDefault(port, "hostPort", port.containerPort ?? 0);
    }
  }
  for (const volume of objectsAt(spec, "volumes")) defaultVolume(volume);
  for (const constraint of objectsAt(spec, "topologySpreadConstraints")) {
    setDefault(constraint, "whenUnsatisfiable", "DoNotSchedule");
  }
}

function defaultContainer(container: JsonObject): void {
  setDefault(container, "terminationMessagePath", "/dev/termination-log");
  setDefault(container, "terminationMessagePolicy", "File");
  setDefault(container, "imagePullPolicy", pullPolicy(String(container.image ?? "")));
  setDefault(container, "resources", newObject());
  const { limits } = objectAt(container, "resources");
  if (isObject(limits) && isObject(container.resources)) {
    setDefault(container.resources, "requests", newObject());
    for (const [name, value] of Object.entries(limits)) {
      if (value !== undefined) setDefault(container.resources.requests as JsonObject, name, value);
    }
  }
  for (const port of objectsAt(container, "ports")) setDefault(port, "protocol", "TCP");
  for (const env of objectsAt(container, "env")) {
    const field = valueAt(env, "valueFrom", "fieldRef");
    if (isObject(field)) setDefault(field, "apiVersion", "v1");
  }
  for (const name of ["livenessProbe", "readinessProbe", "startupProbe"]) {
    const probe = container[name];
    if (isObject(probe)) defaultProbe(probe);
  }
  for (const name of ["postStart", "preStop"]) defaultHttpGet(objectAt(container, "lifecycle", name));
}

function pullPolicy(image: string): string {
  const tag = image.includes("@") ? "digest" : image.slice(image.lastIndexOf("/") + 1).split(":")[1];
  return tag === undefined || tag === "latest" ? "Always" : "IfNotPresent";
}

function defaultProbe(probe: JsonObject): void {
  setDefault(probe, "timeoutSeconds", 1);
  setDefault(probe, "periodSeconds", 10);
  setDefault(probe, "successThreshold", 1);
  setDefault(probe, "failureThreshold", 3);
  defaultHttpGet(probe);
  if (isObject(probe.grpc)) setDefault(probe.grpc, "service", "");
}

function defaultHttpGet({ httpGet }: JsonObject): void {
  if (!isObject(httpGet)) return;
  setDefault(httpGet, "path", "/");
  setDefault(httpGet, "scheme", "HTTP");
}

const MODE = 0o644;

function defaultVolume(volume: JsonObject): void {
  for (const source of ["configMap", "secret", "projected", "downwardAPI"]) {
    const given = volume[source];
    if (isObject(given)) setDefault(given, "defaultMode", MODE);
  }
  if (isObject(volume.hostPath)) setDefault(volume.hostPath, "type", "");
  if (Object.keys(volume).length === 1) volume.emptyDir = newObject();
  for (const source of objectsAt(volume, "projected", "sources")) {
    if (isObject(source.serviceAccountToken)) {
      setDefault(source.serviceAccountToken, "expirationSeconds", 3600);
    }
    defaultFieldRefs(source.downwardAPI);
  }
  defaultFieldRefs(volume.downwardAPI);
  const template = valueAt(volume, "ephemeral", "volumeClaimTemplate", "spec");
  if (isObject(template)) setDefault(template, "volumeMode", "Filesystem");
}

function defaultFieldRefs(source: Json | undefined): void {
  for (const item of objectsAt(source, "items")) {
    if (isObject(item.fieldRef)) setDefault(item.fieldRef, "apiVersion", "v1");
  }
}
