// YAML text → Go values, as Helmfile's go-yaml v3 reads it; problems become a located `Failure`.
import { type Diagnostic, Failure, type SourceText } from "../diagnostics/diagnostic.ts";
import type { Value } from "../go/value.ts";
import { decodeDocuments, type KeyPolicy } from "./decode.ts";
import { readEvents } from "./read_events.ts";
import { YamlError, type YamlProblem } from "./yaml_problem.ts";

/** What a caller may ask of the parser. */
export interface ParseYamlOptions {
  /** The text's source, so that problems are located. Its `text` must be the text that is parsed. */
  readonly source?: SourceText;
  /** Keys that are no strings: taken as text (the default), or kept as go-yaml does. */
  readonly keys?: KeyPolicy;
}

/** The first document of a text (null if there is none); throws a `Failure` with code `yaml/syntax`. */
export function parseYaml(text: string, options: ParseYamlOptions = {}): Value {
  return parse(text, { ...options, firstOnly: true })[0] ?? null;
}

/** All documents of a text; throws a `Failure` with code `yaml/syntax`. */
export function parseYamlDocuments(text: string, options: ParseYamlOptions = {}): Value[] {
  return parse(text, { ...options, firstOnly: false });
}

function parse(text: string, options: ParseYamlOptions & { firstOnly: boolean }): Value[] {
  const { firstOnly, source, keys = "text" } = options;
  try {
    return decodeDocuments(readEvents(text, { firstOnly }), { keys, firstOnly });
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    throw new Failure(error.problems.map((problem) => diagnose(problem, source)));
  }
}

function diagnose(problem: YamlProblem, source: SourceText | undefined): Diagnostic {
  const message = `Cannot parse YAML: ${problem.message}`;
  if (!source) return { code: "yaml/syntax", severity: "error", message };
  const { start, end, other } = problem;
  const hint = hintFor(problem, source);
  return {
    code: "yaml/syntax",
    severity: "error",
    message,
    span: { source, start, end },
    ...(other
      ? { notes: [{ message: other.message, span: { source, start: other.start, end: other.end } }] }
      : {}),
    ...(hint ? { hint } : {}),
  };
}

function hintFor({ start }: YamlProblem, { path, text, origin }: SourceText): string | undefined {
  if (text[start] === "\t") return "indent with spaces: YAML knows no tabs there";
  const end = text.indexOf("\n", start);
  const line = text.slice(text.lastIndexOf("\n", start - 1) + 1, end < 0 ? undefined : end);
  const isRendered = origin !== undefined || path.endsWith(".gotmpl");
  return line.includes("{{") && !isRendered
    ? "quote the action, or let the file's name end in .gotmpl to have it rendered first"
    : undefined;
}
