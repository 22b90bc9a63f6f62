// Renders templates for a corpus runner: JSON lines {"id","template","data"} in, {"id","output"} or {"id","error"}
// out. `data` is YAML; the `_*.tpl` files of the working directory are the helpers. Errors are Go's whole lines.
import { Failure, type SourceText } from "../src/diagnostics/diagnostic.ts";
import { fromBytes, toBytes } from "../src/go/bytes.ts";
import { isMap, type Value } from "../src/go/value.ts";
import { formatGoError } from "../src/gotmpl/fault.ts";
import { templateFunctions } from "../src/gotmpl/functions/all.ts";
import type { DirEntry, ExecOptions, ExecResult, TemplateWorld } from "../src/gotmpl/functions/world.ts";
import { render } from "../src/gotmpl/render.ts";
import { parseYaml } from "../src/yaml/parse.ts";
import { printYaml } from "../src/yaml/print.ts";

interface Case {
  readonly id: string;
  readonly template: string;
  readonly data: string;
}

const world: TemplateWorld = {
  basePath: "",
  readFile: (path) => inGoWords("open", path, () => fromBytes(Deno.readFileSync(path || "."))),
  readDir: (path) =>
    inGoWords("open", path, () =>
      [...Deno.readDirSync(path)].map((entry) => describe(path, entry))
        .sort((a, b) => a.name < b.name ? -1 : 1)),
  stat: (path) => {
    try {
      return Deno.statSync(path).isDirectory ? "dir" : "file";
    } catch (error) {
      if (String(error).includes("Not a directory")) throw new Error(`stat ${path}: not a directory`);
      return undefined;
    }
  },
  exec: runProgram,
  env: (name) => Deno.env.get(name),
  allEnv: () => Deno.env.toObject(),
  now: () => BigInt(Date.now()) * 1_000_000n,
  localZone: Deno.env.get("TZ") || "UTC",
  randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
  parseYaml: (text) => parseYaml(text, { keys: "go" }),
  printYaml,
  lookupHost: (name) => name === "localhost" ? ["127.0.0.1"] : [],
  fetchSecret: (reference) => reference,
  expandSecrets: (value) => value,
  disableInsecureFeatures: false,
  disableInsecureTemplateFunctions: false,
};

function inGoWords<T>(action: string, path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const reason = error instanceof Deno.errors.NotFound
      ? "no such file or directory"
      : error instanceof Deno.errors.IsADirectory || String(error).includes("Is a directory")
      ? "is a directory"
      : String(error).includes("Not a directory")
      ? "not a directory"
      : "permission denied";
    throw new Error(`${reason === "is a directory" ? "read" : action} ${path}: ${reason}`);
  }
}

function describe(folder: string, entry: Deno.DirEntry): DirEntry {
  const stat = Deno.lstatSync(`${folder}/${entry.name}`);
  return {
    name: entry.name,
    type: entry.isSymlink ? "symlink" : entry.isDirectory ? "dir" : "file",
    size: BigInt(stat.size),
    permissions: (stat.mode ?? 0) & 0o777,
    modified: BigInt(stat.mtime?.getTime() ?? 0) * 1_000_000n,
  };
}

function runProgram(command: string, args: readonly string[], options: ExecOptions): ExecResult {
  const path = locateProgram(command);
  const input = options.stdin === undefined ? "" : options.stdin;
  const script = 'exec 3>&1; printf %s "$BOATHOOK_STDIN" | "$@"';
  const child = new Deno.Command("sh", {
    args: ["-c", script, "sh", path, ...args],
    env: { ...options.env, BOATHOOK_STDIN: input },
    stdin: "null",
  }).outputSync();
  const stdout = fromBytes(child.stdout), stderr = fromBytes(child.stderr);
  return { path, stdout, stderr, combined: stdout + stderr, code: child.code };
}

function locateProgram(command: string): string {
  if (command.includes("/")) return command;
  for (const folder of (Deno.env.get("PATH") ?? "").split(":")) {
    if (world.stat(`${folder}/${command}`) === "file") return `${folder}/${command}`;
  }
  throw new Error(`exec: "${command}": executable file not found in $PATH`);
}

function readHelpers(): SourceText[] {
  const names = [...Deno.readDirSync(".")].map((entry) => entry.name).filter((name) =>
    /^_.*\.tpl$/.test(name)
  );
  return names.sort().map((path) => ({ path, text: Deno.readTextFileSync(path) }));
}

const functions = templateFunctions(world), helpers = readHelpers();

function answer({ id, template, data }: Case): { id: string; output?: string; error?: string } {
  try {
    const value: Value = parseYaml(data, { keys: "go" });
    const { text } = render({ path: "stringTemplate", text: template }, {
      data: isMap(value) ? value : {},
      functions,
      helpers,
    });
    return { id, output: fromBytes(toBytes(text)).toWellFormed() };
  } catch (error) {
    if (error instanceof Failure) return { id, error: toUnicode(formatGoError(error) ?? error.message) };
    return { id, error: `internal: ${(error as Error).stack}` };
  }
}

/** Bytes that are no UTF-8 become U+FFFD, as in any JSON. */
function toUnicode(text: string): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(toBytes(text));
}

const encoder = new TextEncoder();
/** Leaves no character in a line that a reader could take for the end of it. */
function toAscii(json: string): string {
  return json.replace(/[^\0-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

const input = await new Response(Deno.stdin.readable).text();
for (const line of input.split("\n")) {
  if (line) await Deno.stdout.write(encoder.encode(`${toAscii(JSON.stringify(answer(JSON.parse(line))))}\n`));
}
