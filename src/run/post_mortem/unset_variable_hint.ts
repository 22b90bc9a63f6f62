// A variable that was not set → what to do about it. Apart from the other hints: it looks for the name that was meant.

/** What the hint is concluded from. */
export interface UnsetVariable {
  /** Whether bash says so, which reads words as numbers. */
  readonly isBash: boolean;
  /** Whether the words are the shell's, not the author's (`${NAME:?words}`). */
  readonly isOfShell: boolean;
  /** The source line that names it. */
  readonly line: string;
  readonly script: string;
  /** The variables that the hook was given. */
  readonly given: readonly string[];
}

/** The hint; `subject` is the variable as the shell names it. */
export function unsetVariableHint(
  subject: string,
  { isBash, isOfShell, line, script, given }: UnsetVariable,
): string {
  const name = subject.replace(/^\$/, "");
  if (isOfShell && name.includes("[")) return `there is no element ${name}`;
  if (/^\d+$/.test(name)) return `it was called with too few arguments: there is no $${name}`;
  const array = isBash ? arrayIndexedBy(name, { line, script }) : undefined;
  if (array !== undefined) {
    return `"${array}" is no associative array, so "${name}" was read as a variable: declare -A ${array} makes it one`;
  }
  if (isBash && isOfShell && isWord(name, line)) {
    return `"${name}" was read as a variable, since a number is wanted here: it is a word of what it was given`;
  }
  const meant = isOfShell ? [...assignedIn(script), ...given].find((one) => isSlip(name, one)) : undefined;
  return meant === undefined
    ? `"${name}" is not set: pass it in, or write \${${name}:-} if it may be empty`
    : `"${name}" is not set, but "${meant}" is: is that the one? If it may be empty, write \${${name}:-}`;
}

/** Below this, names are one letter apart by chance. */
const SHORTEST_NAME = 4;

/**
 * Whether one name is the other with a slip: another case, a letter too many or too few, two that changed places. Stricter
 * than `nearest`: DB_HOST and DB_PORT are two things.
 */
function isSlip(written: string, meant: string): boolean {
  const a = written.toLowerCase(), b = meant.toLowerCase();
  if (written === meant || Math.min(a.length, b.length) < SHORTEST_NAME) return false;
  let start = 0, end = 0;
  while (start < a.length && a[start] === b[start]) start++;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const own = a.slice(start, a.length - end), other = b.slice(start, b.length - end);
  if (/\d/.test(own + other)) return false;
  return own.length + other.length <= 1 || (own.length === 2 && own === [...other].reverse().join(""));
}

/** The array of `array[web]` or `${array[$name]}`, where the line does not use `web` as a variable. */
function arrayIndexedBy(
  name: string,
  { line, script }: Pick<UnsetVariable, "line" | "script">,
): string | undefined {
  if (new RegExp(`\\$\\{?[#!]?${name}\\b`).test(line)) return undefined;
  const [, array, index] = /([A-Za-z_]\w*)\[([^\]]+)\]/.exec(line) ?? [];
  const isIndex = index !== undefined && (index.includes("$") || index.replaceAll(/["']/g, "") === name);
  return isIndex && !new RegExp(`-\\w*A\\w*\\s+${array}\\b`).test(script) ? array : undefined;
}

/** Whether the line has the name, but neither as `$name` nor in an expression. */
function isWord(name: string, line: string): boolean {
  return new RegExp(`\\b${name}\\b`).test(line) &&
    !new RegExp(`\\$\\{?[#!]?${name}\\b|\\(\\(|\\blet\\s|\\[`).test(line);
}

/** The variables that a script sets. */
function assignedIn(script: string): readonly string[] {
  const names = script.matchAll(/(?:^|[\s;&|(])([A-Za-z_]\w*)\+?=|\bfor\s+([A-Za-z_]\w*)\s+in\b/g);
  return [...names].map(([, set, looped]) => set ?? looped!);
}
