// The JSON schema of state files, from the same zod schema that checks them: what editors complete and underline by.
import * as z from "zod";
import { helmfileSchema } from "./schema.ts";

/** JSON schema (draft 2020-12) of a state file. What zod cannot say there, a mapping or any value, is left open. */
export function helmfileJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(helmfileSchema, {
    io: "input",
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema }) => {
      // YAML's integers arrive as bigint, which JSON schema has no type for.
      if (zodSchema._zod.def.type === "bigint") jsonSchema.type = "integer";
    },
  });
  return {
    ...schema,
    title: "helmfile.yaml",
    description: "Helm releases, and the hooks that run around them.",
  };
}
