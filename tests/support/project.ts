// A project to run the whole program on: files, scripted commands, one run, and what must come of it. The program runs
// in this process on a fake world or, when BOATHOOK_PROGRAM names the executable, as that on the real one.
//
//   await project().file("helmfile.yaml", …).process("bash", { exit: 7 }).run("sync").exits(1).stderr(…);
import type { Aftermath, Given, Scripted, SignalDuring } from "./aftermath.ts";
import { assertEquals } from "./assert.ts";
import { assertGolden } from "./golden.ts";

const PROGRAM = Deno.env.get("BOATHOOK_PROGRAM");

/** Tests of the program that the executable cannot be put to, with the reasons. */
const LEFT_OUT = {
  "an exception that is no Failure is shown as our mistake, with its stack":
    "it takes a world that is broken",
  "the version reads nothing": "what it reads shows from within alone",
};

/** A new, empty project in /project. */
export function project(): Project {
  return new Project({
    files: {},
    commands: [],
    signals: [],
    env: {},
    calledAs: "/usr/local/bin/boathook",
    columns: undefined,
  });
}

/** A test that is left out when the executable is tested, for the reason in LEFT_OUT. */
export function testInProcess(name: keyof typeof LEFT_OUT, fn: () => Promise<void>): void {
  if (PROGRAM) Deno.test.ignore(`${name} (left out: ${LEFT_OUT[name]})`, fn);
  else Deno.test(name, fn);
}

/** What a test says before the run; each word gives a project of its own. */
export class Project {
  constructor(private readonly given: Given) {}

  /** Adds a file, below the project unless absolute. */
  file(path: string, text: string): Project {
    return this.#with({ files: { ...this.given.files, [path]: text } });
  }

  /** Says how a command behaves: a program's name, a script's path ("./x.sh"), or the beginning of a command line. */
  process(command: string, scripted: Scripted): Project {
    return this.#with({ commands: [...this.given.commands, [command, scripted]] });
  }

  /** Adds files by their paths. */
  files(texts: Readonly<Record<string, string>>): Project {
    return this.#with({ files: { ...this.given.files, ...texts } });
  }

  /** Sets an environment variable. */
  env(name: string, value: string): Project {
    return this.#with({ env: { ...this.given.env, [name]: value } });
  }

  /** Calls the program by another path. */
  calledAs(path: string): Project {
    return this.#with({ calledAs: path });
  }

  /** Runs the program on a terminal, where both of its streams are one. */
  onTerminal(columns = 80): Project {
    return this.#with({ columns });
  }

  /** Sends the program a signal once it has started a command. */
  signalDuring(command: string, signal: SignalDuring["signal"]): Project {
    return this.#with({ signals: [...this.given.signals, { command, signal }] });
  }

  /** Runs the program: one command line, blanks between words, or the words themselves. */
  run(...words: string[]): ProjectRun {
    const argv = words.length === 1 ? words[0]!.split(" ").filter((w) => w !== "") : words;
    return new ProjectRun(run(argv, this.given));
  }

  #with(more: Partial<Given>): Project {
    return new Project({ ...this.given, ...more });
  }
}

async function run(argv: readonly string[], given: Given): Promise<Aftermath> {
  if (PROGRAM) return await (await import("./as_executable.ts")).runAsExecutable(PROGRAM, argv, given);
  return await (await import("./in_process.ts")).runInProcess(argv, given);
}

/** A run and what is expected of it; awaiting it checks everything, in the order it was said. */
export class ProjectRun implements PromiseLike<Aftermath> {
  readonly #checks: ((after: Aftermath) => void)[] = [];

  constructor(private readonly after: Promise<Aftermath>) {}

  /** The exit code. */
  exits(code: number): this {
    return this.leaves(({ exit, stderr }) =>
      assertEquals(exit, code, `exit ${exit} instead of ${code}; stderr:\n${stderr}`)
    );
  }

  /** All of standard output. */
  stdout(text: string): this {
    return this.leaves(({ stdout }) => assertEquals(stdout, text));
  }

  /** All of standard error. */
  stderr(text: string): this {
    return this.leaves(({ stderr }) => assertEquals(stderr, text));
  }

  /** All of standard output, as kept in a golden file. */
  stdoutGolden(name: string): this {
    return this.leaves(({ stdout }) => assertGolden(name, stdout));
  }

  /** All of standard error, as kept in a golden file. */
  stderrGolden(name: string): this {
    return this.leaves(({ stderr }) => assertGolden(name, stderr));
  }

  /** Every command line that was started, in order. */
  ran(lines: readonly string[]): this {
    return this.leaves(({ ran }) => assertEquals(ran, lines));
  }

  /** The text of a file after the run. */
  wrote(path: string, text: string): this {
    return this.leaves(({ files }) => assertEquals(files.readText(`/project/${path}`), text));
  }

  /** Anything else about the world after the run. */
  leaves(check: (after: Aftermath) => void): this {
    this.#checks.push(check);
    return this;
  }

  then<A = Aftermath, B = never>(
    done?: ((after: Aftermath) => A | PromiseLike<A>) | null,
    failed?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): PromiseLike<A | B> {
    return this.#checked().then(done, failed);
  }

  async #checked(): Promise<Aftermath> {
    const after = await this.after;
    for (const check of this.#checks) check(after);
    return after;
  }
}
