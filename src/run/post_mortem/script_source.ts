// A frame of bash's → the text it stands in and the place a user knows: a script file, or lines of the state file
// for a script given with -c.
import { lineAndColumn, type Span } from "../../diagnostics/diagnostic.ts";
import type { Files } from "../../system/system.ts";
import type { BashFrame, BashShell } from "./bash_records.ts";
import type { ScriptPlace, SourceLine } from "./hook_failure.ts";

/** A script's text, and where each of its lines is. */
export interface Script {
  readonly text: string;
  place(line: number): ScriptPlace;
  /** The line as it stands at its place. */
  lineAt(line: number): SourceLine | undefined;
  /** Of a line that YAML folded from several (`script: >`): the one of them where a text of it begins. */
  unfold?(line: number, text: string): ScriptLine | undefined;
}

/** A line of a script. */
export interface ScriptLine {
  readonly script: Script;
  readonly line: number;
}

/** What scripts are found with. */
export interface ScriptSearch {
  readonly files: Files;
  /** Paths are shown relative to it. */
  readonly displayDir: string;
  /** The hook's arguments; one of them may be the inline script. */
  readonly args: readonly string[];
  readonly locateLine: (argument: number, line: number) => Span | undefined;
  /** The hook's own script, where we wrote it to a file: its path and the argument that path is. */
  readonly ownFile?: { readonly path: string; readonly argument: number } | undefined;
  /** Scripts may hold secrets too. */
  readonly mask: (text: string) => string;
}

/** Lines of an excerpt on each side. */
const AROUND = 3;

/** The script of a file, tried in each directory; undefined if it cannot be read (it removed itself, a pipe). */
export function readScriptFile(
  file: string,
  { search, dirs }: { search: ScriptSearch; dirs: readonly string[] },
): Script | undefined {
  const candidates = file.startsWith("/")
    ? [file]
    : dirs.map((dir) => `${dir}/${file.replace(/^(\.\/)+/, "")}`);
  const path = candidates.find((candidate) => search.files.stat(candidate)?.isFile);
  if (path === undefined) return undefined;
  const text = readText(path, search.files);
  if (text === undefined || text.includes("\0")) return undefined;
  if (path === search.ownFile?.path) {
    return declaredScript(text, { argument: search.ownFile.argument, search });
  }
  const shown = displayPath(path, search.displayDir);
  const lines = text.split("\n");
  return {
    text,
    place: (line) => ({ path: shown, line }),
    lineAt(line) {
      const own = lines[line - 1];
      if (own === undefined || (own === "" && line === lines.length)) return undefined;
      return { number: line, text: search.mask(own).replace(/\r$/, "␍").replace(/^\ufeff/, "<BOM>") };
    },
  };
}

function readText(path: string, files: Files): string | undefined {
  try {
    return files.readText(path);
  } catch {
    return undefined;
  }
}

/** The script of a -c text. Only one that is an argument of the hook can be traced to the state file. */
export function inlineScript(text: string, search: ScriptSearch): Script {
  return declaredScript(text, { argument: search.args.indexOf(text), search });
}

/** The path of a -c text that stands in no file we know. */
export const UNPLACED = "inline script";

function declaredScript(
  text: string,
  { argument, search }: { readonly argument: number; readonly search: ScriptSearch },
): Script {
  const lines = text.split("\n");
  const mapped = (line: number) =>
    argument === -1 || line > lines.length ? undefined : sourceLine(search.locateLine(argument, line));
  return {
    text,
    place: (line) => mapped(line)?.place ?? { path: UNPLACED, line },
    lineAt(line) {
      const own = lines[line - 1];
      if (own === undefined || (own === "" && line === lines.length)) return undefined;
      const found = mapped(line)?.line ?? { number: line, text: own };
      return { number: found.number, text: search.mask(found.text) };
    },
    unfold(line, part) {
      const span = argument === -1 ? undefined : search.locateLine(argument, line);
      const folded = (lines[line - 1] ?? "").trimStart(), offset = startOfWords(folded, part);
      return span && offset > 0 ? unfoldedLine(spanScript(span, search), { folded, offset }) : undefined;
    },
  };
}

