// The syntax of HCL values files as data: blocks of attributes, and the expressions they hold.
import type { Value } from "../../go/value.ts";

/** An expression; `at` is its offset in the text. */
export type Expression = { readonly at: number } & ExpressionKind;

/** What an expression is made of, without its place. */
export type ExpressionKind =
  | { readonly type: "literal"; readonly value: Value }
  | { readonly type: "template"; readonly parts: readonly TemplatePart[] }
  | { readonly type: "list"; readonly items: readonly Expression[] }
  | { readonly type: "object"; readonly items: readonly (readonly [Expression, Expression])[] }
  | { readonly type: "variable"; readonly name: string }
  | { readonly type: "index"; readonly of: Expression; readonly key: Expression }
  | { readonly type: "splat"; readonly of: Expression; readonly each: Expression }
  | {
    readonly type: "call";
    readonly name: string;
    readonly args: readonly Expression[];
    readonly isExpanded: boolean;
  }
  | { readonly type: "unary"; readonly operator: string; readonly of: Expression }
  | {
    readonly type: "binary";
    readonly operator: string;
    readonly left: Expression;
    readonly right: Expression;
  }
  | {
    readonly type: "conditional";
    readonly test: Expression;
    readonly yes: Expression;
    readonly no: Expression;
  }
  | ForExpression;

/** `[for k, v in x : v if c]`, or with braces `{for k, v in x : k => v...}`. */
export interface ForExpression {
  readonly type: "for";
  readonly names: readonly string[];
  readonly over: Expression;
  /** The key of an object's entry; a list has none. */
  readonly key?: Expression;
  readonly value: Expression;
  readonly test?: Expression;
  readonly isGrouped: boolean;
}

/** A piece of a template: text, an interpolation, or a directive around further pieces. */
export type TemplatePart =
  | string
  | { readonly type: "interpolation"; readonly of: Expression }
  | {
    readonly type: "if";
    readonly test: Expression;
    readonly yes: readonly TemplatePart[];
    readonly no: readonly TemplatePart[];
  }
  | {
    readonly type: "for";
    readonly names: readonly string[];
    readonly over: Expression;
    readonly body: readonly TemplatePart[];
  };

/** The name that a splat's `each` goes by: no identifier can be written so. */
export const EACH = "*";

/** `name = expression`. */
export interface Attribute {
  readonly name: string;
  readonly value: Expression;
  readonly at: number;
}

/** `values { … }` or `locals { … }`. */
export interface Block {
  readonly name: string;
  readonly attributes: readonly Attribute[];
  readonly at: number;
}
