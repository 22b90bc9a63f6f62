// What bash itself says on stderr about a script, found among the other output. ERR does not fire for an unset
// variable under `set -u` or a syntax error, so these lines are all there is.

/** One message of bash's own. */
export interface BashMessage {
  readonly kind: "unset-variable" | "syntax" | "not-found" | "not-executable" | "bad-interpreter" | "other";
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

const KINDS: readonly { readonly kind: BashMessage["kind"]; readonly pattern: RegExp }[] = [
  {
    kind: "unset-variable",
    pattern: /^(.+): (?:unbound variable|parameter null or not set|parameter not set)$/,
  },
  {
    kind: "syntax",
    pattern: /^(?:syntax error|unexpected EOF|unexpected end of file).*?(?:[`'‘](.+)['’])?$/,
  },
  { kind: "syntax", pattern: /^(.+): (?:bad substitution|syntax error.*)$/ },
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
  const match = MESSAGE.exec(line);
  if (!match) return undefined;
  const [, script, inline, number, text] = match;
  const isBash = number !== undefined || /(^|\/)(ba)?sh$/.test(script!) || script === "environment";
  if (!isBash) return undefined;
  for (const { kind, pattern } of KINDS) {
    const found = pattern.exec(text!);
    if (found) return toMessage(kind, found[1]);
  }
  return number === undefined ? undefined : toMessage("other", undefined);

  function toMessage(kind: BashMessage["kind"], subject: string | undefined): BashMessage {
    return {
      kind,
      script: script!,
      line: number === undefined ? undefined : Number(number),
      text: text!,
      subject,
      isInline: inline !== undefined,
    };
  }
}
