// The JSON schemas of state files and of files of tests, from the same zod schemas that check them: what editors
// complete and underline by.
import * as z from "zod/mini";
import { hookTestsSchema } from "./hook_tests_schema.ts";
import { helmfileSchema } from "./schema.ts";

/** JSON schema (draft 2020-12) of a state file. What zod cannot say there, a mapping or any value, is left open. */
export function helmfileJsonSchema(): Record<string, unknown> {
  return {
    ...jsonSchemaOf(helmfileSchema),
    title: "helmfile.yaml",
    description: "Helm releases, and the hooks that run around them.",
  };
}

/** The same of a file of tests for hooks. */
export function hookTestsJsonSchema(): Record<string, unknown> {
  return {
    ...jsonSchemaOf(hookTestsSchema),
    title: "hook-tests.yaml",
    description: "What must happen in which order when boathook runs a command.",
  };
}

function jsonSchemaOf(schema: z.core.$ZodType): Record<string, unknown> {
  return z.toJSONSchema(schema, {
    io: "input",
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema }) => {
      // YAML's integers arrive as bigint, which JSON schema has no type for.
      if (zodSchema._zod.def.type === "bigint") jsonSchema.type = "integer";
    },
  });
}
