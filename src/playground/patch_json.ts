// RFC 6902: a list of operations on a document → the changed document.
import { copyJson, isObject, isSameJson, type Json, type JsonObject } from "./json.ts";
import { badRequest, StatusError } from "./status_error.ts";

/** Applies the operations in turn; throws a StatusError if one is malformed or does not fit. */
export function patchJson(document: Json, patch: Json): Json {
  if (!Array.isArray(patch)) throw badRequest("cannot decode the JSON patch: it is no list of operations");
  const root: Root = { document: copyJson(document) };
  for (const operation of patch) {
    if (!isObject(operation)) throw badRequest("cannot decode the JSON patch: an operation is no object");
    applyOperation(root, operation);
  }
  return root.document;
}

/** Holds the document, so that an operation on the empty path can replace it. */
interface Root {
  document: Json;
}

function applyOperation(root: Root, operation: JsonObject): void {
  const path = pointer(operation.path);
  switch (operation.op) {
    case "add":
      return add(root, path, copyJson(operation.value ?? null));
    case "remove":
      remove(root, path);
      return;
    case "replace":
      read(root, path);
      if (path.length > 0) remove(root, path);
      return add(root, path, copyJson(operation.value ?? null));
    case "move":
      return add(root, path, remove(root, pointer(operation.from)));
    case "copy":
      return add(root, path, copyJson(read(root, pointer(operation.from))));
    case "test":
      if (isSameJson(read(root, path), operation.value ?? null)) return;
      throw unfit(`testing value ${path.join("/")} failed`);
    default:
      throw badRequest(`unexpected kind of JSON patch operation: ${String(operation.op)}`);
  }
}

/** RFC 6901; ~1 is a slash, ~0 a tilde. */
function pointer(text: Json | undefined): string[] {
  if (typeof text !== "string" || (text !== "" && !text.startsWith("/"))) {
    throw badRequest("cannot decode the JSON patch: an operation has no path");
  }
  return text.split("/").slice(1).map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
}

function unfit(why: string): StatusError {
  return new StatusError(
    422,
    "Invalid",
    `the server rejected our request due to an error in our request: ${why}`,
  );
}

function read(root: Root, path: readonly string[]): Json {
  let at: Json | undefined = root.document;
  for (const part of path) at = childOf(at, part);
  return at;
}

function childOf(value: Json, part: string): Json {
  const child = Array.isArray(value)
    ? value[indexIn(value, part)]
    : isObject(value) && Object.hasOwn(value, part)
    ? value[part]
    : undefined;
  if (child === undefined) throw unfit(`the path has no ${JSON.stringify(part)}`);
  return child;
}

function indexIn(list: readonly Json[], part: string): number {
  const index = /^(0|[1-9][0-9]*)$/.test(part) ? Number(part) : NaN;
  if (!(index <= list.length)) throw unfit(`the list has no index ${JSON.stringify(part)}`);
  return index;
}

function add(root: Root, path: readonly string[], value: Json): void {
  const last = path.at(-1);
  if (last === undefined) {
    root.document = value;
    return;
  }
  const parent = read(root, path.slice(0, -1));
  if (Array.isArray(parent)) parent.splice(last === "-" ? parent.length : indexIn(parent, last), 0, value);
  else if (isObject(parent)) parent[last] = value;
  else throw unfit(`nothing can be added at ${JSON.stringify(last)}`);
}

function remove(root: Root, path: readonly string[]): Json {
  const last = path.at(-1);
  if (last === undefined) throw unfit("the whole document cannot be removed");
  const parent = read(root, path.slice(0, -1)), value = childOf(parent, last);
  if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else delete (parent as JsonObject)[last];
  return value;
}
