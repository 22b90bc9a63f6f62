// The API: a request → a response. Discovery, OpenAPI, and everything below a kind's path.
import type { Cluster } from "./cluster.ts";
import { AGGREGATED, discover, KUBERNETES_VERSION } from "./discovery.ts";
import type { JsonObject } from "./json.ts";
import { describeOpenApi } from "./openapi.ts";
import { handleResource } from "./resource.ts";
import type { ResourceRequest } from "./resource_request.ts";
import { parseResourcePath } from "./route.ts";
import { pathNotFound, StatusError } from "./status_error.ts";

/** Answers requests to a cluster; `stopped` ends what is still streaming. */
export type Api = (request: Request, path: string, stopped: AbortSignal) => Promise<Response>;

/** The API of a cluster. Paths are those behind the server's own prefix. */
export function createApi(cluster: Cluster): Api {
  return async (request, path, stopped) => {
    try {
      return answerKnown(cluster, request, path) ??
        await handleResource(cluster, await readRequest(cluster, request, { path, stopped }));
    } catch (error) {
      const status = error instanceof StatusError ? error : internalError(error);
      return jsonResponse(status.toStatus(), { status: status.code });
    }
  };
}

/** A bug of ours fails the request that met it, in words its sender sees, and nothing else. */
function internalError(error: unknown): StatusError {
  const text = error instanceof Error ? error.stack ?? error.message : String(error);
  return new StatusError(500, "InternalError", `Internal error occurred in the playground: ${text}`);
}

/** What does not depend on objects. */
function answerKnown({ kinds }: Cluster, request: Request, path: string): Response | undefined {
  if (["/healthz", "/readyz", "/livez"].includes(path)) return new Response("ok");
  if (path === "/version") return jsonResponse(KUBERNETES_VERSION);
  if (path.startsWith("/openapi/v3")) return jsonResponse(describeOpenApi(path, kinds));
  const accept = request.headers.get("accept") ?? "";
  const isAggregated = accept.split(",").some((part) =>
    part.includes("as=APIGroupDiscoveryList") && /v=v2(;|$)/.test(part)
  );
  const found = discover(path, kinds, isAggregated);
  const type = found?.kind === "APIGroupDiscoveryList" ? AGGREGATED : undefined;
  return found && jsonResponse(found, type ? { type } : {});
}

async function readRequest(
  { kinds }: Cluster,
  request: Request,
  { path, stopped }: { path: string; stopped: AbortSignal },
): Promise<ResourceRequest> {
  if (!path.startsWith("/api/") && !path.startsWith("/apis/")) throw pathNotFound();
  const { headers, method, url } = request;
  return {
    ...parseResourcePath(path, kinds),
    method,
    query: new URL(url).searchParams,
    accept: headers.get("accept") ?? "",
    userAgent: headers.get("user-agent") ?? "",
    contentType: (headers.get("content-type") ?? "").split(";")[0]!.trim(),
    bytes: new Uint8Array(await request.arrayBuffer()),
    stopped,
  };
}

function jsonResponse(body: JsonObject, { status = 200, type = "application/json" } = {}): Response {
  return new Response(`${JSON.stringify(body)}\n`, { status, headers: { "content-type": type } });
}
