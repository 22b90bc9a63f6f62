// What a request below a kind's path says, and how it is answered: what all handlers of such requests share.
import type { ChangeRequest } from "./change.ts";
import type { Cluster } from "./cluster.ts";
import type { JsonObject } from "./json.ts";
import { kindKey } from "./kinds.ts";
import type { KubeObject } from "./object.ts";
import type { Body } from "./request_body.ts";
import type { ResourcePath } from "./route.ts";
import { notFound } from "./status_error.ts";

/** A request below a kind's path. */
export interface ResourceRequest extends ResourcePath, Body {
  readonly method: string;
  readonly query: URLSearchParams;
  readonly accept: string;
  readonly userAgent: string;
  readonly stopped: AbortSignal;
}

/** What is answered: JSON with a status, and warnings the client shows. */
export interface Answer {
  readonly status: number;
  readonly body: JsonObject;
  readonly warnings?: readonly string[];
}

/** An answer as a response. */
export function respond({ status, body, warnings = [] }: Answer): Response {
  const headers = new Headers({ "content-type": "application/json" });
  for (const warning of warnings) headers.append("warning", `299 - ${JSON.stringify(warning)}`);
  return new Response(`${JSON.stringify(body)}\n`, { status, headers });
}

/** The object a request names; throws a StatusError if there is none. */
export function find({ store }: Cluster, { kind, namespace, name = "" }: ResourcePath): KubeObject {
  const found = store.get(kindKey(kind), namespace, name);
  if (!found) throw notFound(kind, name);
  return found;
}

/** What a request says of the change it wants. */
export function changeRequest(
  { kind, namespace, query, userAgent, subresource }: ResourceRequest,
): ChangeRequest {
  const manager = query.get("fieldManager") || userAgent.split("/")[0] || "unknown";
  return { kind, namespace, manager, subresource, isDryRun: query.has("dryRun") };
}
