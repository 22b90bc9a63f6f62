// What other programs than a shell say on stderr about the line of theirs that failed: tracebacks of Python, node, Ruby
// and Perl, and the one-line forms of awk, make, psql, terraform, PowerShell and compilers.

/** A place in a file as a program names it. */
export interface ProgramFrame {
  /** As it is named: a path, `<string>`, `-e`, `[eval]`, `<stdin>`. */
  readonly file: string;
  readonly line: number;
  readonly function?: string;
}

/** One message and the places it names. */
export interface ProgramMessage {
  /** Whose form it has; undefined for `FILE:LINE: TEXT`, which many have. */
  readonly program: string | undefined;
  /** The innermost first, at least one. */
  readonly frames: readonly ProgramFrame[];
  readonly text: string;
}

/** The messages in the lines of an output, in order. */
export function parseProgramMessages(lines: readonly string[]): readonly ProgramMessage[] {
  return lines.flatMap((line, index) => {
    for (const read of READERS) {
      const message = read(line, { lines, index });
      if (message) return [message];
    }
    return [];
  });
}

interface Context {
  readonly lines: readonly string[];
  readonly index: number;
}

type Reader = (line: string, context: Context) => ProgramMessage | undefined;

/** A traceback ends with the line of its exception, so that is where it is read, upwards. */
const READERS: readonly Reader[] = [
  readPython,
  readNode,
  readRuby,
  readPowerShell,
  readTerraform,
  readOneLine,
];

const PYTHON_FRAME = /^ {2}File "(.+)", line (\d+)(?:, in (.+))?$/;

function readPython(line: string, { lines, index }: Context): ProgramMessage | undefined {
  if (!/^[A-Za-z_][\w.]*(: .*)?$/.test(line) || !lines[index - 1]?.startsWith("  ")) return undefined;
  const frames: ProgramFrame[] = [];
  for (let at = index - 1; at >= 0 && lines[at]!.startsWith("  "); at--) {
    const [, file, number, name] = PYTHON_FRAME.exec(lines[at]!) ?? [];
    if (file !== undefined) {
      frames.push(frameOf(file, { line: number!, name: name === "<module>" ? "" : name }));
    }
  }
  return frames.length === 0 ? undefined : { program: "python", frames, text: line };
}

const NODE_FRAME =
  /^ {4}at (?:(?:async )?(?:new )?(.+?) \()?(?:file:\/\/)?(\/[^()]+|\[eval\]|\[stdin\]):(\d+):\d+\)?$/;

/** The stack follows the message; a syntax error has its place in the line before its source instead. */
function readNode(line: string, { lines, index }: Context): ProgramMessage | undefined {
  if (!/^(Uncaught )?[A-Za-z_$][\w$]*(Error|Exception)?( \[\w+\])?: /.test(line)) return undefined;
  const start = stackAfter(lines, index);
  const frames: ProgramFrame[] = [];
  for (const text of lines.slice(start)) {
    if (!/^ {4}at /.test(text)) break;
    const [, name, file, number] = NODE_FRAME.exec(text) ?? [];
    if (file !== undefined) {
      frames.push(frameOf(file, { line: number!, name: name?.startsWith("Object.<anonymous>") ? "" : name }));
    }
  }
  const [, file, number] =
    lines.slice(0, index).map((text) => /^(?:file:\/\/)?(\/.+|\[eval\]|\[stdin\]):(\d+)$/.exec(text))
      .findLast((found) => found) ?? [];
  const own = file === undefined || !line.startsWith("SyntaxError") ? [] : [frameOf(file, { line: number! })];
  const all = [...own, ...frames];
  return all.length === 0 ? undefined : { program: "node", frames: all, text: line };
}

/** A message may quote a text of several lines. */
const LONGEST_MESSAGE = 10;

/** Where the stack begins that belongs to the message at `index`; the end if none follows. */
function stackAfter(lines: readonly string[], index: number): number {
  for (let at = index + 1; at <= index + LONGEST_MESSAGE; at++) {
    const text = lines[at] ?? "";
    if (/^ {4}at /.test(text)) return at;
    if (text === "" || /^[A-Za-z_$][\w$]*(Error|Exception): /.test(text)) break;
  }
  return lines.length;
}

