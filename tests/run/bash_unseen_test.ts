// Observation does not show: each script of `unseen/` runs plain and observed, and must write and return the same.
import { bashPrelude, PRELUDE_NAME } from "../../src/run/post_mortem/bash_prelude.ts";
import { assertEquals, assertTrue } from "../support/assert.ts";

/** A script with the command lines that run it. In a file of scripts it begins with `#### NAME`. */
interface Script {
  readonly name: string;
  readonly text: string;
  /** Of `#### run COMMAND` lines; the word TEXT stands for the script. */
  readonly runs: readonly (readonly string[])[];
  /** Of `#### env NAME=VALUE` lines. */
  readonly env: Readonly<Record<string, string>>;
  /** Of a line `#### differs: REASON`: what cannot be hidden, which must then show. */
  readonly differs: string | undefined;
  /** With a line `#### stdin`: the script is what the command reads. */
  readonly isInput: boolean;
}

const USUAL_RUNS = [["bash", "script.sh", "A", "B"], ["bash", "-c", "TEXT", "NAME", "A"]];

function parseScripts(source: string): Script[] {
  return source.split(/^#### (?!run |env |stdin$|differs: )/m).slice(1).map((section) => {
    const [name, ...lines] = section.split("\n");
    const settings = lines.filter((line) => line.startsWith("#### ")).map((line) => line.slice(5));
    const after = (word: string) =>
      settings.filter((line) => line.startsWith(word)).map((line) => line.slice(word.length));
    const runs = after("run ").map((line) => line.split(" "));
    return {
      name: name!,
      text: lines.filter((line) => !line.startsWith("#### ")).join("\n"),
      runs: runs.length > 0 ? runs : USUAL_RUNS,
      env: Object.fromEntries(after("env ").map((line) => line.split(/=(.*)/s).slice(0, 2))),
      differs: after("differs: ")[0],
      isInput: settings.includes("stdin"),
    };
  });
}

/** What stands beside each script. */
const FILES: Readonly<Record<string, string>> = {
  "lib.sh": 'fail_in_lib() { false; return 4; }\nleave() { exit "$1"; }\nfalse\necho lib $1\nreturn 3\n',
  "inner.sh": '#!/bin/bash\nset -e\necho inner $1\n[ "$1" = c ] && exit 5\nfalse\necho never\n',
  "err.lib": "on_failure() { echo \"failed: $1 $2\"; }\ntrap 'on_failure $? $LINENO' ERR\n",
  "arm.lib":
    "arm() { trap 'echo \"line $LINENO of ${FUNCNAME[0]:-main}: $?\"; exit 9' ERR; }\nlook() { trap -p; }\n",
  "trace.lib": "set -Eeuo pipefail\ntrap 'echo \"line $LINENO of ${FUNCNAME[0]:-main}: $?\"' ERR\n",
  "exit.lib":
    "trap 'echo \"lib bye $? $# ${1-} ${FUNCNAME[*]}\"' EXIT INT\nlast() { trap 'echo last $#' 0; }\n",
  "debug.lib": "watch() { trap 'echo \"d: $BASH_COMMAND\"' DEBUG; }\n",
  "user.env": "LOADED=yes\ngreet() { echo hi; }\n",
  "trap.env": "trap 'echo user trap $?' ERR\n",
  "options.env": "set -eu\n",
  "exit.env": 'exit() { echo "env exit $1"; builtin exit 7; }\n',
  "end.env": "echo ending\nexit 5\n",
};

const scriptsDir = new URL("./unseen/", import.meta.url);
const observerDir = await Deno.makeTempDir({ prefix: "unseen-" });
await Deno.writeTextFile(`${observerDir}/${PRELUDE_NAME}`, bashPrelude(observerDir));
addEventListener("unload", () => Deno.removeSync(observerDir, { recursive: true }));

const PLAIN = { PATH: "/usr/local/bin:/usr/bin:/bin", HOME: "/root", LANG: "C.UTF-8" };

