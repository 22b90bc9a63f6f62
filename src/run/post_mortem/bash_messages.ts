// What bash itself, or another sh, says on stderr about a script, found among the other output. ERR does not fire for
// an unset variable under `set -u` or a syntax error, and sh has no ERR trap, so these lines are all there is.

/** One message of a shell's own. */
export interface BashMessage {
  readonly kind:
    | "unset-variable"
    | "syntax"
    | "not-found"
    | "not-executable"
    | "bad-interpreter"
    | "too-long"
    | "other";
  /** Who says it: bash writes `line N`, dash and its like the number alone. */
  readonly shell: "bash" | "sh";
  /** The script as bash names it: its path, or `$0` of a -c text. */
  readonly script: string;
  /** Undefined where bash gives none. */
  readonly line: number | undefined;
  readonly text: string;
  /** The variable or the command it is about. */
  readonly subject: string | undefined;
  /** Whether the script was given with -c; only said of syntax errors. */
  readonly isInline: boolean;
}

/** `SCRIPT: line N: TEXT`; the word for "line" depends on the locale. */
const MESSAGE = /^(.+?): (-c: )?(?:[\p{L}.]+ (\d+): )?(.+)$/u;
/** `SCRIPT: N: TEXT` of dash, `SCRIPT[N]: TEXT` of ksh. */
const SH_MESSAGE = /^(\S+?)(?:: (\d+):|\[(\d+)\]:) (.+)$/;
/** dash's line is then one of the sourced file. */
const SOURCED = /^(\S*[/.]\S*): (\S+: .+|Syntax error: .+)$/;
const SHELL_NAME = /(^|\/)(ba|da|a|k|z)?sh$/;

const KINDS: readonly { readonly kind: BashMessage["kind"]; readonly pattern: RegExp }[] = [
  { kind: "too-long", pattern: /^(.+): Argument list too long$/ },
  {
    kind: "unset-variable",
    pattern: /^(.+): (?:unbound variable|parameter null or not set|parameter not set)$/,
  },
  {
    kind: "syntax",
    pattern:
      /^(?:[Ss]yntax error|unexpected EOF|unexpected end of file).*?(?:[`'‘"](.+)['’"](?: unexpected.*)?)?$/,
  },
  { kind: "syntax", pattern: /^()Bad substitution$/ },
  { kind: "syntax", pattern: /^(?!\[: |test: )(.+): (?:bad substitution|syntax error.*)$/ },
  { kind: "not-found", pattern: /^(.+): command not found$/ },
  { kind: "bad-interpreter", pattern: /^(.+?): .*bad interpreter.*$/ },
  { kind: "bad-interpreter", pattern: /^(.+): cannot execute: required file not found$/ },
  { kind: "not-found", pattern: /^(?:exec: )?(.+): (?:not found|No such file or directory)$/ },
  {
    kind: "not-executable",
    pattern: /^(.+): (?:Permission denied|Is a directory|cannot execute.*|Exec format error)$/,
  },
];

/** The message in a line of stderr, or undefined. `-c` texts of bash before 5 have no "line N". */
export function parseBashMessage(line: string): BashMessage | undefined {
  const sh = SH_MESSAGE.exec(line);
  if (sh) {
    const [, script, number = sh[3], , text] = sh, sourced = SOURCED.exec(text!);
    const where = { shell: "sh", line: Number(number), isInline: false } as const;
    return sourced
      ? classify(sourced[2]!, { ...where, script: sourced[1]! })
      : classify(text!, { ...where, script: script! });
  }
  const match = MESSAGE.exec(line);
  if (!match) return undefined;
  const [, script, inline, number, text] = match;
  const isShell = number !== undefined || isShellName(script!);
  if (!isShell) return undefined;
  const message = classify(text!, {
    shell: "bash",
    script: script!,
    line: number === undefined ? undefined : Number(number),
    isInline: inline !== undefined,
  });
  return message.kind === "other" && number === undefined ? undefined : message;
}

/** Whether a script's name in a message is that of the shell: its text came with -c or through a pipe. */
export function isShellName(script: string): boolean {
  return SHELL_NAME.test(script) || script === "environment";
}

function classify(
  text: string,
  where: Pick<BashMessage, "shell" | "script" | "line" | "isInline">,
): BashMessage {
  for (const { kind, pattern } of KINDS) {
    const found = pattern.exec(text);
    if (found) return { kind, ...where, text, subject: found[1] || undefined };
  }
  return { kind: "other", ...where, text, subject: undefined };
}
