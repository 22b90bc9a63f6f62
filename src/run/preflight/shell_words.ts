// A command line → what of it is a shell's script: the text after `-c`, or the file that the shell is to read. Pure.

/** What a shell is given to run. */
export interface ShellCall {
  /** The index of the script's text, or of the file's name; undefined where it reads standard input. */
  readonly script?: number;
  readonly isInline: boolean;
}

/** The shells whose `-n` reads a script without running it. */
const SHELLS = /^(bash|sh|dash|ash|ksh|mksh|zsh)$/;

/** Whether a program is a shell that can check a script. */
export function isCheckingShell(program: string): boolean {
  return SHELLS.test(program.split("/").at(-1)!);
}

/** The indices of the programs that a command line starts: the first word, and what `timeout` and the like run. */
export function programsOf(argv: readonly string[]): readonly number[] {
  const found = [0];
  for (let at = 0;;) {
    const next = WRAPPERS.get(argv[at]!.split("/").at(-1)!)?.(argv, at + 1);
    if (next === undefined || argv[next] === undefined || next === at) return found;
    found.push(next);
    at = next;
  }
}

/** Where the program of a wrapper stands, given where its own words begin; undefined if that is not clear. */
type FindProgram = (argv: readonly string[], from: number) => number | undefined;

const WRAPPERS: ReadonlyMap<string, FindProgram> = new Map([
  ["nohup", (_, from) => from],
  ["timeout", (argv, from) => {
    const duration = afterOptions(argv, from, /^(-k|-s|--kill-after|--signal)$/);
    return duration === undefined ? undefined : duration + 1;
  }],
  ["nice", (argv, from) => afterOptions(argv, from, /^(-n|--adjustment)$/)],
  ["env", (argv, from) => {
    // Another PATH or folder makes all that follows unclear.
    const words = argv.slice(from), first = words.findIndex((word) => !/^[A-Za-z_]\w*=/.test(word));
    const isClear = first !== -1 && !words[first]!.startsWith("-") &&
      !words.slice(0, first).some((word) => word.startsWith("PATH="));
    return isClear ? from + first : undefined;
  }],
]);

function afterOptions(argv: readonly string[], from: number, takesValue: RegExp): number | undefined {
  let at = from;
  while (argv[at]?.startsWith("-")) at += takesValue.test(argv[at]!) ? 2 : 1;
  return at < argv.length ? at : undefined;
}

/** The script of the shell at the index `shell`: others may stand before it, as in `timeout 30 bash x.sh`. */
export function shellCall(argv: readonly string[], shell: number): ShellCall {
  let isInline = false, at = shell + 1;
  for (; at < argv.length; at++) {
    const word = argv[at]!;
    if (word === "-" || word === "--") {
      at++;
      break;
    }
    if (!/^[-+]./.test(word)) break;
    if (word.startsWith("--")) {
      if (/^--(rcfile|init-file)$/.test(word)) at++;
      continue;
    }
    if (word.startsWith("-") && word.includes("c")) isInline = true;
    if (word.startsWith("-") && word.includes("s") && !isInline) return { isInline: false };
    if (/[oO]/.test(word)) at++;
  }
  return at < argv.length ? { script: at, isInline } : { isInline };
}