/** As a hook's environment is laid over the user's: an own BASH_ENV is chained. */
function observed({ BASH_ENV, ...env }: Readonly<Record<string, string>>): Record<string, string> {
  return {
    ...env,
    BASH_ENV: `${observerDir}/${PRELUDE_NAME}`,
    BOATHOOK_HOOK_ID: "0a1b2c3d-4e5f/0a1b2c3d-4e5f-hook-7",
    ...(BASH_ENV === undefined ? {} : { BOATHOOK_BASH_ENV: BASH_ENV }),
  };
}

/** In what bash tells of a child that was killed. */
const PROCESS_ID = /(: line \d+:) +\d+ (?=[A-Z])/g;

interface Result {
  readonly end: string;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a script in a folder that is made anew: the same name both times, for it stands in messages. */
async function run(
  script: Script,
  { argv, env, dir }: { argv: readonly string[]; env: Readonly<Record<string, string>>; dir: string },
): Promise<Result> {
  await Deno.remove(dir, { recursive: true }).catch(() => {});
  await Deno.mkdir(dir);
  const mentions = [script.text, ...Object.values(script.env)].join("\n");
  for (const [name, text] of Object.entries(FILES)) {
    if (mentions.includes(name)) await Deno.writeTextFile(`${dir}/${name}`, text, { mode: 0o755 });
  }
  await Deno.writeTextFile(`${dir}/script.sh`, script.text);
  const [command, ...args] = argv.map((word) => word === "TEXT" ? script.text : word);
  const child = new Deno.Command(command!, {
    args,
    cwd: dir,
    env: { ...env },
    clearEnv: true,
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const input = child.stdin.getWriter();
  if (script.isInput) await input.write(new TextEncoder().encode(script.text)).catch(() => {});
  await input.close().catch(() => {});
  const { code, signal, stdout, stderr } = await child.output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes).replace(PROCESS_ID, "$1 PID ");
  return { end: signal ?? String(code), stdout: text(stdout), stderr: text(stderr) };
}

/** What only one of two runs told. */
function diffLines(plain: Result, seen: Result): string[] {
  if (JSON.stringify(plain) === JSON.stringify(seen)) return [];
  const lines = (result: Result) =>
    Object.entries(result).flatMap(([name, text]) =>
      text.split("\n").map((line: string) => `${name}: ${line}`)
    );
  const all = { plain: lines(plain), seen: lines(seen) };
  return [
    ...all.plain.filter((line) => !all.seen.includes(line)).map((line) => `- ${line}`),
    ...all.seen.filter((line) => !all.plain.includes(line)).map((line) => `+ ${line}`),
    ...(all.plain.length === all.seen.length ? [] : [`  ${all.plain.length} lines, then ${all.seen.length}`]),
  ];
}

/** What observation changed; empty for a script that is said to differ, and does. */
async function differencesOf(script: Script, dir: string): Promise<string[]> {
  const differences: string[] = [];
  for (const argv of script.runs) {
    const env = { ...PLAIN, ...script.env };
    const plain = await run(script, { argv, env, dir });
    const lines = diffLines(plain, await run(script, { argv, env: observed(env), dir }));
    const told = script.differs === undefined ? lines : lines.length > 0 ? [] : ["differs no more"];
    if (told.length > 0) {
      differences.push([`${script.name} (${argv.slice(0, 2).join(" ")})`, ...told].join("\n  "));
    }
  }
  return differences;
}

const themes = [...Deno.readDirSync(scriptsDir)].map(({ name }) => name).sort();
for (const theme of themes) {
  Deno.test(`observation does not show in the scripts of ${theme}`, async () => {
    const scripts = parseScripts(await Deno.readTextFile(new URL(theme, scriptsDir)));
    const waiting = [...scripts], differences: string[] = [];
    const root = await Deno.realPath(await Deno.makeTempDir({ prefix: "unseen-" }));
    const worker = async (dir: string) => {
      for (let script = waiting.shift(); script; script = waiting.shift()) {
        differences.push(...await differencesOf(script, dir));
      }
    };
    await Promise.all([worker(`${root}/a`), worker(`${root}/b`)]);
    await Deno.remove(root, { recursive: true });
    assertTrue(scripts.length > 0, "no scripts");
    assertEquals(differences.join("\n"), "");
  });
}
