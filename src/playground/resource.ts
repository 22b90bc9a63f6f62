// Requests about objects: get, list, watch, create, replace, patch, apply and delete them, and their subresources.
import { checkNamedNamespace } from "./admit.ts";
import { applyObject, createObject, deleteObject, updateObject } from "./change.ts";
import type { Cluster } from "./cluster.ts";
import { copyJson, isObject, type Json, type JsonObject, newObject } from "./json.ts";
import { type Kind, kindKey } from "./kinds.ts";
import { type KubeObject, uidOf } from "./object.ts";
import { patchJson } from "./patch_json.ts";
import { patchMerge } from "./patch_merge.ts";
import { patchStrategic } from "./patch_strategic.ts";
import { type Answer, changeRequest, find, type ResourceRequest, respond } from "./resource_request.ts";
import { representList, representObject, type View, viewOf } from "./represent.ts";
import { checkBody, type FieldValidation, parseBody, PROTOBUF } from "./request_body.ts";
import { answerReview, isReview } from "./review.ts";
import { type Matches, parseFieldSelector, parseLabelSelector } from "./selectors.ts";
import { badRequest, methodNotAllowed, unsupportedMediaType } from "./status_error.ts";
import { handleSubresource } from "./subresource.ts";
import { typeOfKind } from "./types.ts";
import { watchChanges } from "./watch.ts";

/** Answers a request about objects; throws a StatusError. */
export function handleResource(cluster: Cluster, request: ResourceRequest): Response {
  if (request.subresource !== "" && request.subresource !== "status" && request.subresource !== "finalize") {
    return handleSubresource(cluster, request);
  }
  if (request.method === "GET") return read(cluster, request);
  return respond(write(cluster, request));
}

function read(cluster: Cluster, request: ResourceRequest): Response {
  const { kind, namespace, name, query, stopped } = request, { store } = cluster;
  const view = viewOf(request.accept);
  if (isTrue(query.get("watch"))) {
    const since = Number(query.get("resourceVersion") ?? 0);
    const timeoutSeconds = Number(query.get("timeoutSeconds")) || undefined;
    const marksInitialEnd = isTrue(query.get("sendInitialEvents"));
    const stream = watchChanges(cluster, {
      kind,
      namespace,
      matches: selection(request),
      ...showing(cluster, view),
      since: since > 0 && !marksInitialEnd ? since : undefined,
      marksInitialEnd,
      timeoutSeconds,
      stopped,
    });
    return new Response(stream, { headers: { "content-type": "application/json" } });
  }
  if (name !== undefined) {
    return respond({
      status: 200,
      body: representObject(find(cluster, request), kind, showing(cluster, view)),
    });
  }
  const objects = store.list(kindKey(kind), namespace).filter(selection(request));
  const body = representList(objects, kind, { ...showing(cluster, view), revision: store.revision() });
  return respond({ status: 200, body });
}

function showing({ clock }: Cluster, view: View) {
  return { view, nowMs: clock.now() };
}

function isTrue(text: string | null): boolean {
  return text === "true" || text === "1";
}

/** What the request's selectors let through. */
function selection({ query, name }: ResourceRequest): Matches {
  const labels = parseLabelSelector(query.get("labelSelector") ?? "");
  const fields = parseFieldSelector(query.get("fieldSelector") ?? "");
  return (object) =>
    labels(object) && fields(object) && (name === undefined || (object as KubeObject).metadata.name === name);
}

function write(cluster: Cluster, request: ResourceRequest): Answer {
  const { method, name } = request;
  if (method === "POST" && name === undefined) return create(cluster, request);
  if (method === "PUT" && name !== undefined) return replace(cluster, request);
  if (method === "PATCH" && name !== undefined) return patch(cluster, request);
  if (method === "DELETE") return name === undefined ? removeAll(cluster, request) : remove(cluster, request);
  throw methodNotAllowed();
}

function validationOf({ query }: ResourceRequest): FieldValidation {
  const given = query.get("fieldValidation");
  return given === "Strict" || given === "Ignore" ? given : "Warn";
}

function create(cluster: Cluster, request: ResourceRequest): Answer {
  const { kind, contentType } = request;
  if (isReview(kind)) {
    const question = contentType === PROTOBUF ? newObject() : parseBody(request);
    return { status: 201, body: answerReview(kind, question) };
  }
  const body = parseBody(request);
  const { object, warnings } = checkBody(body, { kind, validation: validationOf(request) });
  const namespace = kind.isNamespaced ? request.namespace || "default" : "";
  checkNames(object, { ...request, namespace });
  if (!object.metadata.name && !object.metadata.generateName) {
    throw badRequest("name or generateName is required");
  }
  const created = createObject(cluster, object, { ...changeRequest(request), namespace });
  return { status: 201, body: representCreated(cluster, created, request), warnings };
}

