// What to do about a failed hook, by rule. A rule only speaks when what it says follows from the evidence.
import { resolve } from "node:path";
import type { Files } from "../../system/system.ts";
import { type BashMessage, parseBashMessage } from "./bash_messages.ts";
import type { ChildEnd } from "../processes/child_end.ts";
import type { HookCause, LimitSource, OutputTail } from "./hook_failure.ts";
import { firstLineOf, interpreterOf } from "./hook_script.ts";
import { addressNotSet, connectionRefused, unknownHost } from "./network_hints.ts";
import { conditionOfNumbers, countedToZero, octalNumber } from "./number_hints.ts";
import { unsetVariableHint } from "./unset_variable_hint.ts";

/** What the rules look at. */
export interface HintFacts {
  readonly cause: HookCause;
  readonly exitCode: number;
  readonly end: ChildEnd;
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly message: BashMessage | undefined;
  readonly output: OutputTail;
  readonly limit?: LimitSource | undefined;
  /** The command that failed, if it was observed. */
  readonly command?: string | undefined;
  /** The name of the shell, for a hook with a script. */
  readonly shell?: string | undefined;
  /** The text of the hook's script. */
  readonly script?: string | undefined;
  /** Whether the line is known where it failed. */
  readonly isLineKnown: boolean;
  /** The source line that `message` is about. */
  readonly messageLine?: string | undefined;
  /** The variables that the hook was given. */
  readonly addedEnv: Readonly<Record<string, string>>;
  readonly userBashEnv?: string | undefined;
  readonly files: Files;
}

/** The hints that apply, the most specific first. */
export function hookHints(facts: HintFacts): readonly string[] {
  return RULES.flatMap((rule) => rule(facts) ?? []).slice(0, 3);
}

type Rule = (facts: HintFacts) => string | undefined;

const RULES: readonly Rule[] = [
  carriageReturn,
  byteOrderMark,
  brokenBashEnv,
  missingInterpreter,
  argumentsInCommand,
  missingShell,
  laterFunction,
  ofBashOnly,
  missingCommand,
  notExecutable,
  tooLong,
  unsetVariable,
  octalNumber,
  countedToZero,
  conditionOfNumbers,
  readAtEnd,
  shiftTooFar,
  wordsInTest,
  brokenPipe,
  noLines,
  addressNotSet,
  connectionRefused,
  unknownHost,
  outOfMemory,
  timeLimit,
];

function carriageReturn({ files, argv, cwd, message, end, output }: HintFacts): string | undefined {
  const hasReturn = message?.text.includes("\r") ||
    output.lines.some(({ text }) =>
      /(\$'[^']*|^(\/\S*\/)?env: .*)\\r['’]/.test(text) || parseBashMessage(text)?.text.includes("\r")
    ) ||
    (end.type === "not_started" && firstLineOf(argv[0] ?? "", { files, cwd })?.endsWith("\r"));
  return hasReturn
    ? `the script has Windows line ends (CRLF): convert it with \`sed -i 's/\\r$//' ${scriptName(argv)}\``
    : undefined;
}

