// One rendered part of a state file → its documents, typed and checked, with the way back to the text.
import type { Diagnostic, SourceText, Span } from "../diagnostics/diagnostic.ts";
import type { Value } from "../go/value.ts";
import { parseYamlDocuments } from "../yaml/parse.ts";
import { locateScalarLine, locateYaml, type YamlDocument, type YamlPath } from "../yaml/positions.ts";
import { checkHooks } from "./check_hooks.ts";
import { coerceScalars } from "./coerce_scalars.ts";
import { diagnoseIssue } from "./diagnose_issues.ts";
import { withoutFaults } from "./salvage.ts";
import { type HelmfileDoc, helmfileSchema } from "./schema.ts";
import { flattenIssues } from "./schema_issues.ts";

/** A YAML document of a part. */
export interface ParsedPart {
  readonly doc: HelmfileDoc;
  /** Where the entry at a path stands: a list's item or a plain value itself, else its key. Computed when asked. */
  spanOf(path: YamlPath): Span | undefined;
  /** Where line `line` (1-based) of the string at a path stands, through block styles and escapes. */
  lineOf(path: YamlPath, line: number): Span | undefined;
}

/**
 * Parses a part; Helmfile merges its documents (pkg/state/create.go Parse). Every problem (`helmfile/unknown-key`,
 * `helmfile/wrong-type`, `hook/unknown-event`…) comes beside what is left without it; only a text that is no YAML is
 * thrown, as a Failure `yaml/syntax`.
 */
export function parseHelmfile(
  source: SourceText,
): { readonly parts: readonly ParsedPart[]; readonly problems: readonly Diagnostic[] } {
  const problems: Diagnostic[] = [];
  const parts = parseYamlDocuments(source.text, { source }).flatMap((root, index) => {
    if (root === null) return [];
    const document = { source, document: index };
    problems.push(...checkHooks(root, document));
    const doc = checkDocument(root, document, problems);
    return doc ? [locatedPart(doc, document)] : [];
  });
  return { parts, problems: problems.toSorted(compareByPlace) };
}

function compareByPlace(a: Diagnostic, b: Diagnostic): number {
  return (a.span?.start ?? 0) - (b.span?.start ?? 0);
}

function checkDocument(root: Value, document: YamlDocument, problems: Diagnostic[]): HelmfileDoc | undefined {
  const first = helmfileSchema.safeParse(root);
  if (first.success) return first.data;
  let issues = flattenIssues(first.error.issues);
  if (coerceScalars(root, issues, document)) {
    const second = helmfileSchema.safeParse(root);
    if (second.success) return second.data;
    issues = flattenIssues(second.error.issues);
  }
  problems.push(...issues.map((issue) => diagnoseIssue(issue, { root, document })));
  const rest = withoutFaults(root, issues);
  return rest === undefined ? undefined : helmfileSchema.safeParse(rest).data;
}

function locatedPart(doc: HelmfileDoc, document: YamlDocument): ParsedPart {
  return {
    doc,
    spanOf(path) {
      const place = locateYaml(document, path);
      return isCollectionAt(doc, path) ? place?.key ?? place?.value : place?.value;
    },
    lineOf: (path, line) => locateScalarLine(document, path, { line }),
  };
}

function isCollectionAt(doc: HelmfileDoc, path: YamlPath): boolean {
  let at: unknown = doc;
  for (const step of path) at = (at as Record<string | number, unknown> | undefined)?.[step];
  return typeof at === "object" && at !== null;
}