const RUBY = /^(\S+?):(\d+):in [`'](.+?)': (.+)$/;

function readRuby(line: string, { lines, index }: Context): ProgramMessage | undefined {
  const [, file, number, name, text] = RUBY.exec(line) ?? [];
  if (file === undefined) return undefined;
  const frames = [frameOf(file, { line: number!, name: name === "<main>" ? "" : name })];
  for (const next of lines.slice(index + 1)) {
    const [, from, at, caller] = /^\tfrom (\S+?):(\d+):in [`'](.+?)'$/.exec(next) ?? [];
    if (from === undefined) break;
    frames.push(frameOf(from, { line: at!, name: caller === "<main>" ? "" : caller }));
  }
  return { program: "ruby", frames, text: text! };
}

/** `NAME: FILE:LINE` before a box with the line, whose last row is the message; `At FILE:LINE char:N` after it. */
function readPowerShell(line: string, { lines, index }: Context): ProgramMessage | undefined {
  const [, name, file, number] = /^([\w.-]+): (\S+\.ps1):(\d+)$/.exec(line) ?? [];
  if (file !== undefined) {
    const rest = lines.slice(index + 1).map((text) => /^ +\| +([^ ~].*)$/.exec(text)?.[1]);
    return {
      program: "pwsh",
      frames: [frameOf(file, { line: number! })],
      text: rest.findLast((text) => text) ?? name!,
    };
  }
  const [, own, at] = /^At (.+\.ps1):(\d+) char:\d+$/.exec(line) ?? [];
  if (own === undefined) return undefined;
  return { program: "pwsh", frames: [frameOf(own, { line: at! })], text: lines[index - 1] ?? line };
}

/** `on FILE line N, in …:` below the `Error:` line, with or without a frame around them. */
function readTerraform(line: string, { lines, index }: Context): ProgramMessage | undefined {
  const [, file, number] = /^[│|\s]*on (\S+) line (\d+)(?:, in .*)?:$/.exec(line) ?? [];
  if (file === undefined) return undefined;
  const errors = lines.slice(0, index).map((text) => /^[│|\s]*Error: (.+)$/.exec(text)?.[1]);
  return {
    program: "terraform",
    frames: [frameOf(file, { line: number! })],
    text: errors.findLast((text) => text) ?? line,
  };
}

const ONE_LINE: readonly { readonly program?: string; readonly pattern: RegExp }[] = [
  { program: "make", pattern: /^(?<text>g?make(?:\[\d+\])?: \*\*\* \[(?<file>[^\]:]+):(?<line>\d+): .+)$/ },
  { program: "psql", pattern: /^psql:(?<file>[^:]+):(?<line>\d+): (?<text>.+)$/ },
  { program: "awk", pattern: /^[gmn]?awk: (?<file>[^:]+?):(?: line)? ?(?<line>\d+): (?<text>.+)$/ },
  { program: "awk", pattern: /^[gmn]?awk: line (?<line>\d+): (?<text>.+)$/ },
  {
    program: "php",
    pattern: /^(?:PHP )?(?<text>\w+ error: .+) in (?<file>\S+?)(?: on line |:)(?<line>\d+)$/,
  },
  { program: "perl", pattern: /^(?<text>.+) at (?<file>\S+) line (?<line>\d+)(?:\.|, .*)$/ },
  { pattern: /^(?<file>[^\s:]+):(?<line>\d+):(?:\d+:)? (?<text>.+)$/ },
];

function readOneLine(line: string): ProgramMessage | undefined {
  for (const { program, pattern } of ONE_LINE) {
    const { file = "", line: number, text } = pattern.exec(line)?.groups ?? {};
    if (number !== undefined) return { program, frames: [frameOf(file, { line: number })], text: text! };
  }
  return undefined;
}

function frameOf(
  file: string,
  { line, name = "" }: { readonly line: string; readonly name?: string | undefined },
): ProgramFrame {
  return { file, line: Number(line), ...name === "" ? {} : { function: name } };
}
