// Scripts of hooks → what shellcheck says of them, where the host has it, each remark with its place in the script or
// the state file.
import { askProgram } from "./ask_program.ts";
import type { HookScriptText } from "./preflight.ts";
import type { JudgedFinding } from "./judge.ts";
import type { PreflightWorld } from "./preview_hook.ts";
import { narrowTo, spanOfScriptLine } from "./script_span.ts";

type ShellcheckWorld = Pick<PreflightWorld, "system" | "runDir">;

/** The shells it knows. */
const DIALECTS: ReadonlySet<string> = new Set(["bash", "sh", "dash", "ksh"]);

/** A remark, as `--format=json1` prints it; lines and columns count from 1. */
interface Remark {
  readonly file: string;
  readonly line: number;
  readonly endLine: number;
  readonly column: number;
  readonly endColumn: number;
  readonly code: number;
  readonly message: string;
}

/** All remarks; none without shellcheck. */
export async function shellcheck(
  scripts: readonly HookScriptText[],
  world: ShellcheckWorld,
): Promise<readonly JudgedFinding[]> {
  const { processes, env } = world.system;
  const program = processes.which("shellcheck", env.get("PATH"));
  if (program === undefined) return [];
  const known = scripts.filter(({ shell }) => DIALECTS.has(dialectOf(shell)));
  const found: JudgedFinding[] = [];
  for (const alike of Map.groupBy(known, (script) => optionsFor(script).join(" ")).values()) {
    const byText = Map.groupBy(alike, placeKey);
    const paths = new Map([...byText.values()].map((same, i) => [pathOf(same[0]!, i, world), same]));
    const argv = ["--format=json1", ...optionsFor(alike[0]!), ...paths.keys()];
    for (const remark of await remarksOf(program, argv, world)) {
      found.push(...(paths.get(remark.file) ?? []).map((script) => judgedRemark(script, remark)));
    }
  }
  return found;
}

/** The file of a script, or its text. */
function placeKey({ source, text }: HookScriptText): string {
  return "file" in source ? source.file.path : `\0${text}`;
}

/** A file is looked at where it lies, for what it sources and for a `.shellcheckrc` beside it. */
function pathOf({ source, text }: HookScriptText, index: number, { runDir }: ShellcheckWorld): string {
  return "file" in source ? source.file.path : runDir.write(`shellcheck-${index}.script`, text);
}

function dialectOf(shell: string): string {
  return shell.split("/").at(-1)!;
}

function optionsFor({ shell, source }: HookScriptText): readonly string[] {
  const isOfHook = "word" in source && source.word?.argument === "script";
  // A `script:` runs with `set -e`, which its text does not say: a `cd` that fails ends it.
  return [`--shell=${dialectOf(shell)}`, ...isOfHook ? ["--exclude=SC2164"] : []];
}

async function remarksOf(
  command: string,
  args: readonly string[],
  { system }: ShellcheckWorld,
): Promise<readonly Remark[]> {
  const { stdout } = await askProgram({ command, args }, system);
  try {
    const { comments } = JSON.parse(stdout);
    return Array.isArray(comments) ? comments : [];
  } catch {
    // Not the shellcheck we know: lint goes on without it.
    return [];
  }
}

function judgedRemark(script: HookScriptText, remark: Remark): JudgedFinding {
  const { line, endLine, column, endColumn, code, message } = remark;
  const own = script.text.split("\n")[line - 1] ?? "";
  const marked = own.slice(column - 1, endLine === line ? endColumn - 1 : undefined);
  const span = spanOfScriptLine(script, line);
  const finding = {
    code: "hook/shellcheck" as const,
    problem: message.replace(/\.$/, ""),
    isMild: true,
    hint: `https://www.shellcheck.net/wiki/SC${code}`,
    ...span ? { span: narrowTo(marked, span) } : {},
  };
  return { planned: script.planned, finding, excuse: undefined };
}
