// Label and field selectors as requests write them → what they let through.
import { type JsonObject, textAt, valueAt } from "./json.ts";
import { labelsOf } from "./object.ts";
import { badRequest } from "./status_error.ts";

/** Whether an object is selected. */
export type Matches = (object: JsonObject) => boolean;

interface Requirement {
  readonly key: string;
  readonly operator: "in" | "notin" | "exists" | "absent";
  readonly values: readonly string[];
}

/** Parses `a=b,c!=d,e in (f,g),h,!i`; throws a StatusError. Source: k8s.io/apimachinery/pkg/labels Parse. */
export function parseLabelSelector(text: string): Matches {
  const requirements = splitRequirements(text).map(parseRequirement);
  return (object) => requirements.every((requirement) => isMet(requirement, labelsOf(object)));
}

/** Commas inside parentheses separate values, all others requirements. */
function splitRequirements(text: string): string[] {
  return text.trim() === "" ? [] : text.split(/,(?![^(]*\))/).map((part) => part.trim());
}

function parseRequirement(text: string): Requirement {
  const set = text.match(/^([^\s!=()]+)\s+(in|notin)\s+\(([^)]*)\)$/);
  if (set) {
    const [, key, operator, list] = set as unknown as [string, string, "in" | "notin", string];
    return { key, operator, values: list.split(",").map((value) => value.trim()) };
  }
  const equality = text.match(/^([^\s!=()]+)\s*(==|=|!=)\s*([^\s!=()]*)$/);
  if (equality) {
    const [, key, operator, value] = equality as unknown as [string, string, string, string];
    return { key, operator: operator === "!=" ? "notin" : "in", values: [value] };
  }
  const exists = text.match(/^(!?)\s*([^\s!=()]+)$/);
  if (!exists) throw badRequest(`unable to parse requirement: ${JSON.stringify(text)}`);
  return { key: exists[2]!, operator: exists[1] ? "absent" : "exists", values: [] };
}

function isMet({ key, operator, values }: Requirement, labels: JsonObject): boolean {
  const value = textAt(labels, key);
  switch (operator) {
    case "exists":
      return value !== undefined;
    case "absent":
      return value === undefined;
    case "in":
      return value !== undefined && values.includes(value);
    case "notin":
      return value === undefined || !values.includes(value);
  }
}

/** Parses `metadata.name=x,status.phase!=Running`; throws a StatusError. */
export function parseFieldSelector(text: string): Matches {
  const terms = splitRequirements(text).map((term) => {
    const parts = term.match(/^([^=!]+)(==|=|!=)(.*)$/);
    if (!parts) throw badRequest(`invalid selector: '${term}'; can't understand '${term}'`);
    const [, path, operator, value] = parts as unknown as [string, string, string, string];
    return { path: path.split("."), isWanted: operator !== "!=", value };
  });
  return (object) =>
    terms.every(({ path, isWanted, value }) =>
      (String(valueAt(object, ...path) ?? "") === value) === isWanted
    );
}

/** What a LabelSelector object of a spec selects; one without requirements selects everything. */
export function labelSelectorMatches(selector: JsonObject): Matches {
  const labels = Object.entries((selector.matchLabels ?? {}) as JsonObject)
    .map(([key, value]): Requirement => ({ key, operator: "in", values: [String(value)] }));
  const expressions = ((selector.matchExpressions ?? []) as JsonObject[]).map(parseExpression);
  const all = [...labels, ...expressions];
  return (object) => all.every((requirement) => isMet(requirement, labelsOf(object)));
}

const OPERATORS = { In: "in", NotIn: "notin", Exists: "exists", DoesNotExist: "absent" } as const;

function parseExpression(expression: JsonObject): Requirement {
  const operator = OPERATORS[expression.operator as keyof typeof OPERATORS] ?? "exists";
  const values = Array.isArray(expression.values) ? expression.values.map(String) : [];
  return { key: String(expression.key), operator, values };
}
