// The keys that a place in a state file may have, read from the schema: for "did you mean".
import * as z from "zod";
import type { IssuePath } from "./schema_issues.ts";

/** The known keys of the mapping at a path; none if anything is allowed there. */
export function knownKeys(schema: z.ZodType, path: IssuePath): readonly string[] {
  return schemasAt(schema, path).flatMap((at) => at instanceof z.ZodObject ? Object.keys(at.shape) : []);
}

/** Every schema that may stand at a path: more than one where there are alternatives. */
function schemasAt(schema: z.ZodType, path: IssuePath): z.ZodType[] {
  let at = alternatives(schema);
  for (const step of path) at = at.flatMap((each) => stepInto(each, step)).flatMap(alternatives);
  return at;
}

function stepInto(schema: z.ZodType, step: string | number): z.ZodType[] {
  if (schema instanceof z.ZodArray) return [schema.element as z.ZodType];
  if (schema instanceof z.ZodRecord) return [schema.valueType as z.ZodType];
  if (schema instanceof z.ZodObject) return step in schema.shape ? [schema.shape[step] as z.ZodType] : [];
  return [];
}

function alternatives(schema: z.ZodType): z.ZodType[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) {
    return alternatives(schema.unwrap() as z.ZodType);
  }
  if (schema instanceof z.ZodUnion) return (schema.options as z.ZodType[]).flatMap(alternatives);
  return [schema];
}