/** Where these words begin, not the end of a longer one; -1 if nowhere. */
function startOfWords(text: string, words: string): number {
  let at = text.indexOf(words);
  while (at > 0 && /[\w.-]/.test(text[at - 1]!)) at = text.indexOf(words, at + 1);
  return at;
}

/** The source line of an offset in the line that it and those after it were folded to. */
function unfoldedLine(
  source: Script & { readonly line: number },
  { folded, offset }: { readonly folded: string; readonly offset: number },
): ScriptLine | undefined {
  const lines = source.text.split("\n");
  let at = 0;
  for (let line = source.line; line <= lines.length; line++) {
    const text = lines[line - 1]!.trim();
    if (text === "" || !folded.startsWith(text, at)) return undefined;
    if (offset < at + text.length) return line === source.line ? undefined : { script: source, line };
    at += text.length + 1;
  }
  return undefined;
}

/** The line a span begins on, followed back to the template if the text was rendered. */
function sourceLine(span: Span | undefined): { place: ScriptPlace; line: SourceLine } | undefined {
  if (!span) return undefined;
  let { source, start } = span;
  for (let origin = source.origin; origin; origin = source.origin) {
    start = origin.locate(start).start;
    source = origin.source;
  }
  const { line } = lineAndColumn(source.text, start);
  const text = source.text.split("\n")[line - 1] ?? "";
  return { place: { path: source.path, line }, line: { number: line, text } };
}

/** The whole file a span begins in, and its line there. */
export function spanScript(span: Span, search: ScriptSearch): Script & { readonly line: number } {
  let source = span.source;
  while (source.origin) source = source.origin.source;
  const lines = source.text.split("\n");
  return {
    text: source.text,
    line: sourceLine(span)!.place.line,
    place: (line) => ({ path: source.path, line }),
    lineAt(line) {
      const text = lines[line - 1];
      const isEnd = text === "" && line === lines.length;
      return text === undefined || isEnd ? undefined : { number: line, text: search.mask(text) };
    },
  };
}

/** The script a frame is in. */
export function scriptOfFrame(
  frame: BashFrame,
  { search, shell, dirs }: { search: ScriptSearch; shell: BashShell | undefined; dirs: readonly string[] },
): Script | undefined {
  if (frame.file !== undefined) return readScriptFile(frame.file, { search, dirs });
  return shell && shell.inlineText !== "" ? inlineScript(shell.inlineText, search) : undefined;
}

/** Up to three lines on each side; a line of a template that rendered to several is shown once. */
export function excerptAround(script: Script, line: number): readonly SourceLine[] {
  const lines = new Map<number, SourceLine>();
  const path = script.place(line).path;
  for (let n = Math.max(1, line - AROUND); n <= line + AROUND; n++) {
    const found = script.place(n).path === path ? script.lineAt(n) : undefined;
    if (found) lines.set(found.number, found);
  }
  return [...lines.values()].sort((a, b) => a.number - b.number);
}

/**
 * Bash counts lines inside `$( )` and of commands over several lines differently from version to version, so the
 * line is moved to the nearest one that has the command's first word.
 */
export function nearestLine(text: string, { line, command }: { line: number; command: string }): number {
  const word = /[\w./-]+/.exec(command)?.[0];
  if (word === undefined) return line;
  const lines = text.split("\n");
  // What `eval` runs may stand anywhere.
  if (/\beval\b/.test(lines[line - 1] ?? "")) return line;
  const has = (n: number) => n >= 1 && lines[n - 1]?.replace(/^\s*(#|alias\s).*/, "").includes(word);
  for (const distance of [0, 1, 2, 3, 4]) {
    if (has(line - distance)) return line - distance;
    if (has(line + distance)) return line + distance;
  }
  return line;
}

/** Relative to the directory where that is below it. */
export function displayPath(path: string, dir: string): string {
  const normal = path.replaceAll("/./", "/");
  return normal.startsWith(`${dir}/`) ? normal.slice(dir.length + 1) : normal;
}
