// Words and a world in, an exit code out: the whole program but for its table of commands, so that a command can run
// another. Whatever goes wrong is shown here, once.
import { EXIT } from "../../cli/exit_codes.ts";
import { type Invocation, parseArgv } from "../../cli/parse_argv.ts";
import type { CommandEntry } from "../../cli/command.ts";
import { VERSION } from "../../cli/version.ts";
import { Failure } from "../../diagnostics/diagnostic.ts";
import { programNameOf } from "../../run/program_name.ts";
import { newStyle, wantsColor } from "../../show/style.ts";
import { maskingSystem } from "./masking_system.ts";
import type { System } from "../../system/system.ts";

/** What the user said about how problems are shown, as far as it is known. */
interface ShownAs {
  readonly color?: boolean;
  readonly noColor?: boolean;
  readonly logFormat?: "text" | "json";
}

/** What the words may mean. */
export interface WordsContext {
  readonly commands: readonly CommandEntry[];
  /** Commands that are gone, with what to do instead. */
  readonly removed?: Readonly<Record<string, string>>;
  /** Has the last word on what the words mean; may throw a Failure. */
  readonly settle?: (invocation: Invocation) => Invocation;
}

/** Runs a command line to its end and gives the exit code; never throws. */
export async function runWords(
  argv: readonly string[],
  system: System,
  { commands, removed = {}, settle = (invocation) => invocation }: WordsContext,
): Promise<number> {
  let shownAs: ShownAs = {};
  const { masked, withData } = maskingSystem(system);
  try {
    const env = (name: string) => system.env.get(name);
    const invocation = settle(await parseArgv(argv, { commands, removed, env }));
    if (invocation.type === "run") shownAs = invocation.options;
    const printsSecrets = invocation.type === "run" && invocation.command.printsSecrets === true;
    return await runInvocation(invocation, { system: printsSecrets ? withData : masked, commands });
  } catch (error) {
    return await showThrown(error, { shownAs, system: masked });
  }
}

async function runInvocation(
  invocation: Invocation,
  { system, commands }: { readonly system: System; readonly commands: readonly CommandEntry[] },
): Promise<number> {
  const programName = programNameOf(system);
  if (invocation.type === "run") {
    const { command, options, args } = invocation;
    const run = (world: System) =>
      command.run(options, { system: world, args, programName, version: VERSION, commands });
    if (!options.playground && !options.playgroundDir) return await run(system);
    const { onPlayground } = await import("./on_playground.ts");
    return await onPlayground(options.playgroundDir, system, run);
  }
  if (invocation.type === "version") {
    system.terminal.writeStdout(`${programName} version ${VERSION}\n`);
    return EXIT.done;
  }
  const [{ formatCommandHelp, formatProgramHelp }, { EXAMPLES }] = await Promise.all([
    import("../../cli/help.ts"),
    import("./examples.ts"),
  ]);
  const { terminal, env } = system;
  const isColored = wantsColor({}, env, terminal.stdoutIsTerminal);
  const { entry, command } = invocation;
  const examples = EXAMPLES[entry?.name ?? ""] ?? [];
  const shown = { programName, columns: terminal.columns(), isColored, examples };
  terminal.writeStdout(
    entry && command ? formatCommandHelp(entry, command, shown) : formatProgramHelp(commands, shown),
  );
  return EXIT.done;
}

async function showThrown(
  error: unknown,
  { shownAs, system }: { shownAs: ShownAs; system: System },
): Promise<number> {
  const { terminal, env } = system;
  if (!(error instanceof Failure)) {
    const { formatBug } = await import("../../show/problems/bug.ts");
    terminal.writeStderr(formatBug(error, { version: VERSION, os: system.os }));
    return EXIT.failed;
  }
  if (shownAs.logFormat === "json") {
    const { diagnosticsJson } = await import("../../show/problems/diagnostic_json.ts");
    terminal.writeStderr(diagnosticsJson(error.diagnostics));
  } else {
    const { formatDiagnostics } = await import("../../show/problems/diagnostic_text.ts");
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

const NOTHING_MATCHED: ReadonlySet<string> = new Set([
  "selector/no-match",
  "environment/undefined",
  "files/empty-folder",
]);
