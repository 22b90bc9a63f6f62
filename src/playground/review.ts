// Kinds that are questions, not objects: may I, who am I. In the playground everything is allowed.
import { copyJson, isObject, type Json, type JsonObject, newObject } from "./json.ts";
import { apiVersionOf, type Kind } from "./kinds.ts";

/** Whether a kind is only ever asked. */
export function isReview({ verbs, group }: Kind): boolean {
  return verbs.length === 1 && (group === "authorization.k8s.io" || group === "authentication.k8s.io");
}

/** Everyone is the administrator. */
const USER: JsonObject = { username: "playground", groups: ["system:masters", "system:authenticated"] };

/** The question with its answer. */
export function answerReview(kind: Kind, body: Json): JsonObject {
  const asked = isObject(body) ? copyJson(body) : newObject();
  return { ...asked, apiVersion: apiVersionOf(kind), kind: kind.kind, status: statusOf(kind) };
}

function statusOf({ kind }: Kind): JsonObject {
  const everything = { verbs: ["*"], apiGroups: ["*"], resources: ["*"] };
  switch (kind) {
    case "SelfSubjectRulesReview":
      return { resourceRules: [everything], nonResourceRules: [], incomplete: false };
    case "SelfSubjectReview":
      return { userInfo: USER };
    case "TokenReview":
      return { authenticated: true, user: USER };
    default:
      return { allowed: true, reason: "the playground allows everything" };
  }
}
