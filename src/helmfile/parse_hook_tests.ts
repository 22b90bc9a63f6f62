// The text of a file of tests for hooks → its tests, typed and checked, with the way back to the text.
import { Failure, type SourceText, type Span } from "../diagnostics/diagnostic.ts";
import type { Value } from "../go/value.ts";
import { parseYaml } from "../yaml/parse.ts";
import { locateYaml, type YamlPath } from "../yaml/positions.ts";
import { coerceScalars } from "./coerce_scalars.ts";
import { diagnoseIssue } from "./diagnose_issues.ts";
import { type HookTestsDoc, hookTestsSchema } from "./hook_tests_schema.ts";
import { flattenIssues } from "./schema_issues.ts";

/** A checked file of tests. */
export interface ParsedHookTests {
  readonly doc: HookTestsDoc;
  readonly source: SourceText;
  /** Where the key at a path stands; an item of a list itself. */
  spanOf(path: YamlPath): Span | undefined;
}

/** Parses a file of tests; a Failure with every problem in it. */
export function parseHookTests(source: SourceText): ParsedHookTests {
  const root = parseYaml(source.text, { source }), document = { source, document: 0 };
  return {
    doc: checkTests(root, source),
    source,
    spanOf(path) {
      const place = locateYaml(document, path);
      return place?.key ?? place?.value;
    },
  };
}

function checkTests(root: Value, source: SourceText): HookTestsDoc {
  const document = { source, document: 0 };
  const first = hookTestsSchema.safeParse(root);
  if (first.success) return first.data;
  let issues = flattenIssues(first.error.issues);
  if (coerceScalars(root, issues, document)) {
    const second = hookTestsSchema.safeParse(root);
    if (second.success) return second.data;
    issues = flattenIssues(second.error.issues);
  }
  const checked = { root, document, schema: hookTestsSchema, called: "the file of tests" };
  throw new Failure(issues.map((issue) => diagnoseIssue(issue, checked)));
}
