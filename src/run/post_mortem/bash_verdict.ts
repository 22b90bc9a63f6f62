// The output of a hook → the message of bash's that tells why it ended, where no record does.
import { type BashMessage, parseBashMessage } from "./bash_messages.ts";
import type { Culprit } from "./find_culprit.ts";
import type { OutputTail } from "./hook_failure.ts";

/** How far from its end a script may still write after bash gave up on it: traps, callers. */
const LAST_LINES = 30;

/** The exit codes bash itself ends a script with for an unset variable or a syntax error. */
const FATAL_CODES = new Set([1, 2, 127]);

/**
 * The message of an unset variable or a syntax error that ended the hook. Bash reports these without a record; they
 * lose only against a recorded failure that has another exit code. Where nothing was recorded, any message will do.
 */
export function lastFatalMessage(
  output: OutputTail,
  { exitCode, culprit, isInScript }: {
    exitCode: number;
    culprit: Culprit | undefined;
    /** Whether what the message is about can have ended the hook. */
    isInScript: (message: BashMessage) => boolean;
  },
): BashMessage | undefined {
  const all = messagesIn(output).filter((message) => isInScript(message));
  if (!culprit) {
    const located = all.filter((message) => message.line !== undefined);
    return located.findLast((message) => message.kind !== "other") ??
      (FATAL_CODES.has(exitCode) ? located.at(-1) : undefined);
  }
  const messages = all.filter((message) => message.kind === "unset-variable" || message.kind === "syntax");
  // A syntax error takes two lines: what is wrong, and the line's text.
  const message = messages.findLast((one) => one.line !== undefined) ?? messages.at(-1);
  if (!message) return undefined;
  const isOwnExit = culprit?.record.kind === "exit" && !culprit.record.isInTrap;
  return FATAL_CODES.has(exitCode) && !isOwnExit ? message : undefined;
}

/**
 * The message of a `${NAME:?text}` that ended the hook: its text is the author's, so only the source line tells it from
 * what commands say. It has no record either.
 */
export function requiredVariableMessage(
  output: OutputTail,
  { exitCode, culprit, lineOf }: {
    exitCode: number;
    culprit: Culprit | undefined;
    lineOf: (message: BashMessage) => string | undefined;
  },
): BashMessage | undefined {
  if (!FATAL_CODES.has(exitCode) || culprit?.record.kind === "exit") return undefined;
  for (const message of messagesIn(output).toReversed()) {
    const name = message.kind === "other" ? /^([A-Za-z_]\w*|\d+): /.exec(message.text)?.[1] : undefined;
    const source = name === undefined ? undefined : lineOf(message);
    if (["?", ":?"].some((sign) => source?.includes(`\${${name}${sign}`))) {
      return { ...message, kind: "unset-variable", subject: name };
    }
  }
  return undefined;
}

/**
 * The message about a redirection of a whole loop or block: of that bash keeps neither the line nor the command, but
 * those of what ran before.
 */
export function failedRedirection(
  output: OutputTail,
  { exitCode, lineOf }: { exitCode: number; lineOf: (message: BashMessage) => string | undefined },
): BashMessage | undefined {
  const last = messagesIn(output).at(-1);
  const isOfBlock = last?.shell === "bash" && exitCode === 1 &&
    /^\s*(done|fi|esac|\}|\))\s*\d*[<>]/.test(lineOf(last) ?? "");
  return isOfBlock ? { ...last, kind: "other", subject: undefined } : undefined;
}

/**
 * The message about the line that was to set the variable which is not set: an error in an expression ends its command,
 * but neither the script nor with a record.
 */
export function failedAssignment(
  output: OutputTail,
  { fatal, lineOf }: {
    readonly fatal: BashMessage;
    readonly lineOf: (message: BashMessage) => string | undefined;
  },
): BashMessage | undefined {
  if (fatal.kind !== "unset-variable" || !/^\w+$/.test(fatal.subject ?? "")) return undefined;
  const sets = new RegExp(`(^|[\\s;&|({])${fatal.subject}\\+?=`);
  const before = messagesIn(output).filter((message) =>
    message.shell === "bash" && message.line !== undefined && message.text !== fatal.text &&
    /\(error token is |\$\{.*: bad substitution/.test(message.text)
  );
  const found = before.findLast((message) => sets.test(lineOf(message) ?? ""));
  return found && { ...found, kind: "other", subject: undefined };
}

/** What bash said about the failing command itself, such as "command not found". */
export function messageAbout(output: OutputTail, culprit: Culprit | undefined): BashMessage | undefined {
  const lines = new Set(culprit?.burst.flatMap((record) => record.frames.map((frame) => frame.line)) ?? []);
  const command = culprit?.record.command ?? "";
  const isIn = (subject: string) => command.includes(subject.replace(/^cd: /, ""));
  return messagesIn(output).findLast((message) => {
    if (lines.has(message.line ?? -1)) return true;
    // Commands in parentheses are recorded at the line that closes them.
    if (message.line !== undefined && !command.startsWith("( ")) return false;
    return message.subject === undefined ? message.line === undefined : isIn(message.subject);
  });
}

function messagesIn(output: OutputTail): readonly BashMessage[] {
  return output.lines
    .filter((line) => line.stream === "stderr")
    .slice(-LAST_LINES)
    .flatMap((line) => parseBashMessage(line.text) ?? []);
}
