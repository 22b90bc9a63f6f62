// Writes the generated references below .github/docs.
//
//   deno task docs
import { helmfileJsonSchema, hookTestsJsonSchema } from "../src/helmfile/json_schema.ts";
import { formatCliReference } from "./docs/cli_reference.ts";
import { formatErrorReference } from "./docs/error_reference.ts";
import { formatGallery } from "./docs/gallery.ts";
import { layOut } from "./docs/markdown.ts";
import { formatStateFileReference } from "./docs/state_file_reference.ts";

/** Where the pages are. */
export const DOCS = new URL("../.github/docs/", import.meta.url);

/** Every generated file by its name, as it must be. */
export async function formatDocs(): Promise<Readonly<Record<string, string>>> {
  const [cli, state, errors, gallery] = await Promise.all([
    formatCliReference().then((text) => layOut(text, "md")),
    layOut(formatStateFileReference(), "md"),
    layOut(formatErrorReference(), "md"),
    formatGallery().then((text) => layOut(text, "md")),
  ]);
  return {
    "cli.md": cli,
    "state-file.md": state,
    "errors.md": errors,
    "gallery.md": gallery,
    // As `boathook schema` prints it.
    "schema.json": JSON.stringify(helmfileJsonSchema(), null, 2) + "\n",
    "hook-tests.schema.json": JSON.stringify(hookTestsJsonSchema(), null, 2) + "\n",
  };
}

if (import.meta.main) {
  await Deno.mkdir(DOCS, { recursive: true });
  for (const [name, text] of Object.entries(await formatDocs())) {
    await Deno.writeTextFile(new URL(name, DOCS), text);
  }
}