/** What the command line names as a file: the first word with a slash or a dot. */
function scriptName(argv: readonly string[]): string {
  return argv.find((word, i) =>
    /^[^\s-]*[/.][^\s]*$/.test(word) && (i > 0 || !/^(\/usr)?\/bin\//.test(word))
  ) ?? "FILE";
}

function byteOrderMark(facts: HintFacts): string | undefined {
  return firstLineOf(facts.argv[0]!, facts)?.startsWith("\ufeff#!")
    ? "the file begins with a byte order mark, so the kernel does not see its `#!` and sh runs it: save it without"
    : undefined;
}

/** bash says so and goes on without what the file was to define. */
function brokenBashEnv({ userBashEnv, output, message }: HintFacts): string | undefined {
  if (userBashEnv === undefined) return undefined;
  const name = userBashEnv.split("/").at(-1);
  const broken = output.lines.map(({ text }) => parseBashMessage(text))
    .find((one) => one?.kind === "syntax" && one.line !== undefined && one.script.split("/").at(-1) === name);
  return broken && broken.text !== message?.text
    ? `BASH_ENV names ${userBashEnv}, which does not parse (line ${broken.line}): what it defines is missing`
    : undefined;
}

function missingInterpreter({ files, argv, cwd, end, output }: HintFacts): string | undefined {
  const first = firstLineOf(argv[0] ?? "", { files, cwd }) ?? "";
  if (!first.startsWith("#!") || first.endsWith("\r")) return undefined;
  const asked = output.lines.map(({ text }) => /^(?:\/\S*\/)?env: ['‘](.+)['’]: No such file/.exec(text)?.[1])
    .findLast((name) => name !== undefined && first.includes(name));
  if (asked?.includes(" ")) {
    return `the kernel passes all after \`env\` as one word: write \`#!/usr/bin/env -S ${asked}\``;
  }
  if (asked !== undefined) return `"${asked}" is not on PATH, and the script's first line asks for it`;
  if (end.type !== "not_started" || end.reason !== "bad-interpreter") return undefined;
  return `the file exists, but its first line asks for "${/^#!\s*(\S+)/.exec(first)?.[1]}", which does not`;
}

function argumentsInCommand({ cause, end, argv, files, cwd }: HintFacts): string | undefined {
  return cause === "not-found" && end.type === "not_started"
    ? argumentsHint(argv[0] ?? "", { files, cwd })
    : undefined;
}

/** What to do about a `command` that holds its arguments too; undefined if its first word is no program either. */
export function argumentsHint(
  command: string,
  { files, cwd }: Pick<HintFacts, "cwd"> & { readonly files: Pick<Files, "stat"> },
): string | undefined {
  const [program = "", ...args] = command.split(/\s+/).filter((word) => word !== "");
  if (args.length === 0) return undefined;
  const isThere = !program.includes("/") || files.stat(resolve(cwd, program))?.isFile;
  return isThere
    ? `\`command\` is one program; its arguments go into \`args\`: command: ${program}, args: [${
      args.join(", ")
    }]`
    : undefined;
}

function laterFunction({ cause, message, script = "" }: HintFacts): string | undefined {
  if (cause !== "not-found" || !/^[\w-]+$/.test(message?.subject ?? "")) return undefined;
  const defined = new RegExp(`^\\s*(function\\s+${message!.subject}\\b|${message!.subject}\\s*\\(\\))`);
  const line = script.split("\n").findIndex((text) => defined.test(text)) + 1;
  return line > (message!.line ?? line)
    ? `"${
      message!.subject
    }" is a function that is defined only on line ${line}: bash knows what it has read so far`
    : undefined;
}

/** Words and options of bash that a plain sh stumbles over. */
const BASH_ONLY =
  /^(declare|local|typeset|mapfile|readarray|shopt|source|pushd|popd|\[\[|function)$|Illegal option -o pipefail|"\(" unexpected|redirection unexpected|Bad substitution/;

function ofBashOnly({ message }: HintFacts): string | undefined {
  if (message?.shell !== "sh") return undefined;
  return BASH_ONLY.test(message.kind === "not-found" ? message.subject ?? "" : message.text)
    ? "that is bash's, and sh is not bash on this host: begin the script with `#!/bin/bash`, or call it with bash"
    : undefined;
}

function tooLong({ message }: HintFacts): string | undefined {
  return message?.kind === "too-long"
    ? "a command line has a limit of the kernel's: pass the names through `xargs`, or on standard input"
    : undefined;
}

function readAtEnd({ command = "", exitCode }: HintFacts): string | undefined {
  return exitCode === 1 && /^read\b/.test(command)
    ? "a hook has nobody to ask: its standard input is empty, so `read` found the end at once"
    : undefined;
}

function shiftTooFar({ command = "", exitCode }: HintFacts): string | undefined {
  return exitCode === 1 && /^shift\b/.test(command)
    ? "there were fewer arguments than `shift` was to drop: it says nothing then"
    : undefined;
}

function wordsInTest({ command = "", message, exitCode }: HintFacts): string | undefined {
  const isOfWords = /^(\[|test): (too many arguments|(unary|binary) operator expected|syntax error)/.test(
    message?.text ?? "",
  );
  return exitCode === 2 && isOfWords && /[^"]\$\w/.test(command)
    ? 'a variable without quotes may become no word or several: write "$x", or `[[ … ]]`'
    : undefined;
}

function brokenPipe({ exitCode, end }: HintFacts): string | undefined {
  return exitCode === 141 && end.type === "exited"
    ? "the reader of the pipe had enough and went; with `pipefail` the writer's SIGPIPE counts as a failure"
    : undefined;
}

/** A plain sh has no ERR trap. */
function noLines(facts: HintFacts): string | undefined {
  if (facts.isLineKnown || facts.end.type !== "exited") return undefined;
  const name = interpreterOf(facts) ?? "", [program = ""] = facts.argv;
  const first = firstLineOf(program, facts);
  if (first !== undefined && !first.startsWith("#!") && !first.startsWith("\ufeff")) {
    if (!isText(first) && facts.message?.shell !== "sh") return undefined;
    return isText(first)
      ? `${program} has no \`#!\` line, so sh ran it: with \`#!/bin/bash\` as its first line the report names the line`
      : `${program} is no program for this host: sh tried to read it as a script`;
  }
  return /^(da|a|k|z)?sh$/.test(name)
    ? `${name} does not tell the line: with \`#!/bin/bash\`, or called with bash, the report names it`
    : undefined;
}

function isText(line: string): boolean {
  return !/[\0-\x08\x7f-\x9f\ufffd]/.test(line);
}

function missingCommand(facts: HintFacts): string | undefined {
  const { cause, message, end, argv, files, cwd, shell } = facts;
  if (end.type === "not_started" && shell !== undefined) return undefined;
  if ((laterFunction(facts) ?? ofBashOnly(facts)) !== undefined || !isText(message?.subject ?? "")) {
    return undefined;
  }
  if (cause !== "not-found" || (end.type === "not_started" && end.reason !== "not-found")) return undefined;
  if (end.type === "not_started" && /\s/.test(argv[0] ?? "")) return undefined;
  const name = message?.subject ?? (end.type === "not_started" ? argv[0] : undefined);
  if (name === undefined) return undefined;
  if (end.type === "not_started" && !name.includes("/") && files.stat(`${cwd}/${name}`)) {
    return `"${name}" is not on PATH; to run the file beside the state file, write ./${name}`;
  }
  return name.includes("/")
    ? `"${name}" does not exist; a relative path starts at the hook's working directory`
    : `"${name}" is not on PATH; install it or give its path`;
}

function notExecutable({ cause, message, end, argv, files, cwd }: HintFacts): string | undefined {
  if (cause !== "not-executable" || message?.kind === "too-long") return undefined;
  const name = message?.subject ?? (end.type === "not_started" ? argv[0] : undefined);
  if (name === undefined) return undefined;
  return files.stat(resolve(cwd, name))?.isDirectory
    ? `"${name}" is a folder: name a file in it`
    : `make it executable: chmod +x ${name}`;
}

function unsetVariable({ cause, message, messageLine, script, addedEnv }: HintFacts): string | undefined {
  return cause === "unset-variable" && message?.subject !== undefined
    ? unsetVariableHint(message.subject, {
      isBash: message.shell === "bash",
      isOfShell: message.kind === "unset-variable",
      line: messageLine ?? "",
      script: script ?? "",
      given: Object.keys(addedEnv),
    })
    : undefined;
}

function outOfMemory({ cause, end, exitCode, script = "" }: HintFacts): string | undefined {
  if (cause === "oom") {
    return "the kernel killed a process for want of memory: give the host or container more";
  }
  if (/\bkill\b.*(-9|KILL)\b/.test(script)) return undefined;
  const isKilled = exitCode === 137 && (end.type === "exited" || end.type === "signaled");
  return isKilled
    ? "nobody here sent KILL: on Linux it is most often the kernel, short of memory"
    : undefined;
}

function timeLimit({ cause, limit }: HintFacts): string | undefined {
  if (cause === "stalled") return "raise the hook's `stallTimeout:` if it is silent while it works";
  if (cause !== "timeout" || limit?.setBy === "stop") return undefined;
  return limit === undefined || limit.setBy === "hook"
    ? "raise the hook's `timeout:` if it only needs longer"
    : "give the hook a `timeout:` of its own if it only needs longer";
}

function missingShell({ cause, end, shell }: HintFacts): string | undefined {
  if (cause !== "not-found" || end.type !== "not_started" || end.reason !== "not-found") return undefined;
  return shell === undefined || shell === "dax" ? undefined : missingShellHint(shell);
}

/** What to do about a `shell:` that the host lacks. */
export function missingShellHint(shell: string): string {
  return `this host has no ${shell}: install it, or choose another \`shell:\`; \`dax\` needs nothing on the host`;
}
