// HCL values files: in, their texts in order; out, one map. Values see each other across files as hv.NAME and the
// locals of their own file as local.NAME, in whatever order they are written. Source: Helmfile pkg/hcllang.
import { Failure, type SourceText } from "../../diagnostics/diagnostic.ts";
import { nearest } from "../../diagnostics/nearest.ts";
import { isMap, newMap, type Value, type ValueMap } from "../../go/value.ts";
import { mergeEntries } from "../values/values_merge.ts";
import { evaluate, type Scope } from "./evaluate_expression.ts";
import { withFloats } from "./numbers.ts";
import { parseBody } from "./parse_body.ts";
import { HclError } from "./scanner.ts";
import type { Attribute } from "./syntax.ts";

interface Definition {
  readonly attribute: Attribute;
  readonly source: SourceText;
  readonly locals: Definitions;
}

type Definitions = Map<string, Definition[]>;

/** Evaluates values files together; a later file wins, maps are merged. Fails at the first broken expression. */
export function evaluateHcl(sources: readonly SourceText[]): ValueMap {
  const values: Definitions = new Map();
  for (const source of sources) define(source, values);
  const evaluation: Evaluation = { values, known: new Map(), pending: [] };
  return newMap([...values.keys()].map((name) => [name, withFloats(valueOf(values, name, evaluation))]));
}

function define(source: SourceText, values: Definitions): void {
  const locals: Definitions = new Map();
  for (const block of located(source, () => parseBody(source.text))) {
    const target = block.name === "values" ? values : locals;
    for (const attribute of block.attributes) {
      const all = target.get(attribute.name) ?? [];
      target.set(attribute.name, [...all, { attribute, source, locals }]);
    }
  }
}

interface Evaluation {
  readonly values: Definitions;
  readonly known: Map<Definition, Value>;
  /** What is being evaluated, to find rings. */
  readonly pending: Definition[];
}

/** The value of a name: all its definitions over each other. */
function valueOf(definitions: Definitions, name: string, evaluation: Evaluation): Value {
  const all = definitions.get(name);
  if (!all) {
    const near = nearest(name, definitions.keys());
    throw new Error(`there is no "${name}"${near ? `; did you mean "${near}"?` : ""}`);
  }
  return all.map((definition) => evaluateDefinition(definition, evaluation)).reduce((below, above) =>
    isMap(below) && isMap(above) ? mergeEntries(below, above) : above
  );
}

function evaluateDefinition(definition: Definition, evaluation: Evaluation): Value {
  const known = evaluation.known.get(definition);
  if (known !== undefined) return known;
  const { attribute, source, locals } = definition, { pending, values } = evaluation;
  if (pending.includes(definition)) {
    const ring = [...pending.slice(pending.indexOf(definition)), definition].map((d) => d.attribute.name);
    throw new Error(`the values refer to each other in a ring: ${ring.join(" -> ")}`);
  }
  pending.push(definition);
  const scope: Scope = {
    variables: new Map(),
    resolve: (root, name) => valueOf(root === "hv" ? values : locals, name, evaluation),
  };
  const value = located(source, () => evaluate(attribute.value, scope));
  pending.pop();
  evaluation.known.set(definition, value);
  return value;
}

function located<T>(source: SourceText, step: () => T): T {
  try {
    return step();
  } catch (error) {
    if (!(error instanceof HclError)) throw error;
    throw new Failure({
      code: "hcl/invalid",
      severity: "error",
      message: `Cannot read the values of "${source.path}": ${error.message}`,
      span: { source, start: error.at, end: Math.min(error.end, source.text.length) },
    });
  }
}
