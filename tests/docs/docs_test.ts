// The generated references are current and leave nothing unexplained.
import { DOCS, formatDocs } from "../../scripts/docs.ts";
import { collectCodes } from "../../scripts/docs/error_reference.ts";
import { ERRORS } from "../../scripts/docs/error_table.ts";
import { undescribedKeys } from "../../scripts/docs/state_file_reference.ts";
import { assertEquals } from "../support/assert.ts";

Deno.test("the generated references are current", async () => {
  const stale: string[] = [];
  for (const [name, text] of Object.entries(await formatDocs())) {
    if (await Deno.readTextFile(new URL(name, DOCS)) !== text) stale.push(name);
  }
  assertEquals(stale, [], 'not current: run "deno task docs"');
});

Deno.test("the troubleshooting page explains every diagnostic code, in order, and no other", async () => {
  assertEquals(Object.keys(ERRORS), await collectCodes());
});

Deno.test("the schema describes every key", () => assertEquals(undescribedKeys(), []));
