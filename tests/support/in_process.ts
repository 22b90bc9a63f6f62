// Runs the program in this process, on the fake world: fast, and with a clock that waits for nobody.
import { runProgram } from "../../src/commands/program.ts";
import { type Aftermath, baseName, type Given, type ProjectFiles } from "./aftermath.ts";
import type { FakeFiles } from "./fake_files.ts";
import { type FakeSystem, fakeSystem } from "./fake_system.ts";

/** One run, to its end. */
export async function runInProcess(argv: readonly string[], given: Given): Promise<Aftermath> {
  const system = fakeSystem({
    files: given.files,
    env: given.env,
    calledAs: given.calledAs,
    clockMoves: "when idle",
    ...given.columns === undefined ? {} : { isTerminal: true, columns: given.columns },
  });
  const files = projectFiles(system.files);
  for (const [command, scripted] of given.commands) {
    system.processes.script(baseName(command), ({ args }) => {
      raiseSignals(baseName(command), given, system);
      const { does, ...script } = typeof scripted === "function" ? scripted({ args, files }) : scripted;
      return { ...script, ...does && { does: () => does({ args, files }) } };
    });
  }
  const exit = await runProgram(argv, system);
  const { terminal, processes, clock } = system;
  const shown = terminal.stdout + terminal.stderr;
  return {
    exit,
    stdout: given.columns === undefined ? terminal.stdout : shown,
    stderr: given.columns === undefined ? terminal.stderr : shown,
    ran: processes.log,
    signals: processes.signals,
    elapsedMs: clock.monotonic(),
    files,
  };
}

function raiseSignals(started: string, { signals }: Given, system: FakeSystem): void {
  for (const { signal, command } of signals) {
    if (command === started) void system.clock.sleep(1).then(() => system.signals.raise(signal));
  }
}

function projectFiles(files: FakeFiles): ProjectFiles {
  return {
    readText: (path) => files.readText(path),
    write: (path, text) => files.write(path, text),
    exists: (path) => files.stat(path) !== undefined,
    texts: (below) => files.texts(below),
  };
}
