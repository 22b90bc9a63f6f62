// Which script a hook is: that of the first bash it started, else what its command line names. And whether a line of it
// hands a text to another shell.
import { resolve } from "node:path";
import { rootShell } from "./find_culprit.ts";
import { type HookEvidence, inlineArgument, type Link, type Scene } from "./hook_evidence.ts";
import { inlineScript, readScriptFile, type Script } from "./script_source.ts";

/** The hook's own script; undefined for a program. */
export function hookScript(evidence: HookEvidence, { search }: Scene): Script | undefined {
  if (evidence.ownFile) return readScriptFile(evidence.ownFile.path, { search, dirs: [] });
  const shell = rootShell(evidence.records.shells, evidence.report.pid);
  if (shell) {
    if (shell.inlineText !== "") return inlineScript(shell.inlineText, search);
    return readScriptFile(shell.name, { search, dirs: [shell.cwd] });
  }
  const [program = "", ...args] = evidence.argv, dirs = [evidence.cwd];
  if (program.includes("/") && firstLineOf(program, evidence)?.startsWith("#!")) {
    return readScriptFile(program, { search, dirs });
  }
  const inline = inlineArgument(args);
  if (inline !== undefined) return inlineScript(inline, search);
  const file = args.find((arg) =>
    !arg.startsWith("-") && evidence.files.stat(resolve(evidence.cwd, arg))?.isFile
  );
  return file === undefined ? undefined : readScriptFile(file, { search, dirs });
}

/** The name of the program that reads the hook's script: `sh`, `bash`, `python3`; undefined if that is not known. */
export function interpreterOf(evidence: Pick<HookEvidence, "argv" | "cwd" | "files">): string | undefined {
  const program = evidence.argv[0] ?? "", shebang = firstLineOf(program, evidence);
  if (shebang?.startsWith("#!")) {
    const [first, ...words] = shebang.slice(2).trim().split(/\s+/);
    const named = /\/env$/.test(first!) ? words.find((word) => !/^-|=/.test(word)) : first;
    return named?.split("/").at(-1);
  }
  // The kernel refuses it; execvp then gives it to sh.
  if (shebang !== undefined && program.includes("/")) return "sh";
  return program.split("/").at(-1);
}

/** The first line of a file as a program would be started from; undefined if it cannot be read. */
export function firstLineOf(
  path: string,
  { files, cwd }: Pick<HookEvidence, "files" | "cwd">,
): string | undefined {
  const file = resolve(cwd, path);
  if (!path.includes("/") || !files.stat(file)?.isFile) return undefined;
  try {
    const start = files.readBytes(file).subarray(0, 300);
    return new TextDecoder("utf-8", { ignoreBOM: true }).decode(start).split("\n", 1)[0];
  } catch {
    return undefined;
  }
}

/** A here-document in the chain of calls: the call, and its lines in the script (from 1, both included). */
export interface HereDocument {
  readonly link: Link;
  readonly first: number;
  readonly last: number;
}

/** The innermost here-document among the calls. */
export function findHereDocument(links: readonly Link[]): HereDocument | undefined {
  for (const link of links) {
    const lines = link.script.text.split("\n");
    const end = /(?<!<)<<(-?)\s*(['"\\]?)([\w.]+)\2(?!<)/.exec(lines[link.line - 1] ?? "");
    if (!end) continue;
    const after = lines.findIndex((text, i) =>
      i >= link.line && (end[1] ? text.trimStart() : text) === end[3]
    );
    return { link, first: link.line + 1, last: after === -1 ? lines.length : after };
  }
  return undefined;
}
