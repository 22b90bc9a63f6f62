// The rooms of src/ and who may import whom, as a program: reads the module graph of main.ts and fails on a wrong
// edge, a ring, a library outside its door, an effect outside the world's room, or a file nothing leads to.
import { dirname, join, relative } from "node:path/posix";
import { fileURLToPath as fromFileUrl } from "node:url";

const GROUND = ["diagnostics", "go", "yaml", "helm", "shell"];

/** For each room, the rooms it may import. `types:` marks a room whose types alone may be imported. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  diagnostics: [],
  go: [],
  yaml: ["diagnostics", "go"],
  system: ["diagnostics"],
  helm: ["diagnostics", "types:helmfile"],
  shell: [],
  cli: ["diagnostics", "types:system"],
  files: ["diagnostics", "go", "types:system"],
  gotmpl: ["diagnostics", "go", "types:files"],
  helmfile: ["diagnostics", "go", "yaml", "types:files", "types:gotmpl"],
  merge: ["diagnostics", "go", "yaml", "files", "gotmpl", "helmfile", "types:system"],
  plan: ["diagnostics", "helm", "types:merge"],
  diff: ["diagnostics", "go", "yaml"],
  playground: ["diagnostics", "go", "yaml", "files", "types:system"],
  run: [
    "diagnostics",
    "go",
    "yaml",
    "helm",
    "shell",
    "files",
    "diff",
    "plan",
    "types:helmfile",
    "types:merge",
    "types:system",
  ],
  rehearsal: ["diagnostics", "yaml", "helm", "types:helmfile", "types:system"],
  show: [
    "diagnostics",
    "go",
    "yaml",
    "helm",
    "shell",
    "types:diff",
    "types:merge",
    "types:plan",
    "types:rehearsal",
    "types:run",
    "types:system",
  ],
  commands: [
    ...GROUND,
    "cli",
    "files",
    "gotmpl",
    "helmfile",
    "merge",
    "plan",
    "diff",
    "run",
    "show",
    "playground",
    "rehearsal",
    "types:system",
  ],
};

/** Each library and the room (or folder of a room) that is its one door. */
const DOORS: Readonly<Record<string, string>> = {
  "commander": "cli",
  "@commander-js/extra-typings": "cli",
  "@bomb.sh/tab": "cli",
  "js-yaml": "yaml",
  "zod": "helmfile",
  "dax": "system",
  "eta": "show",
  "diff": "diff",
  "re2js": "go",
  "bcryptjs": "gotmpl/functions",
};

/** Parts of Node that compute and touch nothing: fine in every room. */
const PURE_NODE = ["node:path", "node:path/posix", "node:crypto", "node:buffer", "node:url"];

