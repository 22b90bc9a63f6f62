// What the template engine takes and gives: functions, options, a rendered text. Types alone: render.ts is its door.
import type { SourceText } from "../diagnostics/diagnostic.ts";
import type { Value } from "../go/value.ts";

/** Functions by the name a template calls them by. */
export type FunctionMap = Readonly<Record<string, TemplateFunction>>;

/** What a function is told beside its arguments: enough for `include` and `tpl`. */
export interface CallContext {
  /** Runs a template that is defined where the call stands, and gives its text. */
  include(name: string, data: Value): string;
  /** Renders a text with the functions and helper files of this render, but none of its defines. */
  tpl(text: string, data: Value): string;
}

/**
 * A template function. `params` are Go parameter types, checked and converted before the call as Go's reflect
 * does; the last may be variadic ("...string"). "any" takes anything, nil included (as interface {} does).
 * `call` throws `Error` with Go's words; the engine adds place and "error calling NAME".
 */
export interface TemplateFunction {
  readonly params: readonly ParamType[];
  readonly call: (args: Value[], context: CallContext) => Value;
}

/** Go's parameter types in use among sprig's and Helmfile's functions. "...X" only as the last. */
export type ParamType = BaseParamType | `...${BaseParamType}`;
export type BaseParamType =
  | "any"
  | "string"
  | "bool"
  | "int"
  | "int32"
  | "int64"
  | "float64"
  | "uint8"
  | "uint32"
  | "rune"
  | "map" /* map[string]interface {} */
  | "slice" /* []interface {} */
  | "strings" /* []string */
  | "time"
  | "duration"
  | "sprig.certificate" /* a Struct of that typeName */
  | "value" /* reflect.Value: anything, untouched */;

/** What a render may use. */
export interface RenderOptions {
  readonly data: Value;
  readonly functions: FunctionMap;
  /** The texts of the `_*.tpl` helper files, in name order. */
  readonly helpers?: readonly SourceText[];
  /**
   * Names of fields of the root whose data is only known later ("Release", "Event", "HelmfileCommand", "Hooks"): an action
   * that reads one of them which is not there is left in the text as it stands, a block whose condition reads one
   * as a whole, and so is all that reads a variable declared by such an action. Local variables and a dot that is
   * not the root are written into what is left as constants.
   */
  readonly deferredFields?: readonly string[];
}

/** A rendered text; as a SourceText its `origin` leads back to the template. */
export interface Rendered extends SourceText {
  /** Whether an action was left for a later stage. */
  readonly hasDeferred: boolean;
}
