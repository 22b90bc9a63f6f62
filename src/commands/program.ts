// One run of the program: words and a world in, an exit code out. Whatever goes wrong is shown here, once.
import { EXIT } from "../cli/exit_codes.ts";
import { type Invocation, parseArgv } from "../cli/parse_argv.ts";
import { VERSION } from "../cli/version.ts";
import { Failure } from "../diagnostics/diagnostic.ts";
import { newStyle, wantsColor } from "../show/style.ts";
import type { System } from "../system/system.ts";
import { COMMANDS, REMOVED_COMMANDS } from "./registry.ts";

/** What the user said about how problems are shown, as far as it is known. */
interface ShownAs {
  readonly color?: boolean;
  readonly noColor?: boolean;
  readonly logFormat?: "text" | "json";
}

/** Runs the program to its end and gives the exit code; never throws. */
export async function runProgram(argv: readonly string[], system: System): Promise<number> {
  let shownAs: ShownAs = {};
  try {
    const env = (name: string) => system.env.get(name);
    const invocation = await parseArgv(argv, { commands: COMMANDS, removed: REMOVED_COMMANDS, env });
    if (invocation.type === "run") shownAs = invocation.options;
    return await runInvocation(invocation, system);
  } catch (error) {
    return await showThrown(error, { shownAs, system });
  }
}

async function runInvocation(invocation: Invocation, system: System): Promise<number> {
  const programName = nameOf(system);
  if (invocation.type === "run") {
    const { command, options, args } = invocation;
    const run = (world: System) =>
      command.run(options, { system: world, args, programName, version: VERSION, commands: COMMANDS });
    if (!options.playground && !options.playgroundDir) return await run(system);
    const { onPlayground } = await import("./shared/on_playground.ts");
    return await onPlayground(options.playgroundDir, system, run);
  }
  if (invocation.type === "version") {
    system.terminal.writeStdout(`${programName} version ${VERSION}\n`);
    return EXIT.done;
  }
  const { formatCommandHelp, formatProgramHelp } = await import("../cli/help.ts");
  const { terminal, env } = system;
  const isColored = wantsColor({}, env, terminal.stdoutIsTerminal);
  const shown = { programName, columns: terminal.columns(), isColored };
  const { entry, command } = invocation;
  terminal.writeStdout(
    entry && command ? formatCommandHelp(entry, command, shown) : formatProgramHelp(COMMANDS, shown),
  );
  return EXIT.done;
}

/** "helmfile" when a link or copy of that name runs us, so that messages name what the user typed. */
function nameOf({ calledAs }: System): string {
  return /(^|[\\/])helmfile(\.exe)?$/.test(calledAs) ? "helmfile" : "boathook";
}

async function showThrown(
  error: unknown,
  { shownAs, system }: { shownAs: ShownAs; system: System },
): Promise<number> {
  const { terminal, env } = system;
  if (!(error instanceof Failure)) {
    const { formatBug } = await import("../show/bug.ts");
    terminal.writeStderr(formatBug(error, { version: VERSION, os: system.os }));
    return EXIT.failed;
  }
  if (shownAs.logFormat === "json") {
    const { diagnosticsJson } = await import("../show/diagnostic_json.ts");
    terminal.writeStderr(diagnosticsJson(error.diagnostics));
  } else {
    const { formatDiagnostics } = await import("../show/diagnostic_text.ts");
    const style = newStyle(wantsColor(shownAs, env, terminal.stderrIsTerminal));
    terminal.writeStderr(formatDiagnostics(error.diagnostics, { style, columns: terminal.columns() }));
  }
  return exitCodeOf(error);
}

// Helmfile main.go: only errors that carry a code end with it; cobra's usage errors end with 3.
function exitCodeOf({ diagnostics }: Failure): number {
  const isUsage = diagnostics.every(({ code }) => code.startsWith("cli/") || NOTHING_MATCHED.has(code));
  return isUsage && diagnostics.length > 0 ? EXIT.nothingMatched : EXIT.failed;
}

const NOTHING_MATCHED: ReadonlySet<string> = new Set(["selector/no-match", "environment/undefined"]);
