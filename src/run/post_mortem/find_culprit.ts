// The records of a hook and its exit code → the record that is the root cause. One failure is recorded once per
// subshell, function and script it passes through, the innermost first; such a burst is one cause.
import { toolOf } from "./exit_code_meaning.ts";
import type { BashRecord, BashRecords, BashShell } from "./bash_records.ts";

/** The records of one failure. */
export interface Culprit {
  /** The innermost. */
  readonly record: BashRecord;
  /** All of them, the innermost first. */
  readonly burst: readonly BashRecord[];
  /** False if the script went on after it, so that something unrecorded may have set the exit code. */
  readonly isCertain: boolean;
}

/** What the records are judged by. */
export interface CulpritQuery {
  /** The process id of the hook's command. */
  readonly pid: number | undefined;
  readonly exitCode: number;
  /** The source line of the outermost frame of a record, to tell `exit 1` from `exit $?`. */
  readonly lineOf: (record: BashRecord) => string | undefined;
}

/** The failure that gave the hook its exit code, or undefined if no record did. */
export function findCulprit(records: BashRecords, query: CulpritQuery): Culprit | undefined {
  const { failures } = records;
  const root = rootShell(records.shells, query.pid);
  const last = failures.findLastIndex((record) => record.shell === root?.pid && record.subshellDepth === 0);
  const record = failures[last];
  if (!record || (record.status !== query.exitCode && !endedItsShell(record))) return undefined;
  let first = last;
  while (first > 0 && passesOn(failures[first - 1]!, failures[first]!, { records, query })) first--;
  const burst = failures.slice(first, last + 1);
  return { record: burst[0]!, burst, isCertain: record.kind === "exit" || record.options.includes("e") };
}

/** Under `set -e` it was the end, even if an EXIT trap then gave the script another exit code. */
export function endedItsShell({ kind, options }: BashRecord): boolean {
  return kind === "err" && options.includes("e");
}

/** The shell the hook itself is, or that its command (`timeout`, `env`) started; else the outermost. */
export function rootShell(shells: readonly BashShell[], pid: number | undefined): BashShell | undefined {
  return ownShell(shells, pid) ?? shells.toSorted((a, b) => a.level - b.level)[0];
}

/** The bash the hook itself is, or that its command started; undefined if the hook is no bash. */
export function ownShell(shells: readonly BashShell[], pid: number | undefined): BashShell | undefined {
  return shells.find((shell) => shell.pid === pid) ?? shells.find((shell) => shell.parentPid === pid);
}

/** Whether the outer record is the inner failure, seen one level up. */
function passesOn(
  inner: BashRecord,
  outer: BashRecord,
  { records, query }: { records: BashRecords; query: CulpritQuery },
): boolean {
  const shellOf = (record: BashRecord) => records.shells.find((shell) => shell.pid === record.shell);
  const levelOf = (record: BashRecord) => shellOf(record)?.level ?? 0;
  // A script in the background has its caller's SHLVL.
  const isNested = inner.shell !== outer.shell &&
    (levelOf(inner) > levelOf(outer) || shellOf(inner)?.parentPid === outer.shell);
  if (outer.kind === "exit" && !outer.isInTrap && isLiteralExit(query.lineOf(outer))) return false;
  if (outer.isInTrap) return isNested || (inner.shell === outer.shell && inner.command === outer.command);
  if (isNested && names(query.lineOf(outer), records.shells.find((shell) => shell.pid === inner.shell))) {
    return true;
  }
  if (isNested && RUNNERS.has(toolOf(outer.command) ?? "")) return true;
  if (inner.status !== outer.status) return false;
  if (inner.shell !== outer.shell) return isNested;
  if (outer.kind === "exit") return true;
  return inner.subshellDepth > outer.subshellDepth || inner.frames.length > outer.frames.length ||
    isSamePlace(inner, outer);
}

/** What runs scripts that its own command line need not name, with an exit code of its own. */
const RUNNERS = new Set([
  "make",
  "gmake",
  "npm",
  "npx",
  "yarn",
  "pnpm",
  "just",
  "task",
  "find",
  "xargs",
  "parallel",
]);

/** Whether the line calls the script by its name; `xargs`, `make` and `timeout` give it another exit code. */
function names(line: string | undefined, script: BashShell | undefined): boolean {
  const name = script?.name.split("/").at(-1);
  return name !== undefined && name !== "bash" && line !== undefined && line.includes(name);
}

/** `exit 3` states a failure of its own; `exit $rc` and a bare `exit` pass one on. */
function isLiteralExit(line: string | undefined): boolean {
  return line === undefined || /\bexit\s+["']?\d/.test(line);
}

function isSamePlace(a: BashRecord, b: BashRecord): boolean {
  return a.frames[0]?.line === b.frames[0]?.line && a.frames[0]?.file === b.frames[0]?.file &&
    a.frames.length === b.frames.length;
}

/**
 * The failures of the hook's own shell that nothing checked, each once, in order. Those of other scripts are left
 * out: whoever called them may have looked at their exit code. (Bash records none in conditions.)
 */
export function uncheckedRecords(
  records: BashRecords,
  { pid, except }: { pid: number | undefined; except: readonly BashRecord[] },
): readonly BashRecord[] {
  const root = rootShell(records.shells, pid);
  const own = records.failures.filter((record) =>
    record.kind === "err" && record.shell === root?.pid && !except.includes(record) && !isHabit(record)
  );
  const seen = new Set(except.map(placeKey));
  return own.filter((record, i) => {
    const next = own[i + 1];
    const isInner = next?.status === record.status && record.subshellDepth > next.subshellDepth;
    const key = placeKey(record);
    if (isInner || seen.has(key) || isOuterOfPrevious(own, i)) return false;
    seen.add(key);
    return true;
  });
}

/** `((i++))` and `read -d ''` give 1 where nothing went wrong. */
function isHabit({ status, command }: BashRecord): boolean {
  return status === 1 && /^(\(\(|let\s|read\s.*-\w*d)/.test(command);
}

/** The caller's record that follows the callee's. */
function isOuterOfPrevious(own: readonly BashRecord[], index: number): boolean {
  const previous = own[index - 1], record = own[index]!;
  return previous !== undefined && previous.status === record.status &&
    previous.subshellDepth === record.subshellDepth && previous.frames.length > record.frames.length &&
    previous.frames[previous.frames.length - record.frames.length]?.line === record.frames[0]?.line;
}

function placeKey(record: BashRecord): string {
  return record.frames.map((frame) => `${frame.file}:${frame.line}`).join("<");
}
