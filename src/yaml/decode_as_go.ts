// YAML text → Go values with go-yaml's own error text, for template functions: their errors are compared with Go's.
import type { Value } from "../go/value.ts";
import { decodeDocuments } from "./decode.ts";
import { readEvents } from "./read_events.ts";
import { YamlError, type YamlProblem } from "./yaml_problem.ts";

/**
 * The first document as go-yaml v3's Unmarshal decodes it into interface{}, keys of any type kept; throws `Error`
 * with its words, such as "yaml: line 2: mapping values are not allowed in this context".
 */
export function decodeAsGo(text: string): Value {
  try {
    return decodeDocuments(readEvents(text, { firstOnly: true }), { keys: "go", firstOnly: true })[0] ?? null;
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    throw new Error(goErrorText(error.problems));
  }
}

function goErrorText(problems: readonly YamlProblem[]): string {
  const [first] = problems;
  if (first!.isDecodeError) {
    return "yaml: unmarshal errors:\n" +
      problems.map(({ goLine, message }) => `  line ${goLine}: ${message}`).join("\n");
  }
  return "yaml: " + (first!.goLine > 0 ? `line ${first!.goLine}: ` : "") + first!.message;
}
