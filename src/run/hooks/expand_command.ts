// A command as the script says it and the values of its variables → the command as it ran.
import { MASK } from "../secrets/mask.ts";

/** Names whose values are never shown. */
const SECRET_NAME = /pass|pwd.|secret|token|key$|cred|auth|dsn/i;

/** What stands for `$NAME` outside of single quotes. */
export interface Values {
  readonly variables: ReadonlyMap<string, string>;
  /** `$1` to `$9`. */
  readonly args: readonly string[];
}

const REFERENCE = /^\$(?:\{([A-Za-z_][A-Za-z0-9_]*|[1-9])\}|([A-Za-z_][A-Za-z0-9_]*|[1-9@*]))/;

/** The command with its plain `$NAME` and `${NAME}` replaced; undefined if that changes nothing. */
export function expandCommand(command: string, values: Values): string | undefined {
  let expanded = "", isQuoted = false;
  for (let at = 0; at < command.length;) {
    const rest = command.slice(at);
    const reference = REFERENCE.exec(rest);
    const length = rest.startsWith("'") && !isQuoted
      ? singleQuotedLength(rest)
      : rest.startsWith("\\")
      ? 2
      : 1;
    const value = reference ? valueOf(reference[1] ?? reference[2]!, values) : undefined;
    if (rest.startsWith('"')) isQuoted = !isQuoted;
    expanded += value ?? rest.slice(0, reference ? reference[0].length : length);
    at += reference ? reference[0].length : length;
  }
  return expanded === command ? undefined : expanded;
}

function singleQuotedLength(text: string): number {
  const end = text.indexOf("'", 1);
  return end === -1 ? text.length : end + 1;
}

function valueOf(name: string, { variables, args }: Values): string | undefined {
  if (/^\d$/.test(name)) return args[Number(name) - 1] ?? "";
  if (name === "@" || name === "*") return args.join(" ");
  return SECRET_NAME.test(name) ? MASK : variables.get(name);
}
