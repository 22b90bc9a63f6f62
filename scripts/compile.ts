// main.ts → dist/boathook: bundles with esbuild, split so that a command loads only its own chunks, then compiles.
//
//   deno task compile [--target TRIPLE] [--output FILE] [--if-stale] [--release] [--entry FILE]
//
// --entry makes another program of the checkout in the same way: what the tests of the executable drive.
//
// The base is deno's own (DENORT_BIN names another). Where it cannot be downloaded, the packaged one of denort.ts
// serves, with a word on stderr; --release forbids that.
import { parseArgs } from "node:util";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import { fetchDenort, PACKAGED_DENORT_VERSION } from "./denort.ts";

/**
 * - No code cache: the compiled program would read it from a name in the shared temporary folder that anyone can
 *   guess, and run what it finds there. Deno has no option to keep it elsewhere.
 * - Templates may nest deeper than V8's stack allows by default; 3.9 MB is safe below the 8 MB that systems give.
 * - No baseline compiler: a run is over before its code pays, and two cores are better left to hooks.
 * - Young objects get 4 MB, not 16: output that hooks pour out is garbage at once, and costs 40 MiB less memory so.
 */
const COMPILE_FLAGS = [
  "--quiet",
  "--allow-all",
  "--no-check",
  "--no-config",
  "--no-lock",
  "--no-code-cache",
  "--v8-flags=--stack-size=3900,--max-semi-space-size=4,--no-sparkplug",
];
const MAIN = "main.ts";
/** What a build depends on, beside its entry. */
const SOURCES = ["deno.json", "deno.lock", "src", "scripts/compile.ts", "scripts/denort.ts"];
/** Libraries in CommonJS call `require`, which an ES module does not have. */
const REQUIRE =
  'import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);';

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const { values: flags } = parseArgs({
  options: {
    target: { type: "string" },
    output: { type: "string" },
    entry: { type: "string", default: MAIN },
    release: { type: "boolean" },
    "if-stale": { type: "boolean" },
  },
});
const program = flags.entry === MAIN ? "boathook" : basename(flags.entry, ".ts");
const output = flags.output ?? join(root, "dist", Deno.build.os === "windows" ? `${program}.exe` : program);

async function build(): Promise<void> {
  const staging = await Deno.makeTempDir({ prefix: "boathook-compile-" });
  try {
    await installLibraries(staging);
    const entry = await bundle(staging);
    await Deno.mkdir(dirname(output), { recursive: true });
    await compile(entry);
    if (!flags.target && flags.entry === MAIN) await tryOut();
  } finally {
    await Deno.remove(staging, { recursive: true });
  }
}

/** The locked libraries as a node_modules folder, which esbuild resolves from. */
async function installLibraries(dir: string): Promise<void> {
  const { imports } = JSON.parse(await Deno.readTextFile(join(root, "deno.json")));
  await Deno.writeTextFile(join(dir, "deno.json"), JSON.stringify({ imports, nodeModulesDir: "auto" }));
  await Deno.copyFile(join(root, "deno.lock"), join(dir, "deno.lock"));
  await run(Deno.execPath(), ["install", "--quiet"], dir);
}

/** Names stay as they are: a stack trace in a bug report must say something, and `keepNames` would cost each start. */
async function bundle(dir: string): Promise<string> {
  const out = join(dir, "js");
  const { outputFiles } = await esbuild.build({
    entryPoints: [join(root, flags.entry)],
    outdir: out,
    bundle: true,
    splitting: true,
    write: false,
    format: "esm",
    platform: "node",
    target: "esnext",
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: "none",
    nodePaths: [join(dir, "node_modules")],
    plugins: [onlyTheVersion, withoutBareCrypto, lightCommander, deferred(dir)],
    logLevel: "warning",
  });
  await esbuild.stop();
  await Deno.mkdir(out);
  for (const { path, text } of outputFiles) {
    await Deno.writeTextFile(path, text.includes("Dynamic require of") ? REQUIRE + text : text);
  }
  return join(out, `${basename(flags.entry, ".ts")}.js`);
}

/** Of deno.json, the program needs one line. */
const onlyTheVersion: esbuild.Plugin = {
  name: "only-the-version",
  setup(build) {
    build.onLoad({ filter: /[\\/]deno\.json$/ }, async ({ path }) => {
      const { version } = JSON.parse(await Deno.readTextFile(path));
      return { contents: JSON.stringify({ version }), loader: "json" };
    });
  },
};

/** bcryptjs asks for node's crypto by its bare name, only to fall back to it where there is no Web Crypto. */
const withoutBareCrypto: esbuild.Plugin = {
  name: "without-bare-crypto",
  setup(build) {
    build.onResolve({ filter: /^crypto$/ }, () => ({ path: "crypto", namespace: "nothing" }));
    build.onLoad({ filter: /.*/, namespace: "nothing" }, () => ({ contents: "export default undefined" }));
  },
};

