// Commands of a project's world as programs on the real one. Each is a shell script that writes down how it was called,
// waits for this process to say what to do, and does that; so a test says it once for both worlds.
import {
  baseName,
  type Call,
  type Given,
  type ProjectFiles,
  type Scripted,
  type StandIn,
} from "./aftermath.ts";
import { dirname, join } from "./paths.ts";

/** Where stand-ins and this process leave word for each other, below the world's root. */
export const STAND_INS = "stand-ins";

const LOOK_AGAIN_MS = 2;

interface Asked {
  readonly root: string;
  readonly files: ProjectFiles;
  readonly given: Given;
  kill(signal: "SIGINT" | "SIGTERM"): void;
}

/** Puts the commands in place and answers them until told to stop; then gives what was run and which signals came. */
export function answerStandIns({ root, files, given, kill }: Asked) {
  const folder = join(root, STAND_INS);
  const ran: string[] = [];
  const errors: unknown[] = [];
  let isOver = false;
  for (const [command] of given.commands) place(command.split(" ")[0]!, root);
  const answerAll = () => {
    for (const id of linesOf(join(folder, "queue")).slice(ran.length)) {
      const [name = "", ...words] = Deno.readTextFileSync(join(folder, `${id}.call`)).split("\0").slice(
        0,
        -1,
      );
      const args = words.map((word) => word.replaceAll(root, ""));
      const line = [name, ...args].join(" ");
      ran.push(line);
      const behaviour = behaveOr(errors, () => behave(find(line, given), { args, files }));
      Deno.writeTextFileSync(join(folder, `${id}.new`), scriptOf(behaviour, line));
      Deno.renameSync(join(folder, `${id}.new`), join(folder, `${id}.answer`));
      for (const { signal, command } of given.signals) if (command === name) kill(signal);
    }
  };
  const answering = (async () => {
    while (!isOver) {
      answerAll();
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
    }
  })();
  return {
    async stop() {
      isOver = true;
      await answering;
      if (errors.length > 0) throw errors[0];
      return { ran, signals: linesOf(join(folder, "signals")) };
    },
  };
}

/** A command of the PATH; with a slash, a script of the project. */
function place(command: string, root: string): void {
  const path = command.includes("/") ? join(root, "project", command) : join(root, "bin", command);
  const folder = join(root, STAND_INS);
  Deno.mkdirSync(dirname(path), { recursive: true });
  Deno.writeTextFileSync(
    path,
    `#!/bin/sh
PATH=/usr/bin:/bin
cd '${folder}' || exit 1
{ printf '%s\\0' '${baseName(command)}' "$@"; } > $$.call
echo $$ >> queue
until [ -e $$.answer ]; do sleep 0.003; [ -e queue ] || exit 1; done
. ./$$.answer
`,
  );
  Deno.chmodSync(path, 0o755);
}

function linesOf(path: string): string[] {
  try {
    return Deno.readTextFileSync(path).split("\n").slice(0, -1);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}

function find(line: string, { commands }: Given): Scripted {
  const matches = ([command]: readonly [string, Scripted]) =>
    line === baseName(command) || line.startsWith(`${baseName(command)} `);
  return commands.findLast(matches)?.[1] ?? { exit: 127, stderr: `nobody said what "${line}" does\n` };
}

/** What a test claims inside a stand-in fails the test, not the stand-in's caller alone. */
function behaveOr(errors: unknown[], behave: () => StandIn): StandIn {
  try {
    return behave();
  } catch (error) {
    errors.push(error);
    return { exit: 1 };
  }
}

function behave(scripted: Scripted, call: Call): StandIn {
  const behaviour = typeof scripted === "function" ? scripted(call) : scripted;
  behaviour.does?.(call);
  return behaviour;
}

/** What the stand-in's shell does to behave so. */
function scriptOf({ stdout = "", stderr = "", exit = 0, takes }: StandIn, line: string): string {
  const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
  const say = `printf %s ${quoted(stdout)}\nprintf %s ${quoted(stderr)} >&2\n`;
  if (takes !== "forever") return `${say}exit ${exit}\n`;
  const traps = Object.entries({ INT: 130, TERM: 143 }).map(([signal, code]) =>
    `trap ${quoted(`echo ${quoted(`SIG${signal} ${line}`)} >> signals; exit ${code}`)} ${signal}\n`
  );
  return `${traps.join("")}${say}while :; do sleep 60 & wait $!; done\n`;
}
