// A project to run the whole program on, in process: files, scripted commands, one run, and what must come of it.
//
//   await project().file("helmfile.yaml", …).process("bash", { exit: 7 }).run("sync").exits(1).stderr(…);
import { runProgram } from "../../src/commands/program.ts";
import { assertEquals } from "./assert.ts";
import type { ProcessScript, Scripted } from "./fake_processes.ts";
import { type FakeSystem, fakeSystem, type FakeSystemOptions } from "./fake_system.ts";
import { assertGolden } from "./golden.ts";

/** A new, empty project in /project. */
export function project(): Project {
  return new Project();
}

/** What a test says before the run. */
export class Project {
  readonly #files: Record<string, string> = {};
  readonly #scripts: [string, Scripted][] = [];
  readonly #signals: { signal: "SIGINT" | "SIGTERM"; atMs: number }[] = [];
  #options: FakeSystemOptions = { clockMoves: "when idle" };

  /** Adds a file, below the project unless absolute. */
  file(path: string, text: string): this {
    this.#files[path] = text;
    return this;
  }

  /** Says how a command behaves; see FakeProcesses.script. */
  process(command: string, scripted: ProcessScript | Scripted): this {
    this.#scripts.push([command, scripted]);
    return this;
  }

  /** Sets an environment variable. */
  env(name: string, value: string): this {
    return this.with({ env: { ...this.#options.env, [name]: value } });
  }

  /** Sets anything else of the world. */
  with(options: FakeSystemOptions): this {
    this.#options = { ...this.#options, ...options };
    return this;
  }

  /** Gets a signal this long after the start. */
  signal(signal: "SIGINT" | "SIGTERM", atMs: number): this {
    this.#signals.push({ signal, atMs });
    return this;
  }

  /** Runs the program: one command line, blanks between words, or the words themselves. */
  run(...words: string[]): ProjectRun {
    const argv = words.length === 1 ? words[0]!.split(" ").filter((w) => w !== "") : words;
    const system = fakeSystem({ ...this.#options, files: this.#files });
    for (const [command, scripted] of this.#scripts) system.processes.script(command, scripted);
    for (const { signal, atMs } of this.#signals) {
      void system.clock.sleep(atMs).then(() => system.signals.raise(signal));
    }
    return new ProjectRun(system, runProgram(argv, system));
  }
}

/** A run and what is expected of it; awaiting it checks everything, in the order it was said. */
export class ProjectRun implements PromiseLike<FakeSystem> {
  readonly #checks: ((exit: number) => void)[] = [];

  constructor(private readonly system: FakeSystem, private readonly exit: Promise<number>) {}

  /** The exit code. */
  exits(code: number): this {
    return this.#check((exit) => {
      const { stderr } = this.system.terminal;
      assertEquals(exit, code, `exit ${exit} instead of ${code}; stderr:\n${stderr}`);
    });
  }

  /** All of standard output. */
  stdout(text: string): this {
    return this.#check(() => assertEquals(this.system.terminal.stdout, text));
  }

  /** All of standard error. */
  stderr(text: string): this {
    return this.#check(() => assertEquals(this.system.terminal.stderr, text));
  }

  /** All of standard output, as kept in a golden file. */
  stdoutGolden(name: string): this {
    return this.#check(() => assertGolden(name, this.system.terminal.stdout));
  }

  /** All of standard error, as kept in a golden file. */
  stderrGolden(name: string): this {
    return this.#check(() => assertGolden(name, this.system.terminal.stderr));
  }

  /** Every command line that was started, in order. */
  ran(lines: readonly string[]): this {
    return this.#check(() => assertEquals<readonly string[]>(this.system.processes.log, lines));
  }

  /** The text of a file after the run. */
  wrote(path: string, text: string): this {
    return this.#check(() => assertEquals(this.system.files.texts(this.system.cwd)[path], text));
  }

  /** Anything else about the world after the run. */
  leaves(check: (system: FakeSystem) => void): this {
    return this.#check(() => check(this.system));
  }

  then<A = FakeSystem, B = never>(
    done?: ((system: FakeSystem) => A | PromiseLike<A>) | null,
    failed?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): PromiseLike<A | B> {
    return this.#checked().then(done, failed);
  }

  async #checked(): Promise<FakeSystem> {
    const exit = await this.exit;
    for (const check of this.#checks) check(exit);
    return this.system;
  }

  #check(check: (exit: number) => void): this {
    this.#checks.push(check);
    return this;
  }
}
