// The record file of a hook → shells and failed commands as data. The fields are those that bash_prelude.ts writes.

import { EXIT_COMMAND, LIST_END } from "./bash_prelude.ts";

/** One bash that was started by the hook. */
export interface BashShell {
  readonly pid: number;
  readonly parentPid: number;
  /** SHLVL: deeper scripts have a greater one. */
  readonly level: number;
  /** `$-` at the start. */
  readonly options: string;
  /** `$0`. */
  readonly name: string;
  readonly cwd: string;
  readonly version: string;
  /** The text given with -c; empty for a script file. */
  readonly inlineText: string;
}

/** A place in a call chain; no file stands for the text given with -c. */
export interface BashFrame {
  readonly file: string | undefined;
  readonly line: number;
  /** Undefined outside functions. */
  readonly function: string | undefined;
}

/** A command that failed, or an `exit` with a status other than 0. */
export interface BashRecord {
  readonly kind: "err" | "exit";
  readonly status: number;
  /** As bash prints it: variables are not expanded. In a pipeline, the last stage. */
  readonly command: string;
  /** `$$`: the shell it belongs to, subshells included. */
  readonly shell: number;
  /** BASHPID. */
  readonly process: number;
  readonly subshellDepth: number;
  /** `$-`: with an "e" in it, an ERR record was the end of its shell. */
  readonly options: string;
  readonly cwd: string;
  readonly pipeStatus: readonly number[];
  /** The innermost first. */
  readonly frames: readonly BashFrame[];
  /** `$1` to `$9` where it happened. */
  readonly args: readonly string[];
  /** What the variables in the command held. Names that look like a secret's are missing. */
  readonly variables: ReadonlyMap<string, string>;
  /** For `exit`: whether a trap ran it; `command` is then the command that the trap interrupted. */
  readonly isInTrap: boolean;
}

/** All that a record file says. */
export interface BashRecords {
  readonly shells: readonly BashShell[];
  /** In the order they happened. */
  readonly failures: readonly BashRecord[];
}

const MAGIC = "bh1";

/** Reads all records; what is no record (another process wrote there, the disk was full) is passed over. */
export function parseBashRecords(text: string): BashRecords {
  const shells: BashShell[] = [], failures: BashRecord[] = [];
  const fields = text.split("\0");
  for (let at = 0; at < fields.length; at++) {
    if (fields[at] !== MAGIC) continue;
    const reader = new FieldReader(fields, at + 2);
    const kind = fields[at + 1];
    if (kind === "start") shells.push(readShell(reader));
    else if (kind === "err" || kind === "exit") failures.push(readFailure(kind, reader));
    else if (kind === "vars") addVariables(failures, reader);
    at = reader.at - 1;
  }
  return { shells, failures };
}

/** A cursor over the fields; past the end everything is empty. */
class FieldReader {
  constructor(private readonly fields: readonly string[], public at: number) {}

  text(): string {
    return this.fields[this.at++] ?? "";
  }

  number(): number {
    return Number.parseInt(this.text(), 10) || 0;
  }

  list(): string[] {
    const items: string[] = [];
    for (let item = this.text(); item !== LIST_END && this.at <= this.fields.length; item = this.text()) {
      items.push(item);
    }
    return items;
  }
}

function readShell(fields: FieldReader): BashShell {
  return {
    pid: fields.number(),
    parentPid: fields.number(),
    level: fields.number(),
    options: fields.text(),
    name: fields.text(),
    cwd: fields.text(),
    version: fields.text(),
    inlineText: fields.text(),
  };
}

function readFailure(kind: "err" | "exit", fields: FieldReader): BashRecord {
  // `exit 300` ends with 44, `exit -1` with 255.
  const status = fields.number() & 255, line = fields.number(), command = fields.text();
  const shell = fields.number(), process = fields.number(), subshellDepth = fields.number();
  const options = fields.text(), cwd = fields.text();
  const pipeStatus = fields.list().map(Number);
  const stack = { files: fields.list(), lines: fields.list().map(Number), functions: fields.list() };
  const args = fields.list();
  fields.text();
  const isInTrap = kind === "exit" && !command.startsWith(EXIT_COMMAND);
  return {
    kind,
    status,
    command: kind === "exit" && !isInTrap ? `exit ${args.join(" ")}`.trim() : command,
    shell,
    process,
    subshellDepth,
    options,
    cwd,
    pipeStatus,
    frames: kind === "exit" ? framesOf(line, withoutInnermost(stack)) : framesOf(line, stack),
    args,
    variables: new Map(),
    isInTrap,
  };
}

interface Stack {
  readonly files: readonly string[];
  /** `BASH_LINENO[i]`: the line where frame i was called from. */
  readonly lines: readonly number[];
  readonly functions: readonly string[];
}

/** The innermost frame of an `exit` record is the prelude's function. */
function withoutInnermost({ files, lines, functions }: Stack): Stack {
  return { files: files.slice(1), lines: lines.slice(1), functions: functions.slice(1) };
}

/** Bash calls the -c text "environment" where a function of it runs, and gives it no frame of its own. */
function framesOf(line: number, { files, lines, functions }: Stack): BashFrame[] {
  const frames = files.map((file, i) => ({
    file: file === "environment" ? undefined : file,
    line: i === 0 ? line : lines[i - 1]!,
    function: functionName(functions[i]),
  }));
  const callLine = files.length === 0 ? line : lines.at(-1) ?? 0;
  const isInline = files.length === 0 || (functions.length > 0 && functions.at(-1) !== "main");
  if (isInline && callLine > 0) frames.push({ file: undefined, line: callLine, function: undefined });
  return frames;
}

function functionName(name: string | undefined): string | undefined {
  return name === "main" || name === "source" ? undefined : name;
}

function addVariables(failures: BashRecord[], fields: FieldReader): void {
  const shell = fields.number();
  const variables = new Map<string, string>();
  for (let name = fields.text(); name !== ""; name = fields.text()) variables.set(name, fields.text());
  const index = failures.findLastIndex((record) => record.shell === shell);
  if (index !== -1) failures[index] = { ...failures[index]!, variables };
}
