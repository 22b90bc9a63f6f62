// A terminal whose output goes elsewhere; all else is that of the one below.
import type { Terminal } from "../../system/system.ts";

/** The terminal with its writing, and perhaps its asking, replaced. */
export function redirectedTerminal(
  below: Terminal,
  writes: Partial<Pick<Terminal, "writeStdout" | "writeStderr" | "prompt">>,
): Terminal {
  return {
    stdoutIsTerminal: below.stdoutIsTerminal,
    stderrIsTerminal: below.stderrIsTerminal,
    stdinIsTerminal: below.stdinIsTerminal,
    columns: () => below.columns(),
    rows: () => below.rows(),
    capturePrinted: (print) => below.capturePrinted(print),
    readStdin: () => below.readStdin(),
    prompt: (question, signal) => below.prompt(question, signal),
    writeStdout: (text) => below.writeStdout(text),
    writeStderr: (text) => below.writeStderr(text),
    ...writes,
  };
}
