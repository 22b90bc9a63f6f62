// The world of a rehearsed run: the real one with stand-ins for processes, a terminal that keeps what is written, and an
// environment that is the same on every machine.
import type { System, Terminal } from "../system/system.ts";
import { openStandIns, type Script, type StandInProcesses } from "./stand_in_processes.ts";

/** What a rehearsal starts from. */
export interface RehearsalRequest {
  readonly script: Script;
  /** The variables of the test. */
  readonly env: Readonly<Record<string, string>>;
  /** Where it runs, absolute. */
  readonly cwd: string;
  /** A folder that is gone afterwards: for caches and journals. */
  readonly scratch: string;
}

/** The world, and what became of it. */
export interface Rehearsal {
  readonly system: System;
  readonly steps: StandInProcesses["steps"];
  /** What the run wrote so far, on both streams. */
  said(): { readonly stdout: string; readonly stderr: string };
}

/** Variables that would make a run another one here than elsewhere. */
const OF_THE_CALLER = /^(?:HELMFILE_|HOOK_|GITHUB_(?:ACTIONS|STEP_SUMMARY)$|GITLAB_CI$|CI$)/;
/** By this one the processes of an outer run are found; all others of ours go. */
const MARKER = "BOATHOOK_HOOK_ID";

/** Builds the world of one rehearsal. */
export function openRehearsal(request: RehearsalRequest, system: System): Rehearsal {
  const { cwd, scratch, script } = request;
  const inherited = Object.entries(system.env.all()).filter(([name]) =>
    !OF_THE_CALLER.test(name) && (!name.startsWith("BOATHOOK_") || name === MARKER)
  );
  const variables: Record<string, string> = {
    ...Object.fromEntries(inherited),
    BOATHOOK_STATE_HOME: `${scratch}/state`,
    HELMFILE_CACHE_HOME: `${scratch}/cache`,
    ...request.env,
  };
  const env = { get: (name: string) => variables[name], all: () => variables };
  const { processes, steps } = openStandIns(script, {
    processes: system.processes,
    files: system.files,
    env,
    cwd,
  });
  const out = { stdout: "", stderr: "" };
  return {
    system: { ...system, cwd, env, processes, terminal: keeping(system.terminal, out) },
    steps,
    said: () => ({ ...out }),
  };
}

function keeping(terminal: Terminal, out: { stdout: string; stderr: string }): Terminal {
  return {
    stdoutIsTerminal: false,
    stderrIsTerminal: false,
    stdinIsTerminal: false,
    columns: () => undefined,
    rows: () => undefined,
    writeStdout: (text) => void (out.stdout += text),
    writeStderr: (text) => void (out.stderr += text),
    capturePrinted: (print) => terminal.capturePrinted(print),
    readStdin: () => terminal.readStdin(),
    prompt: () => Promise.resolve(undefined),
  };
}
