// The troubleshooting page: every diagnostic code that the sources use, explained by error_table.ts.
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ERRORS } from "./error_table.ts";
import { formatTable, GENERATED } from "./markdown.ts";

const SOURCES = fileURLToPath(new URL("../../src", import.meta.url));
/** A code where it is given to a diagnostic. */
const GIVEN = /\b(?:fail\(|code:|problem\()\s*"([a-z]+\/[a-z][a-z0-9-]*)"/g;
/** A code anywhere: one that a table or a condition chooses. */
const QUOTED = /"([a-z]+\/[a-z][a-z0-9-]*)"/g;

/** The page. */
export function formatErrorReference(): string {
  const rooms = Map.groupBy(Object.entries(ERRORS), ([code]) => code.split("/")[0]!);
  return [
    GENERATED,
    "# Troubleshooting by code\n",
    "Every problem has a code, printed in brackets: `error[needs/undefined]`. With `--log-format json` it is the " +
    "field `code`.\n",
    ...[...rooms].flatMap(([room, entries]) => [
      `## ${room}\n`,
      formatTable(
        ["Code", "What it means", "What to do"],
        entries.map(([code, { meaning, remedy }]) => [`\`${code}\``, meaning, remedy]),
      ),
    ]),
  ].join("\n");
}

/** Every code in the sources, sorted. */
export async function collectCodes(): Promise<string[]> {
  const rooms = new Set(Object.keys(ERRORS).map((code) => code.split("/")[0]));
  const codes = new Set<string>();
  for await (const path of sourceFiles(SOURCES)) {
    const text = await Deno.readTextFile(path);
    for (const [, code] of text.matchAll(GIVEN)) codes.add(code!);
    for (const [, code] of text.matchAll(QUOTED)) if (rooms.has(code!.split("/")[0])) codes.add(code!);
  }
  return [...codes].sort();
}

async function* sourceFiles(dir: string): AsyncGenerator<string> {
  for await (const entry of Deno.readDir(dir)) {
    const path = join(dir, entry.name);
    if (entry.isDirectory) yield* sourceFiles(path);
    else if (entry.name.endsWith(".ts")) yield path;
  }
}
