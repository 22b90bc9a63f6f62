// A recorded case → what the program makes of it: in a copy of its folder, with the recording stand-in for helm first
// on PATH and every home, cache and temporary folder of its own. In process, or the executable BOATHOOK_PROGRAM names.
import { runProgram } from "../../src/commands/program.ts";
import { createDenoSystem } from "../../src/system/deno_system.ts";
import type { System } from "../../src/system/system.ts";
import { dirname, join, ROOT } from "../support/paths.ts";
import type { CaseResult, Comparison } from "./compare_case.ts";
import type { HelmCall } from "./helm_call.ts";
import {
  type CaseFolders,
  type LoggedCall,
  normaliseCall,
  normaliseErrors,
  normaliseName,
  normaliseText,
} from "./normalise.ts";

/** Where the recorded cases are. */
export const CORPUS = join(ROOT, "tests/corpus/helmfile");

const PROGRAM = Deno.env.get("BOATHOOK_PROGRAM");
const PLUGINS: Readonly<Record<string, string>> = { diff: "3.15.10", secrets: "4.7.4", unittest: "1.0.3" };

/** A case as it was recorded. */
export interface RecordedCase extends Comparison {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | null>>;
  readonly stdin?: string;
  /** The versions of plugins that are not the usual ones. */
  readonly plugins?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** The files to compare, as glob patterns. */
  readonly collect?: readonly string[];
}

interface ProgramRun {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly stdin: string;
}

/** Reads a case. */
export function readCase(name: string): RecordedCase {
  return JSON.parse(Deno.readTextFileSync(join(CORPUS, "cases", name, "case.json")));
}

/** What was recorded for a case. */
export function readExpected(name: string): CaseResult {
  const dir = join(CORPUS, "cases", name, "expect");
  const files: Record<string, string> = {};
  for (const path of filesBelow(join(dir, "files"))) {
    files[path.slice(dir.length + "/files/".length)] = Deno.readTextFileSync(path);
  }
  return {
    exit: Number(readIfThere(join(dir, "exit"))),
    stdout: readIfThere(join(dir, "stdout")),
    stderr: readIfThere(join(dir, "stderr")),
    calls: readLines<HelmCall>(join(dir, "helm-calls.jsonl")),
    files,
  };
}

/** Runs the program on a case; `python` is the interpreter of the stand-in. */
export async function replayCase(name: string, python: string): Promise<CaseResult> {
  const recorded = readCase(name);
  const top = await Deno.realPath(await Deno.makeTempDir({ prefix: "boathook-replay-" }));
  const folders: CaseFolders = { top, work: join(top, "work"), cache: join(top, "cache"), corpus: CORPUS };
  try {
    layOut(name, recorded, folders);
    const run = await runCase(recorded, folders, python);
    const calls = readLines<LoggedCall>(join(top, "helm.log"));
    return {
      exit: run.exit,
      stdout: normaliseText(run.stdout, folders),
      stderr: normaliseErrors(run.stderr, folders),
      calls: calls.map((call) => normaliseCall(call, folders)).filter((call) => call !== undefined),
      files: collect(recorded.collect ?? [], folders),
    };
  } finally {
    await removeFolder(top);
  }
}

/** A helm that was asked for its version may still write down that it was: a run that fails early does not wait. */
async function removeFolder(path: string): Promise<void> {
  for (let attempt = 1;; attempt++) {
    try {
      return await Deno.remove(path, { recursive: true });
    } catch (error) {
      if (attempt === 100 || !(error instanceof Error) || !/not empty/.test(error.message)) throw error;
    }
  }
}

function layOut(name: string, { plugins }: RecordedCase, { top, work, cache }: CaseFolders): void {
  const source = join(CORPUS, "cases", name);
  for (const dir of [work, cache, ...["tmp", "home", "helm", "scenario"].map((part) => join(top, part))]) {
    Deno.mkdirSync(dir);
  }
  copyTree(join(source, "in"), work);
  copyTree(join(source, "helm"), join(top, "scenario"));
  for (const [plugin, version] of Object.entries({ ...PLUGINS, ...plugins })) {
    const dir = join(top, "plugins", plugin);
    Deno.mkdirSync(dir, { recursive: true });
    Deno.writeTextFileSync(join(dir, "plugin.yaml"), `name: ${plugin}\nversion: ${version}\n`);
  }
}

