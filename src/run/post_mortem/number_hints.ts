// What to do where bash's way with numbers ended a script. Apart from the other hints: bash alone counts like this.
import type { BashMessage } from "./bash_messages.ts";

/** What these hints look at. */
export interface NumberFacts {
  readonly message: BashMessage | undefined;
  /** The command that failed, if it was observed. */
  readonly command?: string | undefined;
  readonly exitCode: number;
}

/** `09` in an expression. */
export function octalNumber({ message }: NumberFacts): string | undefined {
  const [, digits] = /value too great for base \(error token is "(0\d+)"\)/.exec(message?.text ?? "") ?? [];
  return digits === undefined
    ? undefined
    : `a number that begins with 0 is read as octal: write $((10#$x)) for a $x that may be ${digits}`;
}

/** An expression of `((…))` or `let` that changes a variable: `=`, `+=`, `++`. */
const COUNTS = /\+\+|--|(^|[^=!<>])=([^=]|$)/;

/** `((count++))` under `set -e`. */
export function countedToZero({ command = "", exitCode }: NumberFacts): string | undefined {
  return exitCode === 1 && /^(\(\(|let\s)/.test(command) && COUNTS.test(command)
    ? "an expression that is 0 counts as a failure: write `x=$((x + 1))` for `((x++))`"
    : undefined;
}

/** `((a > b))` under `set -e`. */
export function conditionOfNumbers({ command = "", exitCode }: NumberFacts): string | undefined {
  return exitCode === 1 && command.startsWith("((") && !COUNTS.test(command)
    ? "`((…))` fails if what it says is false, or 0: `if ((…)); then` asks without failing"
    : undefined;
}
