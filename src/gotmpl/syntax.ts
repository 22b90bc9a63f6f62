// The syntax tree of a template. `at` is where Go says a node stands (its errors count columns from there);
// `start` and `end` are its whole extent. All are UTF-16 offsets into the source.
import type { SourceText } from "../diagnostics/diagnostic.ts";
import type { NumberLiteral } from "./number_literal.ts";
import type { Step } from "./run.ts";

interface Extent {
  readonly at: number;
  readonly start: number;
  readonly end: number;
}

/** Something an action is made of: a constant, a name or a pipeline in parentheses. */
export type Operand =
  | Extent & { readonly kind: "field"; readonly names: readonly string[] }
  | Extent & { readonly kind: "variable"; readonly name: string; readonly names: readonly string[] }
  | Extent & { readonly kind: "chain"; readonly operand: Operand; readonly names: readonly string[] }
  | Extent & { readonly kind: "identifier"; readonly name: string }
  | Extent & { readonly kind: "dot" | "nil" }
  | Extent & { readonly kind: "bool"; readonly value: boolean }
  | Extent & { readonly kind: "number"; readonly text: string; readonly number: NumberLiteral }
  | Extent & { readonly kind: "string"; readonly quoted: string; readonly text: string }
  | Pipeline;

/** An operand of one kind. */
export type OperandOf<Kind extends Operand["kind"]> = Extract<Operand, { readonly kind: Kind }>;

/** A function or value and its arguments. */
export interface Command extends Extent {
  readonly args: readonly Operand[];
}

/** Commands joined by `|`, and the variables that take the result. */
export interface Pipeline extends Extent {
  readonly kind: "pipeline";
  readonly declares: readonly OperandOf<"variable">[];
  /** `=` instead of `:=`. */
  readonly isAssignment: boolean;
  readonly commands: readonly Command[];
}

/** `{{ if }}`, `{{ with }}` or `{{ range }}` up to its `{{ end }}`. */
export interface Branch extends Extent {
  readonly kind: "if" | "with" | "range";
  readonly pipeline: Pipeline;
  readonly body: readonly Node[];
  readonly otherwise: readonly Node[] | undefined;
}

/** `{{ template "name" pipeline }}`; a `{{ block }}` is one too, beside the definition it makes. */
export interface TemplateCall extends Extent {
  readonly kind: "template";
  readonly name: string;
  readonly pipeline: Pipeline | undefined;
}

/** Whatever stands in a body. */
export type Node =
  | Extent & { readonly kind: "text"; readonly text: string }
  | Extent & { readonly kind: "action"; readonly pipeline: Pipeline }
  | Extent & { readonly kind: "break" | "continue" }
  | Branch
  | TemplateCall;

/** A named template: a whole text, a `{{ define }}` or a `{{ block }}`. */
export interface Definition {
  readonly name: string;
  readonly source: SourceText;
  readonly body: readonly Node[];
  /** What compile.ts made of the body, from its first run on. */
  compiled?: Step;
}

/** Whether a body prints nothing but space: such a definition never replaces another. */
export function isEmptyBody(body: readonly Node[]): boolean {
  return body.every((node) =>
    node.kind === "text" &&
    /^[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*$/.test(node.text)
  );
}
