// The path of a request → what it asks about.
import type { Kind, Kinds } from "./kinds.ts";
import { pathNotFound } from "./status_error.ts";

/** A path below a kind: its objects, one of them, or a subresource of one. */
export interface ResourcePath {
  readonly kind: Kind;
  /** "" for all namespaces, or for a kind of the whole cluster. */
  readonly namespace: string;
  readonly name: string | undefined;
  readonly subresource: string;
  /** What follows the subresource: a proxy's path. */
  readonly rest: string;
}

/** Reads `/apis/apps/v1/namespaces/x/deployments/y/status` and the like; throws a StatusError for any other path. */
export function parseResourcePath(path: string, kinds: Kinds): ResourcePath {
  const parts = path.split("/").filter((part) => part !== "").map(decodeURIComponent);
  const [root, ...more] = parts;
  const group = root === "apis" ? more.shift() : root === "api" ? "" : undefined;
  const version = more.shift();
  if (group === undefined || version === undefined || more.length === 0) throw pathNotFound();
  const find = (plural: string | undefined) => kinds.find(group, version, plural ?? "");
  const isScoped = more[0] === "namespaces" && more.length >= 3 && !isNamespaceSubresource(more);
  const namespace = isScoped ? more[1]! : "";
  const [plural, name, subresource = "", ...rest] = isScoped ? more.slice(2) : more;
  const kind = find(plural);
  if (!kind || (isScoped && !kind.isNamespaced)) throw pathNotFound();
  if (kind.isNamespaced && name !== undefined && namespace === "") throw pathNotFound();
  if (subresource !== "" && kind.subresources[subresource] === undefined) throw pathNotFound();
  return { kind, namespace, name, subresource, rest: rest.join("/") };
}

/** `/api/v1/namespaces/x/status` is about the namespace, not about a kind in it. */
function isNamespaceSubresource(parts: readonly string[]): boolean {
  return parts.length === 3 && (parts[2] === "status" || parts[2] === "finalize");
}
