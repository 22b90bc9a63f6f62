// Renders templates for a corpus runner: JSON lines {"id","template","data"} in, {"id","output"} or {"id","error"}
// out. `data` is YAML; the `_*.tpl` files of the working directory are the helpers. Errors are Go's whole lines.
import { Failure, type SourceText } from "../src/diagnostics/diagnostic.ts";
import { fromBytes, toBytes } from "../src/go/bytes.ts";
import { newMap } from "../src/go/value.ts";
import { formatGoError } from "../src/gotmpl/fault.ts";
import { templateFunctions } from "../src/gotmpl/functions/all.ts";
import { render } from "../src/gotmpl/render.ts";
import { templateWorld } from "../src/merge/template_world.ts";
import { secretLookup } from "../src/merge/vals/fetch_secret.ts";
import { createDenoSystem } from "../src/system/deno_system.ts";
import { parseYaml } from "../src/yaml/parse.ts";

interface Case {
  readonly id: string;
  readonly template: string;
  readonly data: string;
}

interface Answer {
  readonly id: string;
  readonly output?: string;
  readonly error?: string;
}

const system = createDenoSystem();
const functions = templateFunctions(templateWorld(system, { dir: "", lookup: secretLookup(system, "") }));
const helpers = system.files.readDir(".").filter(({ name }) => /^_.*\.tpl$/.test(name)).map(
  ({ name }): SourceText => ({ path: name, text: system.files.readText(name) }),
);

function answer({ id, template, data }: Case): Answer {
  try {
    const root = parseYaml(data, { keys: "go" }) ?? newMap();
    const { text } = render({ path: "stringTemplate", text: template }, { data: root, functions, helpers });
    return { id, output: toUnicode(text) };
  } catch (error) {
    if (!(error instanceof Failure)) return { id, error: `internal: ${(error as Error).stack}` };
    return { id, error: toUnicode(formatGoError(error) ?? error.message) };
  }
}

/** Every byte that is no UTF-8 becomes a U+FFFD of its own, as encoding/json writes it (TextDecoder joins some). */
function toUnicode(text: string): string {
  return fromBytes(toBytes(text)).toWellFormed();
}

/** Leaves no character in a line that a reader could take for the end of it. */
function toAscii(json: string): string {
  return json.replace(/[^\0-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

const encoder = new TextEncoder();
const input = await new Response(Deno.stdin.readable).text();
for (const line of input.split("\n")) {
  if (line) await Deno.stdout.write(encoder.encode(`${toAscii(JSON.stringify(answer(JSON.parse(line))))}\n`));
}
