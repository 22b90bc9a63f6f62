// Subresources with a life of their own: scale, logs, eviction, binding, tokens. What needs a node is refused.
import { deleteObject, updateObject } from "./change.ts";
import type { Cluster } from "./cluster.ts";
import {
  copyJson,
  isObject,
  type JsonObject,
  newObject,
  numberAt,
  objectAt,
  objectsAt,
  setAt,
  textAt,
} from "./json.ts";
import { annotationOf, type KubeObject, namespaceOf, uidOf } from "./object.ts";
import { patchJson } from "./patch_json.ts";
import { patchMerge } from "./patch_merge.ts";
import { parseBody } from "./request_body.ts";
import { changeRequest, find, type ResourceRequest, respond } from "./resource_request.ts";
import { badRequest, methodNotAllowed, StatusError } from "./status_error.ts";

/** What a pod's containers print, in place of the line that says there is nothing. */
const LOGS_ANNOTATION = "boathook.dev/logs";

/** Answers a request to a subresource; throws a StatusError. */
export function handleSubresource(cluster: Cluster, request: ResourceRequest): Response {
  switch (request.subresource) {
    case "scale":
      return scale(cluster, request);
    case "log":
      return log(cluster, request);
    case "eviction":
    case "binding":
      return settlePod(cluster, request);
    case "token":
      return token(cluster, request);
    case "approval":
    case "ephemeralcontainers":
    case "resize":
      return replacePart(cluster, request);
    default: {
      const message = `the playground runs no containers: ${request.subresource} is not possible`;
      throw new StatusError(501, "NotImplemented", message);
    }
  }
}

function scale(cluster: Cluster, request: ResourceRequest): Response {
  const before = find(cluster, request);
  if (request.method === "GET") return respond({ status: 200, body: scaleOf(before) });
  const body = parseBody(request);
  const wanted = request.contentType === "application/json-patch+json"
    ? patchJson(scaleOf(before), body)
    : patchMerge(scaleOf(before), body);
  const replicas = numberAt(wanted, "spec", "replicas");
  if (replicas === undefined) throw badRequest("the scale has no spec.replicas");
  const object = copyJson(before);
  setAt(object, ["spec", "replicas"], replicas);
  const updated = updateObject(cluster, object, { ...changeRequest(request), before });
  return respond({ status: 200, body: scaleOf(updated) });
}

function scaleOf(object: KubeObject): JsonObject {
  const { name, namespace, uid, resourceVersion, creationTimestamp } = object.metadata;
  const labels = Object.entries(objectAt(object, "spec", "selector", "matchLabels"));
  return {
    kind: "Scale",
    apiVersion: "autoscaling/v1",
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    spec: { replicas: numberAt(object, "spec", "replicas") ?? 0 },
    status: {
      replicas: numberAt(object, "status", "replicas") ?? 0,
      selector: labels.map(([key, value]) => `${key}=${value}`).join(","),
    },
  };
}

function log(cluster: Cluster, request: ResourceRequest): Response {
  const pod = find(cluster, request);
  const containers = [...objectsAt(pod, "spec", "containers"), ...objectsAt(pod, "spec", "initContainers")]
    .map(({ name }) => String(name));
  const container = request.query.get("container") ?? containers[0] ?? "";
  if (!containers.includes(container)) {
    throw badRequest(`container ${container} is not valid for pod ${pod.metadata.name}`);
  }
  const text = annotationOf(pod, LOGS_ANNOTATION) ?? `log of ${pod.metadata.name}/${container}`;
  return new Response(`${text.replace(/\n$/, "")}\n`, { headers: { "content-type": "text/plain" } });
}

function settlePod(cluster: Cluster, request: ResourceRequest): Response {
  if (request.method !== "POST") throw methodNotAllowed();
  const { kind, namespace, name = "", subresource } = request;
  const body = parseBody(request);
  if (subresource === "eviction") {
    deleteObject(cluster, { kind, namespace, name, options: objectAt(body, "deleteOptions") });
  }
  return respond({
    status: 201,
    body: { kind: "Status", apiVersion: "v1", metadata: {}, status: "Success" },
  });
}

const TOKEN_SECONDS = 3600;

function token(cluster: Cluster, request: ResourceRequest): Response {
  const account = find(cluster, request), body = parseBody(request);
  const seconds = numberAt(body, "spec", "expirationSeconds") ?? TOKEN_SECONDS;
  const expires = new Date(cluster.clock.now() + seconds * 1000).toISOString();
  return respond({
    status: 201,
    body: {
      kind: "TokenRequest",
      apiVersion: "authentication.k8s.io/v1",
      metadata: { name: account.metadata.name, namespace: namespaceOf(account) },
      spec: objectAt(body, "spec"),
      status: { token: `playground.${uidOf(account)}`, expirationTimestamp: expires },
    },
  });
}

/** The part of an object that a subresource is about may be replaced or merged through it. */
function replacePart(cluster: Cluster, request: ResourceRequest): Response {
  const before = find(cluster, request);
  if (request.method === "GET") return respond({ status: 200, body: before });
  const body = parseBody(request), given = isObject(body) ? body : newObject();
  const object = request.method === "PUT" ? given : patchMerge(before, given) as JsonObject;
  const subresource = request.subresource === "approval" ? "status" : "";
  if (textAt(object, "metadata", "name") !== before.metadata.name) {
    throw badRequest("the name does not match");
  }
  const updated = updateObject(cluster, object as KubeObject, {
    ...changeRequest(request),
    before,
    subresource,
  });
  return respond({ status: 200, body: updated });
}
