// The first line of a script that is to be started → what the kernel will make of it: what keeps it from running, and
// the script as a shell reads it, if one can check it.
import type { Finding } from "./finding.ts";
import type { Lookup } from "./lookup.ts";
import type { FoundScript, ScriptFile } from "./script_file.ts";
import { isCheckingShell } from "./shell_words.ts";

/** What is wrong with a first line, or the script if a shell that checks will read it. */
export interface ShebangCheck {
  readonly problem?: Pick<Finding, "code" | "problem" | "hint" | "isMild">;
  readonly script?: FoundScript;
}

/** Checks the first line of the script that a hook calls `name`; `path` is the PATH that it gets. */
export function checkShebang(
  file: ScriptFile,
  { name, path, lookup }: {
    readonly name: string;
    readonly path: string | undefined;
    readonly lookup: Lookup;
  },
): ShebangCheck {
  const line = file.text.split("\n", 1)[0]!;
  const problem = lineProblem(line, name);
  if (problem) return { problem };
  const interpreter = interpreterOf(line);
  // A relative one starts at the folder in which the hook runs.
  if (interpreter === undefined || interpreter.includes("/") && !interpreter.startsWith("/")) return {};
  const program = interpreter.startsWith("/") ? interpreter : lookup.processes.which(interpreter, path);
  if (program === undefined || lookup.files.stat(program) === undefined) {
    return {
      problem: {
        code: "hook/not-found",
        problem: `the first line of "${name}" asks for "${interpreter}", which does not exist`,
        hint: "install it, or name another one",
      },
    };
  }
  return isCheckingShell(interpreter)
    ? { script: { shell: program, text: file.text, source: { file } } }
    : {};
}

/** What keeps the kernel from reading the line at all. */
function lineProblem(line: string, name: string): ShebangCheck["problem"] {
  if (line.startsWith("\ufeff#!")) {
    return {
      code: "hook/not-started",
      problem: `"${name}" begins with a byte order mark, so its first line is not seen`,
      hint: `save it without: sed -i '1s/^\\xEF\\xBB\\xBF//' ${name}`,
    };
  }
  if (!line.startsWith("#!")) {
    return {
      code: "hook/not-started",
      problem: `"${name}" does not say what runs it: its first line is no #! line`,
      hint: "begin it with a line such as #!/usr/bin/env bash",
      // We start it with sh all the same, as a shell would; Helmfile does not.
      isMild: true,
    };
  }
  if (line.endsWith("\r")) {
    return {
      code: "hook/not-found",
      problem: `"${name}" has Windows line ends (CRLF), so the interpreter of its first line is not found`,
      hint: `convert it: sed -i 's/\\r$//' ${name}`,
    };
  }
  return undefined;
}

/** The program that a `#!` line asks for, or that it asks env for. */
function interpreterOf(line: string): string | undefined {
  const [interpreter = "", ...words] = line.slice(2).trim().split(/\s+/);
  const isEnv = /(^|\/)env$/.test(interpreter);
  return isEnv ? words.find((word) => !word.startsWith("-") && !word.includes("=")) : interpreter;
}
