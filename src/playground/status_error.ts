// A request that cannot be granted: the API's Status object with its reason and code, thrown and answered as it is.
import type { JsonObject } from "./json.ts";
import type { Kind } from "./kinds.ts";

/** A problem of one field. `reason` is the API's word, such as FieldValueInvalid. */
export interface FieldProblem {
  readonly field: string;
  readonly reason:
    | "FieldValueInvalid"
    | "FieldValueRequired"
    | "FieldValueForbidden"
    | "FieldValueNotSupported";
  readonly message: string;
}

/** Carries a Status through `throw`; the one place that answers requests turns it into a response. */
export class StatusError extends Error {
  override readonly name = "StatusError";
  constructor(
    readonly code: number,
    readonly reason: string,
    message: string,
    readonly details?: JsonObject,
  ) {
    super(message);
  }

  /** The Status object as it is answered. */
  toStatus(): JsonObject {
    return {
      kind: "Status",
      apiVersion: "v1",
      metadata: {},
      status: "Failure",
      message: this.message,
      reason: this.reason,
      ...(this.details ? { details: this.details } : {}),
      code: this.code,
    };
  }
}

/** `deployments.apps`, as messages name a resource. */
function resourceText({ plural, group }: Kind): string {
  return group ? `${plural}.${group}` : plural;
}

function details({ group, plural }: Kind, name: string): JsonObject {
  return { name, ...(group ? { group } : {}), kind: plural };
}

/** No object of that name. */
export function notFound(kind: Kind, name: string): StatusError {
  return new StatusError(404, "NotFound", `${resourceText(kind)} "${name}" not found`, details(kind, name));
}

/** No such path. */
export function pathNotFound(): StatusError {
  return new StatusError(404, "NotFound", "the server could not find the requested resource", {});
}

/** The name is taken. */
export function alreadyExists(kind: Kind, name: string): StatusError {
  const message = `${resourceText(kind)} "${name}" already exists`;
  return new StatusError(409, "AlreadyExists", message, details(kind, name));
}

/** Someone else changed the object in between, or the namespace is going. */
export function conflict(kind: Kind, name: string, why: string): StatusError {
  const message = `Operation cannot be fulfilled on ${resourceText(kind)} "${name}": ${why}`;
  return new StatusError(409, "Conflict", message, details(kind, name));
}

/** Not allowed, whoever asks. */
export function forbidden(kind: Kind, name: string, why: string): StatusError {
  const message = `${resourceText(kind)} "${name}" is forbidden: ${why}`;
  return new StatusError(403, "Forbidden", message, details(kind, name));
}

/** Fields with values that cannot be. */
export function invalid(kind: Kind, name: string, problems: readonly FieldProblem[]): StatusError {
  const texts = problems.map(({ field, message }) => `${field}: ${message}`);
  const list = texts.length === 1 ? texts[0] : `[${texts.join(", ")}]`;
  const what = kind.group ? `${kind.kind}.${kind.group}` : kind.kind;
  return new StatusError(422, "Invalid", `${what} "${name}" is invalid: ${list}`, {
    name,
    ...(kind.group ? { group: kind.group } : {}),
    kind: kind.kind,
    causes: problems.map(({ field, reason, message }) => ({ reason, message, field })),
  });
}

/** A body or parameter that cannot be understood. */
export function badRequest(message: string): StatusError {
  return new StatusError(400, "BadRequest", message);
}

/** A way of changing that this resource does not have. */
export function methodNotAllowed(): StatusError {
  const message = "the server does not allow this method on the requested resource";
  return new StatusError(405, "MethodNotAllowed", message, {});
}

/** A body in a format that is not read. */
export function unsupportedMediaType(contentType: string): StatusError {
  const message = `the body of the request was in an unknown format - ${contentType} is not accepted`;
  return new StatusError(415, "UnsupportedMediaType", message);
}
