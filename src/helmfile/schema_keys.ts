// The keys that a place in a state file may have, read from the schema: for "did you mean".
import type * as z from "zod/mini";
import type { IssuePath } from "./schema_issues.ts";

type Schema = z.core.$ZodType;
/** What zod keeps of a schema, by the `type` that tells the kinds apart. */
type Definition = z.core.$ZodTypes["_zod"]["def"];

/** The known keys of the mapping at a path; none if anything is allowed there. */
export function knownKeys(schema: Schema, path: IssuePath): readonly string[] {
  return schemasAt(schema, path).flatMap((at) => {
    const definition = definitionOf(at);
    return definition.type === "object" ? Object.keys(definition.shape) : [];
  });
}

/** Every schema that may stand at a path: more than one where there are alternatives. */
function schemasAt(schema: Schema, path: IssuePath): readonly Schema[] {
  let at = alternatives(schema);
  for (const step of path) at = at.flatMap((each) => stepInto(each, step)).flatMap(alternatives);
  return at;
}

function stepInto(schema: Schema, step: string | number): readonly Schema[] {
  const definition = definitionOf(schema);
  if (definition.type === "array") return [definition.element];
  if (definition.type === "record") return [definition.valueType];
  if (definition.type !== "object") return [];
  const inner = definition.shape[step];
  return inner ? [inner] : [];
}

function alternatives(schema: Schema): readonly Schema[] {
  const definition = definitionOf(schema);
  if (definition.type === "optional" || definition.type === "nullable") {
    return alternatives(definition.innerType);
  }
  return definition.type === "union" ? definition.options.flatMap(alternatives) : [schema];
}

function definitionOf(schema: Schema): Definition {
  return schema._zod.def as Definition;
}
