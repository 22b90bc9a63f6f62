// zod's issues → a flat list of what is wrong at which path. Apart because zod nests the issues of a union: here the
// alternative that fits the given value best speaks for it.
import type * as z from "zod/mini";

/** One thing that does not fit the schema. */
export type SchemaIssue =
  | { readonly type: "unknown_key"; readonly path: IssuePath; readonly key: string }
  | { readonly type: "wrong_type"; readonly path: IssuePath; readonly expected: readonly string[] }
  | { readonly type: "wrong_choice"; readonly path: IssuePath; readonly choices: readonly string[] }
  | { readonly type: "unfit"; readonly path: IssuePath; readonly message: string };

/** Keys and indexes from the root. */
export type IssuePath = readonly (string | number)[];

/** Flattens issues, in the order zod found them. */
export function flattenIssues(issues: readonly z.core.$ZodIssue[], base: IssuePath = []): SchemaIssue[] {
  return issues.flatMap((issue) => flattenIssue(issue, [...base, ...issue.path as IssuePath]));
}

function flattenIssue(issue: z.core.$ZodIssue, path: IssuePath): SchemaIssue[] {
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => ({ type: "unknown_key", path, key }));
    case "invalid_type":
      return [{ type: "wrong_type", path, expected: [issue.expected] }];
    case "invalid_value":
      return [{ type: "wrong_choice", path, choices: issue.values.map(String) }];
    case "invalid_union":
      return flattenUnion(issue.errors.map((errors) => flattenIssues(errors, path)), path);
    default:
      if (issue.message === "expected a mapping") return [{ type: "wrong_type", path, expected: ["object"] }];
      return [{ type: "unfit", path, message: issue.message }];
  }
}

/** An alternative that is wrong only further inside is the one meant; if none is, all of them are named. */
function flattenUnion(alternatives: readonly SchemaIssue[][], path: IssuePath): SchemaIssue[] {
  const isWrongHere = (issue: SchemaIssue) =>
    issue.type === "wrong_type" && issue.path.length === path.length;
  const meant = alternatives.find((issues) => issues.length > 0 && !issues.some(isWrongHere));
  if (meant) return meant;
  const expected = alternatives.flat().flatMap((issue) => issue.type === "wrong_type" ? issue.expected : []);
  return [{ type: "wrong_type", path, expected: [...new Set(expected)] }];
}
