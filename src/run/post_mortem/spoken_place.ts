// A message of another program than the shell → the lines of the hook's own files it names. Apart from bash's records,
// which observe: this is what a program says of itself, so it must belong to the command that failed.
import type { HookEvidence, Link, Scene } from "./hook_evidence.ts";
import { findHereDocument } from "./hook_script.ts";
import { inlineScript, readScriptFile, type Script, type ScriptSearch } from "./script_source.ts";
import { parseProgramMessages, type ProgramFrame, type ProgramMessage } from "./program_messages.ts";

/** What a program said, and where that is. */
export interface SpokenPlace {
  /** Undefined if the form of the message is one of many programs. */
  readonly program: string | undefined;
  readonly text: string;
  /** The innermost first, at least one. */
  readonly links: readonly Link[];
}

/**
 * The last message that names a line of a file of the hook's, or of the text it was given; undefined if no message does,
 * or none that has to do with `command`, the text of what failed in the script of `links`. Without one any will do.
 */
export function findSpokenPlace(
  { output, cwd }: HookEvidence,
  { scene, command, links = [], dirs = [] }: {
    readonly scene: Scene;
    readonly command: string | undefined;
    readonly links?: readonly Link[];
    /** Where it ran. */
    readonly dirs?: readonly string[];
  },
): SpokenPlace | undefined {
  const lines = output.lines.filter(({ stream }) => stream === "stderr").map(({ text }) => text);
  const messages = parseProgramMessages(lines).toReversed();
  // What follows a syntax error most often only follows from it.
  const first = messages.filter(({ text }) => /^syntax error/i.test(text));
  for (const message of [...first, ...messages]) {
    if (command !== undefined && !isAbout(message, command)) continue;
    const found = message.frames.flatMap((frame) => {
      const script = scriptOf(frame, { search: scene.search, dirs: [...dirs, cwd], command, links });
      if (!script) return [];
      // An end that comes too early is one line after the last.
      const line = Math.min(frame.line + script.offset, script.script.text.trimEnd().split("\n").length);
      return [{ frame: { file: frame.file, line, function: frame.function }, script: script.script, line }];
    });
    if (found.length > 0) return { program: message.program, text: message.text, links: found };
  }
  return undefined;
}

/** Whether the command names the program or one of the files. */
function isAbout({ program, frames }: ProgramMessage, command: string): boolean {
  if (program !== undefined && new RegExp(`(^|[\\s/;|&("'\`])[gmn]?${program}[\\d.]*\\b`).test(command)) {
    return true;
  }
  return frames.some(({ file }) => {
    const name = file.split("/").at(-1)!;
    return name !== "" && !isGivenText(file) && command.includes(name);
  });
}

/** Names that stand for a text which is in no file. */
function isGivenText(file: string): boolean {
  return /^(<string>|<stdin>|-e|-|\[eval\]|\[stdin\]|cmd\. line|)$/.test(file);
}

interface FoundScript {
  readonly script: Script;
  /** What is to be added to its line numbers. */
  readonly offset: number;
}

function scriptOf(
  { file }: ProgramFrame,
  { search, dirs, command, links }: {
    readonly search: ScriptSearch;
    readonly dirs: readonly string[];
    readonly command: string | undefined;
    readonly links: readonly Link[];
  },
): FoundScript | undefined {
  if (isGivenText(file)) {
    if (command !== undefined) return textInScript(command, links);
    const text = givenText(search.args);
    return text === undefined ? undefined : { script: inlineScript(text, search), offset: 0 };
  }
  const script = readScriptFile(file.replace(/^file:\/\//, ""), {
    search,
    dirs: [...dirs, search.displayDir],
  });
  return script && isOwn(file, { search, dirs }) ? { script, offset: 0 } : undefined;
}

/** A text that a shell script gives to a program: a here-document, or an argument that begins on the command's line. */
function textInScript(command: string, links: readonly Link[]): FoundScript | undefined {
  const given = findHereDocument(links), [link] = links;
  if (given) return { script: given.link.script, offset: given.first - 1 };
  return link && command.includes("\n") ? { script: link.script, offset: link.line - 1 } : undefined;
}

/** Whether it is one of the hook's files, not of a library on the host. */
function isOwn(file: string, { search, dirs }: { search: ScriptSearch; dirs: readonly string[] }): boolean {
  if (/\/(node_modules|site-packages|dist-packages)\//.test(file)) return false;
  return !file.startsWith("/") || file === search.ownFile?.path ||
    [...dirs, search.displayDir].some((dir) => file.startsWith(`${dir}/`));
}

/** The program text among the arguments. */
function givenText(args: readonly string[]): string | undefined {
  return args.find((arg, i) => /^(-[a-zA-Z]*[ce]|--eval|-p)$/.test(args[i - 1] ?? "") && arg !== "") ??
    args.find((arg) => arg.includes("\n"));
}
