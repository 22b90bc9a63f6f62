// Runs the executable in a world of its own below a temporary folder, which every path on the way in gets in front and
// every path on the way out loses. Commands are stand-ins that ask this process what to do; there are no others.
import { createDenoSystem } from "../../src/system/deno_system.ts";
import type { Aftermath, Given, ProjectFiles } from "./aftermath.ts";
import { dirname, join } from "./paths.ts";
import { answerStandIns, STAND_INS } from "./stand_ins.ts";

const { which } = createDenoSystem().processes;

/** One run, to its end. */
export async function runAsExecutable(
  program: string,
  argv: readonly string[],
  given: Given,
): Promise<Aftermath> {
  const root = await Deno.realPath(await Deno.makeTempDir({ prefix: "boathook-project-" }));
  const files = filesBelow(root);
  for (const folder of ["project", "tmp", "home/user", "bin", STAND_INS]) {
    await Deno.mkdir(join(root, folder), { recursive: true });
  }
  for (const [path, text] of Object.entries(given.files)) {
    files.write(path.startsWith("/") ? path : `/project/${path}`, text);
  }
  const started = performance.now();
  const child = await start(program, argv, { given, root });
  const standIns = answerStandIns({ root, files, given, kill: (signal) => child.kill(signal) });
  const { code, stdout, stderr } = await child.output();
  const elapsedMs = performance.now() - started;
  const { ran, signals } = await standIns.stop();
  const read = (bytes: Uint8Array) => withoutRoot(new TextDecoder().decode(bytes), root);
  const kept = keep(files, root);
  await Deno.remove(root, { recursive: true });
  if (given.columns === undefined) {
    return { exit: code, stdout: read(stdout), stderr: read(stderr), ran, signals, elapsedMs, files: kept };
  }
  const shown = read(stdout).replaceAll("\r\n", "\n");
  return { exit: code, stdout: shown, stderr: shown, ran, signals, elapsedMs, files: kept };
}

interface World {
  readonly given: Given;
  readonly root: string;
}

async function start(program: string, argv: readonly string[], { given, root }: World) {
  const called = join(root, given.calledAs);
  await Deno.mkdir(dirname(called), { recursive: true });
  await Deno.symlink(program, called);
  const words = [called, ...argv.map((word) => withRoot(word, given, root))];
  const env = Object.entries(given.env).map(([name, value]) => [name, withRoot(value, given, root)]);
  const [command, ...args] = given.columns === undefined ? words : onTerminal(words, given.columns);
  return new Deno.Command(command!, {
    args,
    cwd: join(root, "project"),
    clearEnv: true,
    env: {
      HOME: join(root, "home/user"),
      PATH: join(root, "bin"),
      TMPDIR: join(root, "tmp"),
      ...Object.fromEntries(env),
    },
    stdin: given.columns === undefined ? "null" : "inherit",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

/** The words that run others on a terminal this wide; its two streams come out as one. */
function onTerminal(words: readonly string[], columns: number): readonly string[] {
  const script = which("script"), stty = which("stty");
  if (!script || !stty) {
    throw new Error("A run on a terminal needs `script` and `stty` (util-linux, coreutils)");
  }
  const line = words.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(" ");
  return [script, "-qec", `${stty} cols ${columns}; exec ${line}`, "/dev/null"];
}

/** A word of the command line or a variable with its places of the project's world; PATH-like lists have several. */
function withRoot(value: string, { files }: Given, root: string): string {
  const isPlace = (path: string) =>
    path.startsWith("/project") ||
    Object.keys(files).some((file) => file.startsWith("/") && isAt(file, path));
  return value.split(":").map((path) => isPlace(path) ? root + path : path).join(":");
}

/** Whether a file is the path, or below it or its folder. */
function isAt(file: string, path: string): boolean {
  return path.startsWith("/") &&
    (file === path || file.startsWith(`${path}/`) || dirname(file) === dirname(path));
}

function withoutRoot(text: string, root: string): string {
  return text.replaceAll(root, "");
}

function filesBelow(root: string): ProjectFiles {
  const place = (path: string) => path.startsWith(`${root}/`) ? path : join(root, path);
  return {
    readText: (path) => withoutRoot(Deno.readTextFileSync(place(path)), root),
    write(path, text) {
      Deno.mkdirSync(dirname(place(path)), { recursive: true });
      Deno.writeTextFileSync(place(path), text);
    },
    exists(path) {
      try {
        return Deno.lstatSync(place(path)) !== undefined;
      } catch {
        return false;
      }
    },
    texts: (below) =>
      Object.fromEntries(
        [...filesOf(place(below))].map((path) => [
          path.slice(place(below).length + 1),
          withoutRoot(Deno.readTextFileSync(path), root),
        ]),
      ),
  };
}

function* filesOf(folder: string): Generator<string> {
  for (const { name, isDirectory, isFile } of Deno.readDirSync(folder)) {
    if (isDirectory) yield* filesOf(join(folder, name));
    else if (isFile) yield join(folder, name);
  }
}

/** The files as they are now, for when they are gone. */
function keep(files: ProjectFiles, root: string): ProjectFiles {
  const texts = Object.fromEntries(
    [...filesOf(root)].map((path) => [path.slice(root.length), files.readText(path)]),
  );
  const below = (path: string) => Object.entries(texts).filter(([name]) => name.startsWith(`${path}/`));
  return {
    readText(path) {
      const text = texts[path];
      if (text === undefined) throw new Deno.errors.NotFound(path);
      return text;
    },
    write: () => {
      throw new Error("The run is over");
    },
    exists: (path) => path in texts || below(path).length > 0,
    texts: (path) =>
      Object.fromEntries(below(path).map(([name, text]) => [name.slice(path.length + 1), text])),
  };
}
