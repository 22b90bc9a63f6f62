// All template functions in one table: sprig 3.3 and, over it, Helmfile's own.
import type { FunctionMap } from "../template.ts";
import type { TemplateWorld } from "./world.ts";

/** Every function beyond text/template's builtins, by name (Helmfile pkg/tmpl/context.go CreateFuncMap). */
export function templateFunctions(_world: TemplateWorld): FunctionMap {
  return {};
}
