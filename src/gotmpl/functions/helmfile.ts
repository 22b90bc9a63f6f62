// Helmfile's own functions: YAML, templates within templates, secrets, files, programs, the environment.
import { formatValue } from "../../go/format.ts";
import { typeName } from "../../go/type_name.ts";
import { isMap, isNilMap, mapEntries, newMap, type Value, type ValueMap } from "../../go/value.ts";
import type { FunctionMap, TemplateFunction } from "../template.ts";
import { asMap } from "./dicts.ts";
import { environmentFunctions } from "./environment.ts";
import { execFunctions } from "./exec.ts";
import { fileFunctions } from "./files.ts";
import { valuePathFunctions } from "./value_paths.ts";
import type { TemplateWorld } from "./world.ts";

/** Helmfile pkg/tmpl/context_funcs.go createFuncMap, and include of context_tmpl.go. */
export function helmfileFunctions(world: TemplateWorld): FunctionMap {
  return withoutInsecure(world, {
    ...valuePathFunctions,
    ...environmentFunctions(world),
    ...execFunctions(world),
    ...fileFunctions(world),
    required: { params: ["string", "any"], call: ([message, value]) => required(message as string, value!) },
    toYaml: { params: ["any"], call: ([value]) => world.printYaml(value!) },
    fromYaml: { params: ["string"], call: ([text]) => fromYaml(world, text as string) },
    tpl: { params: ["string", "any"], call: ([text, data], context) => context.tpl(text as string, data!) },
    include: {
      params: ["string", "any"],
      call: ([name, data], context) => context.include(name as string, data!),
    },
    fetchSecretValue: { params: ["string"], call: ([reference]) => fetchSecret(world, reference as string) },
    expandSecretRefs: { params: ["map"], call: ([map]) => expandSecrets(world, asMap(map)) },
  });
}

const INSECURE = ["exec", "envExec", "readFile", "readDir", "readDirEntries"];
const INSECURE_MESSAGE =
  "HELMFILE_DISABLE_INSECURE_FEATURES or HELMFILE_DISABLE_INSECURE_TEMPLATE_FUNCTIONS is active, " +
  "insecure function calls are disabled";

function withoutInsecure(world: TemplateWorld, functions: FunctionMap): FunctionMap {
  if (!world.disableInsecureFeatures && !world.disableInsecureTemplateFunctions) return functions;
  return { ...functions, ...Object.fromEntries(INSECURE.map((name) => [name, refuse(functions[name]!)])) };
}

function refuse({ params }: TemplateFunction): TemplateFunction {
  return {
    params,
    call: () => {
      throw new Error(INSECURE_MESSAGE);
    },
  };
}

function required(message: string, value: Value): Value {
  if (value === null || value === "") throw new Error(message);
  return value;
}

function fromYaml(world: TemplateWorld, text: string): Value {
  try {
    return withTextKeys(world.parseYaml(text));
  } catch (error) {
    throw new Error(`${(error as Error).message}, offending yaml: ${text}`);
  }
}

/** Helmfile pkg/maputil RecursivelyStringifyMapKey: refuses keys that are no strings, at any depth. */
function withTextKeys(value: Value): Value {
  if (Array.isArray(value)) return value.map(withTextKeys);
  return isMap(value) ? mapWithTextKeys(value) : value;
}

function mapWithTextKeys(map: ValueMap): Value {
  return newMap(
    mapEntries(map).map(([key, value]) => {
      if (typeof key === "string") return [key, withTextKeys(value)] as const;
      throw new Error(
        `unexpected type of key in map: expected string, got ${typeName(key)}: value=${formatValue(key)}, ` +
          `map=${formatValue(map)}`,
      );
    }),
  );
}

/** A nil map has no references and stays nil. */
function expandSecrets(world: TemplateWorld, map: ValueMap): Value {
  return isNilMap(map) ? map : world.expandSecrets(map);
}

function fetchSecret(world: TemplateWorld, reference: string): Value {
  const value = world.fetchSecret(reference);
  if (typeof value !== "string") throw new Error(`expected ${formatValue(value)} to be string`);
  return value;
}
