// The world as template functions may see it: in, the System and the folder of the text that is rendered; out, a
// TemplateWorld. Errors get Go's words here, because templates and their users compare them.
import { randomBytes } from "node:crypto";
import { dirname } from "node:path";
import { MissingFile } from "../diagnostics/missing_file.ts";
import { refuseEndless } from "../files/read.ts";
import { fromBytes } from "../go/bytes.ts";
import type { Value } from "../go/value.ts";
import type { DirEntry, ExecOptions, ExecResult, TemplateWorld } from "../gotmpl/functions/world.ts";
import type { System } from "../system/system.ts";
import { decodeAsGo } from "../yaml/decode_as_go.ts";
import { printYaml } from "../yaml/print.ts";
import { expandReferences, type Lookup } from "./vals/expand_references.ts";

/** The world for the templates of one folder; `lookup` answers their vals references. */
export function templateWorld(
  system: System,
  { dir, lookup }: { readonly dir: string; readonly lookup: Lookup },
): TemplateWorld {
  const { env, clock } = system;
  const isOn = (name: string) => /^(1|t|true)$/i.test(env.get(name) ?? "");
  return {
    basePath: dir,
    readFile: (path) => readFile(path, system),
    readDir: (path) => readDir(path, system),
    stat: (path) => stat(path, system),
    exec: (command, args, options) => exec({ command, args, options }, { system, dir }),
    env: (name) => env.get(name),
    allEnv: () => env.all(),
    now: () => BigInt(Math.trunc(clock.now())) * 1_000_000n,
    localZone: env.get("TZ") || Intl.DateTimeFormat().resolvedOptions().timeZone,
    randomBytes: (count) => new Uint8Array(randomBytes(count)),
    parseYaml: decodeAsGo,
    printYaml: (value) => printYaml(value),
    lookupHost: (name) => lookupHost(name, system),
    fetchSecret: (reference) => inPlainWords(() => expandReferences(reference, lookup)),
    expandSecrets: (value) => inPlainWords(() => expandReferences(value, lookup)),
    disableInsecureFeatures: isOn("HELMFILE_DISABLE_INSECURE_FEATURES"),
    disableInsecureTemplateFunctions: isOn("HELMFILE_DISABLE_INSECURE_TEMPLATE_FUNCTIONS"),
  };
}

/** The world for a look ahead: files may be read, but nothing is started and nobody is asked. */
export function withoutEffects(world: TemplateWorld, refuse: () => never): TemplateWorld {
  return { ...world, exec: refuse, lookupHost: refuse, fetchSecret: refuse, expandSecrets: refuse };
}

/** A Failure of a lower room becomes the plain error that a template function may throw. */
function inPlainWords(call: () => Value): Value {
  try {
    return call();
  } catch (error) {
    throw error instanceof Error ? new Error(error.message) : error;
  }
}

function readFile(path: string, { files }: System): string {
  const stat = files.stat(path);
  if (stat === undefined) throw new MissingFile(`open ${path}: no such file or directory`, path);
  if (stat.isDirectory) throw new Error(`read ${path}: is a directory`);
  refuseEndless(path, stat);
  return fromBytes(files.readBytes(path));
}

function stat(path: string, { files }: System): "file" | "dir" | undefined {
  const found = files.stat(path);
  if (found !== undefined) return found.isDirectory ? "dir" : "file";
  for (let parent = dirname(path); parent !== dirname(parent); parent = dirname(parent)) {
    if (files.stat(parent)?.isDirectory === false) throw new Error(`stat ${path}: not a directory`);
  }
  return undefined;
}

function readDir(path: string, { files }: System): readonly DirEntry[] {
  const stat = files.stat(path);
  if (stat === undefined) throw new MissingFile(`open ${path}: no such file or directory`, path);
  if (!stat.isDirectory) throw new Error(`open ${path}: not a directory`);
  return files.readDir(path).map(({ name, isDirectory, isSymlink }) => {
    const found = files.stat(`${path}/${name}`);
    return {
      name,
      type: isSymlink ? "symlink" as const : isDirectory ? "dir" as const : "file" as const,
      size: BigInt(found?.size ?? 0),
      permissions: (found?.mode ?? 0o644) & 0o777,
      modified: BigInt(Math.trunc((found?.modifiedMs ?? 0) * 1000)) * 1000n,
    };
  });
}

interface ExecRequest {
  readonly command: string;
  readonly args: readonly string[];
  readonly options: ExecOptions;
}

function exec(
  { command, args, options }: ExecRequest,
  { system, dir }: { readonly system: System; readonly dir: string },
): ExecResult {
  const env = { ...system.env.all(), ...options.env };
  const isPath = command.includes("/");
  // The program is looked up where we live, even if it is given another PATH; os/exec LookPath.
  const path = isPath ? command : system.processes.which(command, system.env.get("PATH"));
  if (path === undefined) throw new Error(`exec: "${command}": executable file not found in $PATH`);
  const stdin = options.stdin === undefined ? {} : { stdin: options.stdin };
  const { code, signal, stdout, stderr } = startOrExplain(
    path,
    () => system.processes.runSync({ command: path, args, cwd: dir || system.cwd, env, ...stdin }),
  );
  const [out, err] = [fromBytes(stdout), fromBytes(stderr)];
  const ended = signal === null ? { code } : { code: -1, signal: SIGNAL_WORDS[signal] ?? signal };
  return { path, stdout: out, stderr: err, combined: out + err, ...ended };
}

function startOrExplain<T>(path: string, start: () => T): T {
  try {
    return start();
  } catch (error) {
    const reason = (error as { readonly reason?: string }).reason;
    if (reason === "not-found") throw new Error(`fork/exec ${path}: no such file or directory`);
    if (reason === "not-executable") throw new Error(`fork/exec ${path}: permission denied`);
    throw error;
  }
}

/** Go's os.ProcessState words for signals. */
const SIGNAL_WORDS: Readonly<Record<string, string>> = {
  SIGHUP: "hangup",
  SIGINT: "interrupt",
  SIGQUIT: "quit",
  SIGABRT: "aborted",
  SIGKILL: "killed",
  SIGSEGV: "segmentation fault",
  SIGPIPE: "broken pipe",
  SIGTERM: "terminated",
};

function lookupHost(name: string, system: System): readonly string[] {
  const { processes, env, cwd } = system;
  const result = processes.which("getent", env.get("PATH")) === undefined
    ? undefined
    : processes.runSync({ command: "getent", args: ["ahosts", name], cwd, env: env.all() });
  const addresses = fromBytes(result?.stdout ?? new Uint8Array()).split("\n").map((line) =>
    line.split(/\s+/)[0]!
  );
  const found = [...new Set(addresses.filter((address) => address !== ""))];
  if (found.length === 0) throw new Error(`lookup ${name}: no such host`);
  return found;
}