/**
 * What commander imports to start subcommands that are programs of their own, of which there are none, and to measure
 * coloured text: Deno would load half of its Node library at each start.
 */
const lightCommander: esbuild.Plugin = {
  name: "light-commander",
  setup(build) {
    const namespace = "light-node";
    build.onResolve(
      { filter: /^node:(fs|child_process|util)$/ },
      ({ path, importer }) => /[\\/]commander[\\/]lib[\\/]/.test(importer) ? { path, namespace } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace }, ({ path }) => ({
      contents: path === "node:util"
        ? `export const stripVTControlCharacters = (text) => text.replace(/\\x1b\\[[0-9;]*m/g, "");`
        : "export default {}",
    }));
  },
};

/** Libraries that few templates call, with what is called of them: a sixth of all that a command loads. */
const SELDOM_USED: Readonly<Record<string, string>> = { re2js: "RE2JS", bcryptjs: "default" };

/** Keeps these as text until they are called: V8 skips a text, and would read code twice, at the start and at the call. */
function deferred(dir: string): esbuild.Plugin {
  return {
    name: "deferred",
    setup(build) {
      const namespace = "deferred", filter = new RegExp(`^(${Object.keys(SELDOM_USED).join("|")})$`);
      build.onResolve({ filter }, ({ path }) => ({ path, namespace }));
      build.onLoad({ filter, namespace }, async ({ path }) => {
        const name = SELDOM_USED[path]!;
        const { outputFiles } = await esbuild.build({
          stdin: { contents: `export { ${name} as called } from "${path}";`, resolveDir: dir },
          bundle: true,
          write: false,
          format: "iife",
          globalName: "library",
          target: "esnext",
          minify: true,
          plugins: [withoutBareCrypto],
        });
        const code = JSON.stringify(`${outputFiles[0]!.text};return library.called`);
        return {
          contents: `let library;
            const called = new Proxy({}, { get: (_, key) => (library ??= Function(${code})())[key] });
            export { called as ${name} };`,
        };
      });
    },
  };
}

async function compile(entry: string): Promise<void> {
  const args = ["compile", ...COMPILE_FLAGS, "--output", output];
  if (flags.target) args.push("--target", flags.target);
  const own = await attempt(Deno.execPath(), [...args, entry]);
  if (own.success) return;
  if (flags.release || flags.target || Deno.env.get("DENORT_BIN")) {
    throw new Error(`Cannot compile: ${own.stderr}`);
  }
  console.error(
    `The compile base of Deno ${Deno.version.deno} cannot be downloaded here; using the packaged one of Deno ` +
      `${PACKAGED_DENORT_VERSION} (for tests and mirrored networks, not for a release)`,
  );
  const npx = Deno.build.os === "windows" ? "npx.cmd" : "npx";
  await run(npx, ["-y", `deno@${PACKAGED_DENORT_VERSION}`, ...args, entry], dirname(entry), {
    DENORT_BIN: await fetchDenort(),
  });
}

/** A wrong base compiles and then fails: only a run shows that the file is good. */
async function tryOut(): Promise<void> {
  const tried = await attempt(output, ["version"]);
  if (!tried.success) throw new Error(`Cannot use ${output}: its first run failed: ${tried.stderr}`);
  const { size } = await Deno.stat(output);
  console.error(`${output} (${(size / 2 ** 20).toFixed(1)} MiB): ${tried.stdout.trim()}`);
}

/** Whether anything the program is made of is younger than it. */
function isStale(): boolean {
  try {
    const built = Deno.statSync(output).mtime!;
    return [flags.entry, ...SOURCES].some((source) => newestChange(join(root, source)) > built);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return true;
    throw error;
  }
}

function newestChange(path: string): Date {
  const { isDirectory, mtime } = Deno.statSync(path);
  if (!isDirectory) return mtime!;
  const changes = [...Deno.readDirSync(path)].map(({ name }) => newestChange(join(path, name)));
  return changes.reduce((newest, change) => change > newest ? change : newest, mtime!);
}

async function run(command: string, args: readonly string[], cwd: string, env: Record<string, string> = {}) {
  const status = await new Deno.Command(command, { args: [...args], cwd, env }).spawn().status;
  if (!status.success) throw new Error(`Cannot compile: ${command} ended with ${status.code}`);
}

async function attempt(command: string, args: readonly string[]) {
  const { success, stdout, stderr } = await new Deno.Command(command, { args: [...args], cwd: root })
    .output();
  const decoder = new TextDecoder();
  return { success, stdout: decoder.decode(stdout), stderr: decoder.decode(stderr) };
}

if (!flags["if-stale"] || isStale()) await build();
