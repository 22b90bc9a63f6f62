// Scripts → their syntax errors, as the shells that will run them see them. One process of each shell reads all of its
// scripts at once; only if it minds anything are they read one by one.
import { askProgram } from "./ask_program.ts";
import type { PreflightWorld } from "./preview_hook.ts";

/** A script and who reads it. */
export interface ShellText {
  /** The shell's absolute path. */
  readonly shell: string;
  readonly text: string;
}

/** A syntax error in a shell's own words. */
export interface SyntaxProblem {
  readonly line: number;
  readonly message: string;
  /** The word it is about. */
  readonly subject?: string;
}

/** The first syntax error of each script that has one. Texts with the same shell and words are read once. */
export async function checkSyntax<T extends ShellText>(
  scripts: readonly T[],
  world: PreflightWorld,
): Promise<ReadonlyMap<T, SyntaxProblem>> {
  const found = new Map<T, SyntaxProblem>();
  const readable = scripts.filter((script) =>
    script.text.trim() !== "" && !script.text.includes("\0") && !isPlain(script)
  );
  for (const [shell, ofShell] of Map.groupBy(readable, (script) => script.shell)) {
    const byText = Map.groupBy(ofShell, ({ text }) => text);
    for (const [text, problem] of await checkTexts([...byText.keys()], { shell, world })) {
      for (const script of byText.get(text)!) found.set(script, problem);
    }
  }
  return found;
}

/** Words that mean themselves, in which a shell of the sh family can find nothing wrong. */
const PLAIN_LINE = /^[ \t]*(?:[\w./:@%+,=-]+(?:[ \t]+|$))*$/;
const RESERVED =
  /^[ \t]*(?:if|then|elif|else|fi|for|in|until|while|do|done|case|esac|select|function|coproc|time)\b/;

/** Whether it need not be read: most hooks are a command and its arguments. */
export function isPlain({ shell, text }: ShellText): boolean {
  return /(^|\/)(bash|dash|sh)$/.test(shell) &&
    text.split("\n").every((line) => PLAIN_LINE.test(line) && !RESERVED.test(line));
}

interface Shell {
  readonly shell: string;
  readonly world: PreflightWorld;
}

async function checkTexts(
  texts: readonly string[],
  { shell, world }: Shell,
): Promise<ReadonlyMap<string, SyntaxProblem>> {
  const { runDir } = world, found = new Map<string, SyntaxProblem>();
  const all = runDir.write("preflight-all.script", texts.map(asFunction).join(""));
  const env = { LC_ALL: "C" };
  const together = await askProgram({ command: shell, args: ["-n", all], env }, world.system);
  if (together.code === 0 && together.stderr === "") return found;
  const paths = texts.map((text, i) => runDir.write(`preflight-${i}.script`, text));
  const args = ["-c", EACH, shell, ...paths];
  const { stdout } = await askProgram({ command: shell, args, env }, world.system);
  const parts = stdout.split(PART_END);
  for (const [i, text] of texts.entries()) {
    const [messages = "", code] = (parts[i] ?? "").split(CODE);
    const problem = code?.trim() === "0"
      ? undefined
      : syntaxProblem(messages.split(AGAIN).at(-1)!, paths[i]!);
    if (problem && !isNeverReached(text, problem.line)) found.set(text, withinText(problem, text));
  }
  return found;
}

/**
 * A script within a function, which is read and could not even run. Two things keep one script from making up for what
 * another lacks: the comment at its end is an error to who still reads a string there, and of the two blocks around it,
 * whatever it leaves open or closes too often meets the end of the wrong one.
 */
function asFunction(text: string, index: number): string {
  return `preflight_${index}() {\nif :; then\n(\n:\n${text}\n# " ) ; ( ' ) ; ( \` ) ; (\n)\nfi\n}\n`;
}

const CODE = "\x01", PART_END = "\x02", AGAIN = "\x03";

/**
 * Each file by a shell of its own: -n cannot be undone. Patterns such as !(x) are an error to bash unless the script has
 * asked for them, which only running it tells: what either way of reading takes is fine.
 */
const EACH = `for f do
  "$0" -n "$f" || case $0 in *bash) printf '\\003'; "$0" -O extglob -n "$f" ;; *) false ;; esac
  printf '\\001%s\\002' "$?"
done 2>&1`;

/** How shells name the line and what is wrong: bash, then dash and ash, zsh, ksh. */
const MESSAGES: readonly RegExp[] = [
  /^: line (\d+): (.+)$/,
  /^: (?:line )?(\d+): (?:[Ss]yntax error: )?(.+)$/,
  /^:(\d+): (.+)$/,
  /^: syntax error at line (\d+): (.+)$/,
];

function syntaxProblem(said: string, path: string): SyntaxProblem | undefined {
  for (const line of said.split("\n")) {
    if (!line.startsWith(path) || / warning: /.test(line)) continue;
    for (const pattern of MESSAGES) {
      const [, number, message] = pattern.exec(line.slice(path.length)) ?? [];
      if (number === undefined || message === undefined) continue;
      const subject = /[`'"‘](.+?)['"’]/.exec(message)?.[1];
      return { line: Number(number), message, ...subject === undefined ? {} : { subject } };
    }
  }
  return undefined;
}

/**
 * A shell reads command by command: what stands after an `exit` may be anything, an archive for one, and what stands
 * after `exec bash "$0"` is read by another shell.
 */
function isNeverReached(text: string, line: number): boolean {
  return text.split("\n").slice(0, line - 1)
    .some((before) => /^(exit|exec)\b|^\s*exec\b.*\$(0|\{0|\{?BASH_SOURCE)/.test(before));
}

/** The end of a script is said to be the line after its last. */
function withinText(problem: SyntaxProblem, text: string): SyntaxProblem {
  const last = text.trimEnd().split("\n").length;
  return problem.line <= last ? problem : { ...problem, line: last };
}