function representCreated(
  cluster: Cluster,
  object: KubeObject,
  { kind, accept }: ResourceRequest,
): JsonObject {
  return representObject(object, kind, showing(cluster, viewOf(accept)));
}

function checkNames(
  object: KubeObject,
  { namespace, name }: Pick<ResourceRequest, "namespace" | "name">,
): void {
  const problem = namespace ? checkNamedNamespace(object, namespace) : undefined;
  if (problem) throw badRequest(problem);
  if (name === undefined) return;
  if (object.metadata.name && object.metadata.name !== name) {
    throw badRequest(
      `the name of the object (${object.metadata.name}) does not match the name on the URL (${name})`,
    );
  }
  object.metadata.name = name;
}

function replace(cluster: Cluster, request: ResourceRequest): Answer {
  const before = find(cluster, request);
  const { object, warnings } = checkBody(parseBody(request), {
    kind: request.kind,
    validation: validationOf(request),
  });
  checkNames(object, request);
  const updated = updateObject(cluster, object, { ...changeRequest(request), before });
  return { status: 200, body: representCreated(cluster, updated, request), warnings };
}

function patch(cluster: Cluster, request: ResourceRequest): Answer {
  const { kind, contentType } = request;
  if (contentType === "application/apply-patch+yaml") return apply(cluster, request);
  const before = find(cluster, request);
  const patched = patchedObject(before, parseBody(request), { kind, contentType });
  const { object, warnings } = checkBody(patched, { kind, validation: validationOf(request) });
  checkNames(object, request);
  const updated = updateObject(cluster, object, { ...changeRequest(request), before });
  return { status: 200, body: representCreated(cluster, updated, request), warnings };
}

function patchedObject(
  before: KubeObject,
  patch: Json,
  { kind, contentType }: { kind: Kind; contentType: string },
): Json {
  switch (contentType) {
    case "application/json-patch+json":
      return patchJson(before, patch);
    case "application/merge-patch+json":
      return patchMerge(before, patch);
    case "application/strategic-merge-patch+json":
      if (kind.schema) throw unsupportedMediaType(contentType);
      return patchStrategic(copyJson(before), isObject(patch) ? patch : newObject(), typeOfKind(kind));
    default:
      throw unsupportedMediaType(contentType);
  }
}

function apply(cluster: Cluster, request: ResourceRequest): Answer {
  const { kind, namespace, name = "", query } = request;
  if (!query.get("fieldManager")) {
    throw badRequest(
      'PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch',
    );
  }
  const { object, warnings } = checkBody(parseBody(request), {
    kind,
    validation: validationOf(request),
    isApply: true,
  });
  checkNames(object, request);
  if (object.metadata.managedFields !== undefined) throw badRequest("metadata.managedFields must be nil");
  const before = cluster.store.get(kindKey(kind), namespace, name);
  const isForced = isTrue(query.get("force"));
  const applied = applyObject(cluster, object, { ...changeRequest(request), before, isForced });
  return { status: before ? 200 : 201, body: representCreated(cluster, applied, request), warnings };
}

function deleteOptions(request: ResourceRequest): JsonObject {
  const body = parseBody(request), { query } = request;
  const options = isObject(body) ? body : newObject();
  const policy = query.get("propagationPolicy");
  return policy ? { ...options, propagationPolicy: policy } : options;
}

function remove(cluster: Cluster, request: ResourceRequest): Answer {
  const { kind, namespace, name = "" } = request, options = deleteOptions(request);
  const isDryRun = request.query.has("dryRun") || Array.isArray(options.dryRun);
  const { object, isGone } = deleteObject(cluster, { kind, namespace, name, options, isDryRun });
  if (!isGone || kind.plural === "pods") {
    return { status: 200, body: representCreated(cluster, object, request) };
  }
  const details = {
    name,
    ...(kind.group ? { group: kind.group } : {}),
    kind: kind.plural,
    uid: uidOf(object),
  };
  return {
    status: 200,
    body: { kind: "Status", apiVersion: "v1", metadata: {}, status: "Success", details },
  };
}

function removeAll(cluster: Cluster, request: ResourceRequest): Answer {
  const { kind, namespace } = request, { store } = cluster;
  const options = deleteOptions(request);
  const found = store.list(kindKey(kind), namespace).filter(selection(request));
  const isDryRun = request.query.has("dryRun") || Array.isArray(options.dryRun);
  for (const { metadata } of found) {
    const place = String(metadata.namespace ?? "");
    deleteObject(cluster, { kind, namespace: place, name: metadata.name, options, isDryRun });
  }
  const view = { ...showing(cluster, "object"), revision: store.revision() };
  return { status: 200, body: representList(found, kind, view) };
}
