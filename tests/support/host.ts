// A host to run the whole program on: a project folder, a PATH of nothing but known tools and stand-ins that write
// down how they were called, and the real program (in process, or the executable that BOATHOOK_PROGRAM names).
import { runProgram } from "../../src/commands/program.ts";
import { createDenoSystem } from "../../src/system/deno_system.ts";
import type { System } from "../../src/system/system.ts";
import { assertEquals, assertTrue } from "./assert.ts";
import { dirname, join, ROOT } from "./paths.ts";

/** What came of a run. */
export interface HostRun {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A run in a process of its own, to be watched and signalled. */
export interface StartedRun {
  readonly pid: number;
  readonly done: Promise<HostRun>;
  kill(signal: Deno.Signal): void;
  /** Settles when standard error contains the text. */
  said(text: string): Promise<void>;
}

/** What scripts of the guide and of these tests are written with. */
const TOOLS =
  "base64 bash cat cp date echo env find grep head jq kill ln ls mkdir mv ps rm sed setsid sh sleep tail \
timeout touch tr true wc".split(" ");

const PROGRAM = Deno.env.get("BOATHOOK_PROGRAM");

/** A stand-in for helm 3: it writes down what changes something, and fails where HELM_FAILS matches its arguments. */
const HELM = `#!/bin/sh
case "$1" in
  version) echo 'v3.17.3+ge4da497'; exit ;;
  dependency) exit ;;
  list) echo "\${HELM_LIST:-[]}"; exit ;;
  plugin) printf 'NAME\\tVERSION\\tDESCRIPTION\\ndiff\\t3.12.0\\tPreview\\n'; exit ;;
esac
printf '%s\\n' "helm $1 $(release "$@")" >> "$JOURNAL"
case "$*" in
  \${HELM_FAILS:-nothing}) echo "Error: UPGRADE FAILED: context deadline exceeded" >&2; exit 1 ;;
esac
case "$1" in
  diff) echo "myapp has changed"; exit "\${HELM_DIFF:-2}" ;;
esac
`;

/** The release that a helm command line names. */
const RELEASE_OF = `release() {
  [ "$1" = upgrade ] || shift
  for word in "$@"; do case "$word" in upgrade|delete|uninstall|-*) ;; *) echo "$word"; return ;; esac; done
}
`;

/** Runs a test on a new host, which is gone afterwards. */
export async function withHost(test: (host: Host) => Promise<void>): Promise<void> {
  const dir = await Deno.realPath(await Deno.makeTempDir({ prefix: "boathook-host-" }));
  try {
    await test(await Host.create(dir));
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
}

/** The machine of one test. */
export class Host {
  readonly env: Record<string, string>;
  /** The project's folder. */
  readonly project: string;

  private constructor(readonly dir: string) {
    this.project = join(dir, "project");
    this.env = {
      HOME: join(dir, "home"),
      TMPDIR: join(dir, "tmp"),
      PATH: `${join(dir, "bin")}:${join(dir, "tools")}`,
      JOURNAL: join(dir, "journal"),
      LANG: "C.UTF-8",
      BOATHOOK_DIFF_ENGINE: "plugin",
      DENO_DIR: denoDir(),
    };
  }

  static async create(dir: string): Promise<Host> {
    const host = new Host(dir);
    for (const name of ["project", "home", "tmp", "bin", "tools"]) await Deno.mkdir(join(dir, name));
    const { which } = createDenoSystem().processes;
    for (const tool of TOOLS) {
      const path = which(tool);
      if (path) await Deno.symlink(path, join(dir, "tools", tool));
    }
    await host.write("../bin/helm", HELM.replace("case", `${RELEASE_OF}case`), 0o755);
    return host;
  }

  /** Writes a file below the project. */
  async write(path: string, text: string, mode = 0o644): Promise<void> {
    const target = join(this.project, path);
    await Deno.mkdir(dirname(target), { recursive: true });
    await Deno.writeTextFile(target, text);
    await Deno.chmod(target, mode);
  }

  /** Writes a script of the project; without an interpreter line it is one of bash. */
  async script(path: string, text: string): Promise<void> {
    await this.write(path, text.startsWith("#!") ? text : `#!/bin/bash\n${text}\n`, 0o755);
  }

  /** Puts a stand-in on PATH that writes down its call and then runs `body`. */
  async tool(name: string, body = ""): Promise<void> {
    await this.write(
      `../bin/${name}`,
      `#!/bin/sh\nprintf '%s\\n' "${name} $*" >> "$JOURNAL"\n${body}\n`,
      0o755,
    );
  }

  /** Puts a tool of this machine on PATH. */
  async link(tool: string): Promise<void> {
    const path = createDenoSystem().processes.which(tool);
    if (path) await Deno.symlink(path, join(this.dir, "tools", tool)).catch(() => {});
  }

  /** A chart folder; helm's stand-in never looks into it. */
  async chart(path: string, version = "0.1.0"): Promise<void> {
    const name = path.split("/").at(-1);
    await this.write(`${path}/Chart.yaml`, `apiVersion: v2\nname: ${name}\nversion: ${version}\n`);
  }

  /** What the stand-ins and hooks wrote down so far. */
  async journal(): Promise<string[]> {
    const text = await Deno.readTextFile(this.env.JOURNAL!).catch(() => "");
    return text.split("\n").filter((line) => line !== "");
  }

  /** Runs the program in the project: one command line, blanks between words. */
  async run(words: string): Promise<HostRun> {
    const argv = words.split(" ");
    if (PROGRAM) return await this.start(words).done;
    const out = { stdout: "", stderr: "" };
    const real = createDenoSystem();
    const system: System = {
      ...real,
      cwd: this.project,
      env: { get: (name) => this.env[name], all: () => this.env },
      self: { command: Deno.execPath(), args: ["run", "-A", "--quiet", join(ROOT, "main.ts")] },
      calledAs: "boathook",
      terminal: {
        ...real.terminal,
        stdoutIsTerminal: false,
        stderrIsTerminal: false,
        columns: () => undefined,
        writeStdout: (text) => void (out.stdout += text),
        writeStderr: (text) => void (out.stderr += text),
      },
    };
    return { exit: await runProgram(argv, system), ...out };
  }

  /** Starts the program in a process of its own. */
  start(words: string): StartedRun {
    const command = PROGRAM ?? Deno.execPath();
    const child = new Deno.Command(command, {
      args: [...PROGRAM ? [] : ["run", "-A", "--quiet", join(ROOT, "main.ts")], ...words.split(" ")],
      cwd: this.project,
      env: this.env,
      clearEnv: true,
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    const stdout = new Response(child.stdout).text();
    const stderr = watch(child.stderr);
    return {
      pid: child.pid,
      done: (async () => ({
        exit: (await child.status).code,
        stdout: await stdout,
        stderr: await stderr.end,
      }))(),
      kill: (signal) => child.kill(signal),
      said: stderr.said,
    };
  }
}

/** Where the modules are that the program needs when it is started from source. */
function denoDir(): string {
  return Deno.env.get("DENO_DIR") ??
    join(Deno.env.get("XDG_CACHE_HOME") ?? join(Deno.env.get("HOME") ?? "/root", ".cache"), "deno");
}

function watch(stream: ReadableStream<Uint8Array>) {
  let text = "";
  let isOver = false;
  const waiting: { text: string; resolve: () => void; reject: (error: Error) => void }[] = [];
  const end = (async () => {
    for await (const chunk of stream.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      for (const { text: wanted, resolve } of waiting) if (text.includes(wanted)) resolve();
    }
    isOver = true;
    for (const { text: wanted, reject } of waiting) reject(new Error(`Never said "${wanted}":\n${text}`));
    return text;
  })();
  const said = (wanted: string) =>
    new Promise<void>((resolve, reject) => {
      if (text.includes(wanted)) resolve();
      else if (isOver) reject(new Error(`Never said "${wanted}":\n${text}`));
      else waiting.push({ text: wanted, resolve, reject });
    });
  return { end, said };
}

/** Claims that a text contains all of these, in this order. */
export function assertSays(text: string, parts: readonly string[]): void {
  let from = 0;
  for (const part of parts) {
    const at = text.indexOf(part, from);
    assertTrue(at >= 0, `"${part}" is missing (in this order) in:\n${text}`);
    from = at + part.length;
  }
}

/** Claims how a run ended; shows what it said if it did not. */
export function assertExit(run: HostRun, exit: number): void {
  assertEquals(run.exit, exit, `exit ${run.exit} instead of ${exit}; stderr:\n${run.stderr}`);
}