async function runCase(recorded: RecordedCase, folders: CaseFolders, python: string) {
  const placed = (text: string) => text.replaceAll("$DIR", folders.work);
  const env = caseEnv(folders, python);
  for (const [name, value] of Object.entries(recorded.env)) {
    if (value === null) delete env[name];
    else env[name] = placed(value).replaceAll("$PATH", env.PATH!);
  }
  const run: ProgramRun = {
    argv: recorded.args.map(placed),
    cwd: join(folders.work, recorded.cwd ?? "."),
    env,
    stdin: placed(recorded.stdin ?? ""),
  };
  return PROGRAM === undefined ? await runInProcess(run) : await runExecutable(PROGRAM, run);
}

function caseEnv({ top, cache }: CaseFolders, python: string): Record<string, string> {
  const at = (path: string) => join(top, path);
  return {
    PATH: [join(CORPUS, "bin"), dirname(python), Deno.env.get("PATH")].join(":"),
    HOME: at("home"),
    TMPDIR: at("tmp"),
    LANG: "C.UTF-8",
    TZ: "UTC",
    TERM: "dumb",
    BOATHOOK_DIFF_ENGINE: "plugin",
    HELMFILE_CACHE_HOME: cache,
    HELMFILE_TEMPDIR: at("tmp/values"),
    HELMFILE_UPGRADE_NOTICE_DISABLED: "1",
    HELM_CACHE_HOME: at("helm/cache"),
    HELM_CONFIG_HOME: at("helm/config"),
    HELM_DATA_HOME: at("helm/data"),
    HELM_PLUGINS: at("plugins"),
    XDG_CACHE_HOME: at("home/.cache"),
    XDG_CONFIG_HOME: at("home/.config"),
    XDG_DATA_HOME: at("home/.local"),
    KUBECONFIG: at("home/no-such-kubeconfig"),
    FAKE_HELM_LOG: at("helm.log"),
    FAKE_HELM_SCENARIO: at("scenario"),
  };
}

async function runInProcess({ argv, cwd, env, stdin }: ProgramRun) {
  const out = { stdout: "", stderr: "" };
  const answers = stdin.split("\n").slice(0, -1);
  const real = createDenoSystem();
  const system: System = {
    ...real,
    cwd,
    env: { get: (name) => env[name], all: () => env },
    self: { command: Deno.execPath(), args: ["run", "-A", "--quiet", join(ROOT, "main.ts")] },
    calledAs: "boathook",
    terminal: {
      ...real.terminal,
      stdoutIsTerminal: false,
      stderrIsTerminal: false,
      stdinIsTerminal: false,
      columns: () => undefined,
      writeStdout: (text) => void (out.stdout += text),
      writeStderr: (text) => void (out.stderr += text),
      readStdin: () => stdin,
      prompt: () => Promise.resolve(answers.shift()),
    },
  };
  const exit = await runProgram(argv, system);
  return { exit, ...out };
}

async function runExecutable(program: string, { argv, cwd, env, stdin }: ProgramRun) {
  const child = new Deno.Command(program, {
    args: [...argv],
    cwd,
    env,
    clearEnv: true,
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const input = new Blob([stdin]).stream().pipeTo(child.stdin).catch(() => {});
  const [{ code }, stdout, stderr] = await Promise.all([
    child.status,
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
    input,
  ]);
  return { exit: code, stdout, stderr };
}

function collect(patterns: readonly string[], folders: CaseFolders): Record<string, string> {
  const { work } = folders;
  const { glob } = createDenoSystem().files;
  const paths = patterns.flatMap((pattern) => glob(pattern, work)).filter((path) =>
    Deno.statSync(path).isFile
  );
  return Object.fromEntries(paths.map((path) => {
    const text = normaliseText(Deno.readTextFileSync(path), folders);
    const name = normaliseName(path.slice(work.length + 1));
    // A lock file names the version of the tool that wrote it.
    return [name, name.endsWith(".lock") ? text.replace(/^version: .*$/m, "version: $$VERSION") : text];
  }));
}

function copyTree(from: string, to: string): void {
  if (!isThere(from)) return;
  Deno.mkdirSync(to, { recursive: true });
  for (const { name, isDirectory } of Deno.readDirSync(from)) {
    if (isDirectory) copyTree(join(from, name), join(to, name));
    else Deno.copyFileSync(join(from, name), join(to, name));
  }
}

function filesBelow(dir: string): string[] {
  if (!isThere(dir)) return [];
  return [...Deno.readDirSync(dir)].flatMap(({ name, isDirectory }) =>
    isDirectory ? filesBelow(join(dir, name)) : [join(dir, name)]
  );
}

function isThere(path: string): boolean {
  try {
    return Deno.statSync(path) !== undefined;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

function readIfThere(path: string): string {
  try {
    return Deno.readTextFileSync(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return "";
    throw error;
  }
}

function readLines<T>(path: string): T[] {
  return readIfThere(path).split("\n").filter((line) => line !== "").map((line) => JSON.parse(line));
}