interface Edge {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

interface DenoInfo {
  readonly modules: readonly {
    readonly specifier: string;
    readonly dependencies?: readonly {
      readonly specifier: string;
      readonly code?: { readonly specifier?: string };
      readonly type?: { readonly specifier?: string };
    }[];
  }[];
}

const root = join(dirname(fromFileUrl(import.meta.url)), "..");
const problems: string[] = [];
const { edges, libraries, reached } = await readGraph();
checkEdges(edges);
checkRings(edges);
checkLibraries(libraries);
await checkSources(reached);
for (const problem of problems.sort()) console.error(problem);
if (problems.length === 0) {
  console.log(`layers: ${reached.size} files, ${edges.length} imports, all as drawn`);
}
Deno.exitCode = problems.length === 0 ? 0 : 1;

async function readGraph() {
  const info = await new Deno.Command(Deno.execPath(), { args: ["info", "--json", "main.ts"], cwd: root })
    .output();
  const graph: DenoInfo = JSON.parse(new TextDecoder().decode(info.stdout));
  const edges: Edge[] = [], libraries: { from: string; name: string }[] = [], reached = new Set<string>();
  for (const module of graph.modules) {
    const from = localPath(module.specifier);
    if (from === undefined) continue;
    reached.add(from);
    for (const dependency of module.dependencies ?? []) {
      const resolved = dependency.code?.specifier ?? dependency.type?.specifier ?? dependency.specifier;
      const to = localPath(resolved);
      if (to !== undefined) edges.push({ from, to, typeOnly: dependency.code?.specifier === undefined });
      else libraries.push({ from, name: libraryName(dependency.specifier) });
    }
  }
  return { edges, libraries, reached };
}

function checkEdges(edges: readonly Edge[]): void {
  for (const { from, to, typeOnly } of edges) {
    const [here, there] = [room(from), room(to)];
    if (here === undefined || there === undefined) continue;
    if (to.split("/").pop()!.startsWith("_") && dirname(from) !== dirname(to)) {
      problems.push(`${from}: imports the private file ${to}`);
    }
    if (here === there) {
      if (here === "commands" && from !== "src/commands/registry.ts" && !isSharedCommandFile(to)) {
        problems.push(`${from}: imports another command, ${to}`);
      }
      continue;
    }
    const allowed = MAY_IMPORT[here];
    if (!allowed) problems.push(`${from}: its room "${here}" is not in the table of rooms`);
    else if (!allowed.includes(there) && !(typeOnly && allowed.includes(`types:${there}`))) {
      const what = allowed.includes(`types:${there}`) ? "more than types of" : "";
      problems.push(`${from}: "${here}" may not import ${what} "${there}" (${to})`.replace("  ", " "));
    }
  }
}

/** The registry and what commands share are no command of their own. */
function isSharedCommandFile(path: string): boolean {
  return /\/(registry|shared\/[^/]+)\.ts$/.test(path) || path.split("/").length > 3;
}

function checkRings(edges: readonly Edge[]): void {
  const next = new Map<string, string[]>();
  for (const { from, to, typeOnly } of edges) if (!typeOnly) next.set(from, [...next.get(from) ?? [], to]);
  const done = new Set<string>(), path: string[] = [];
  const visit = (file: string): void => {
    const at = path.indexOf(file);
    if (at !== -1) problems.push(`ring: ${[...path.slice(at), file].join(" → ")}`);
    if (at !== -1 || done.has(file)) return;
    path.push(file);
    for (const to of next.get(file) ?? []) visit(to);
    path.pop();
    done.add(file);
  };
  for (const file of next.keys()) visit(file);
}

function checkLibraries(uses: readonly { from: string; name: string }[]): void {
  for (const { from, name } of uses) {
    if (!from.startsWith("src/")) continue;
    if (name.startsWith("node:")) {
      if (room(from) !== "system" && !PURE_NODE.includes(name) && !isLazyLoader(from, name)) {
        problems.push(`${from}: ${name} belongs in src/system`);
      }
      continue;
    }
    const door = DOORS[name];
    if (door === undefined) problems.push(`${from}: the library "${name}" has no door in the table`);
    else if (!from.startsWith(`src/${door}/`)) problems.push(`${from}: the door of "${name}" is src/${door}`);
  }
}

/** `createRequire` is how a synchronous template function loads a heavy library when it is first called. */
function isLazyLoader(from: string, name: string): boolean {
  return name === "node:module" && from.startsWith("src/gotmpl/functions/");
}

async function checkSources(reached: ReadonlySet<string>): Promise<void> {
  for await (const path of sourceFiles(join(root, "src"))) {
    const file = relative(root, path);
    if (!reached.has(file)) problems.push(`${file}: nothing leads to it from main.ts`);
    const text = (await Deno.readTextFile(path)).replace(/\/\/.*$|\/\*[\s\S]*?\*\//gm, "");
    if (room(file) !== "system") {
      for (const [, word] of text.matchAll(/(?<![\w./"'`])(Deno|console)\./g)) {
        problems.push(`${file}: ${word}. belongs in src/system or main.ts`);
      }
    }
    if (/\bchdir\b/.test(text)) problems.push(`${file}: chdir is never used`);
  }
}

async function* sourceFiles(dir: string): AsyncGenerator<string> {
  for await (const entry of Deno.readDir(dir)) {
    const path = join(dir, entry.name);
    if (entry.isDirectory) yield* sourceFiles(path);
    else if (entry.name.endsWith(".ts")) yield path;
  }
}

function localPath(specifier: string): string | undefined {
  if (!specifier.startsWith("file://")) return undefined;
  const path = relative(root, fromFileUrl(specifier));
  return path.startsWith("..") || path.includes("node_modules") ? undefined : path;
}

function room(file: string): string | undefined {
  return file.match(/^src\/([^/]+)\//)?.[1];
}

function libraryName(specifier: string): string {
  const bare = specifier.replace(/^npm:\/?/, "").replace(/(?<=.)@\d.*$/, "");
  return bare.startsWith("node:") ? bare : bare.split("/").slice(0, bare.startsWith("@") ? 2 : 1).join("/");
}
