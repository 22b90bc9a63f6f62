// All template functions in one table: sprig 3.3 and, over it, Helmfile's own.
import type { FunctionMap } from "../template.ts";
import { certificateFunctions } from "./certificates.ts";
import { conversionFunctions } from "./conversion.ts";
import { cryptoFunctions } from "./crypto.ts";
import { dateFunctions } from "./date.ts";
import { defaultFunctions } from "./defaults.ts";
import { dictFunctions } from "./dicts.ts";
import { encodingFunctions } from "./encoding.ts";
import { flowFunctions } from "./flow.ts";
import { helmfileFunctions } from "./helmfile.ts";
import { listFunctions } from "./lists.ts";
import { mathFunctions } from "./math.ts";
import { networkFunctions } from "./network.ts";
import { pathFunctions } from "./paths.ts";
import { randomFunctions } from "./random.ts";
import { reflectionFunctions } from "./reflection.ts";
import { regexFunctions } from "./regex.ts";
import { semverFunctions } from "./semver.ts";
import { stringListFunctions } from "./string_lists.ts";
import { stringFunctions } from "./strings.ts";
import { urlFunctions } from "./url.ts";
import { uuidFunctions } from "./uuid.ts";
import type { TemplateWorld } from "./world.ts";

/** Every function beyond text/template's builtins, by name (Helmfile pkg/tmpl/context_tmpl.go CreateFuncMap). */
export function templateFunctions(world: TemplateWorld): FunctionMap {
  return {
    ...stringFunctions,
    ...stringListFunctions,
    ...listFunctions,
    ...dictFunctions,
    ...mathFunctions,
    ...conversionFunctions,
    ...defaultFunctions,
    ...reflectionFunctions,
    ...flowFunctions,
    ...pathFunctions,
    ...encodingFunctions,
    ...regexFunctions,
    ...semverFunctions,
    ...urlFunctions,
    ...dateFunctions(world),
    ...cryptoFunctions(world),
    ...certificateFunctions(world),
    ...randomFunctions(world),
    ...uuidFunctions(world),
    ...networkFunctions(world),
    ...helmfileFunctions(world),
  };
}
