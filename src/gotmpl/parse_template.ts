// A template's text → the definitions in it; a helper file's are kept, since many renders share it.
import type { SourceText } from "../diagnostics/diagnostic.ts";
import { isStackOverflow } from "./call.ts";
import { builtins } from "./builtins.ts";
import { mainName, ParseFault } from "./fault.ts";
import { parse } from "./parse.ts";
import { SyntaxFault } from "./token_cursor.ts";
import type { Definition } from "./syntax.ts";
import type { FunctionMap } from "./template.ts";

/** A text that has been read: its own body and its defines, by name. */
export interface Template {
  readonly source: SourceText;
  readonly definitions: ReadonlyMap<string, Definition>;
}

const helpers = new WeakMap<SourceText, { readonly functions: FunctionMap; readonly template: Template }>();

/** Reads a helper file, once for each set of functions. Throws ParseFault. */
export function readHelper(source: SourceText, functions: FunctionMap): Template {
  const known = helpers.get(source);
  if (known?.functions === functions) return known.template;
  const template = readTemplate(source, functions);
  helpers.set(source, { functions, template });
  return template;
}

/** Reads a text for the engine itself. Throws ParseFault. */
export function readTemplate(source: SourceText, functions: FunctionMap): Template {
  const isFunction = (name: string) => Object.hasOwn(functions, name) || builtins.has(name);
  try {
    return { source, definitions: parse(source, { name: mainName, isFunction }) };
  } catch (error) {
    if (error instanceof SyntaxFault) throw new ParseFault(source, error);
    if (!isStackOverflow(error)) throw error;
    throw new ParseFault(
      source,
      new SyntaxFault("max expression depth exceeded", { start: 0, end: 0, furthest: 0 }),
    );
  }
}
