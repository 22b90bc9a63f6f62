// What runs on this machine: /proc on Linux, ps elsewhere. Apart from starting processes, since only the end of a
// hook asks for it.
import type { ProcessQuery, ProcessRow } from "./system.ts";

/** Living processes that match any part of the query, by pid; empty where the system cannot tell. */
export function findProcesses(query: ProcessQuery): readonly ProcessRow[] {
  if (Deno.build.os === "windows") return [];
  const table = Deno.build.os === "linux" ? readProc() : readPs();
  const wanted = descendantsOf(query.ancestors ?? [], table);
  return table
    .filter((entry) => wanted.has(entry.pid) || entry.group === query.group || carries(entry, query.marker))
    .map(toRow);
}

interface Entry extends Omit<ProcessRow, "command" | "elapsedMs"> {
  readonly elapsedMs: () => number;
  readonly command: () => string;
  /** Undefined if it may not be read: another user's process. */
  readonly environment: () => string | undefined;
}

function toRow(entry: Entry): ProcessRow {
  const { pid, parentPid, group, state } = entry;
  return { pid, parentPid, group, state, elapsedMs: entry.elapsedMs(), command: entry.command() };
}

function descendantsOf(roots: readonly number[], table: readonly Entry[]): ReadonlySet<number> {
  const found = new Set<number>();
  if (roots.length === 0) return found;
  const childrenOf = Map.groupBy(table, (entry) => entry.parentPid);
  const pending = [...roots];
  for (let pid = pending.pop(); pid !== undefined; pid = pending.pop()) {
    if (found.has(pid)) continue;
    found.add(pid);
    for (const child of childrenOf.get(pid) ?? []) pending.push(child.pid);
  }
  return found;
}

function carries(entry: Entry, marker: string | undefined): boolean {
  if (marker === undefined) return false;
  const environment = entry.environment();
  if (environment === undefined) return false;
  for (let at = environment.indexOf(marker); at !== -1; at = environment.indexOf(marker, at + 1)) {
    const before = at === 0 ? "\0" : environment[at - 1]!;
    const after = environment[at + marker.length] ?? "\0";
    if (/[\0\s]/.test(before) && /[\0\s/]/.test(after)) return true;
  }
  return false;
}

function readProc(): Entry[] {
  const entries: Entry[] = [];
  for (const { name } of Deno.readDirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const stat = readOrUndefined(`/proc/${name}/stat`);
    const entry = stat === undefined ? undefined : parseStat(stat);
    if (entry && entry.state !== "Z" && entry.state !== "X") entries.push(entry);
  }
  return entries.sort((a, b) => a.pid - b.pid);
}

/** proc(5): the name in parentheses may hold spaces and parentheses, so the fields are counted from the last one. */
function parseStat(stat: string): Entry | undefined {
  const end = stat.lastIndexOf(")");
  const fields = stat.slice(end + 2).split(" ");
  const pid = Number.parseInt(stat, 10);
  if (end === -1 || Number.isNaN(pid)) return undefined;
  const name = stat.slice(stat.indexOf("(") + 1, end);
  return {
    pid,
    state: fields[0]!,
    parentPid: Number(fields[1]),
    group: Number(fields[2]),
    elapsedMs: () => Math.max(0, Math.round(uptimeMs() - Number(fields[19]) * MS_PER_TICK)),
    command: () =>
      readOrUndefined(`/proc/${pid}/cmdline`)?.replace(/\0+$/, "").replaceAll("\0", " ") || `[${name}]`,
    environment: () => readOrUndefined(`/proc/${pid}/environ`),
  };
}

/** USER_HZ, which is 100 on every architecture that Linux still runs on. */
const MS_PER_TICK = 10;

function uptimeMs(): number {
  return Number.parseFloat(readOrUndefined("/proc/uptime") ?? "0") * 1000;
}

/** A process may end between two reads. */
function readOrUndefined(path: string): string | undefined {
  try {
    return Deno.readTextFileSync(path);
  } catch {
    return undefined;
  }
}

/** `-E` appends the environment to the command on macOS, which is where this is used. */
function readPs(): Entry[] {
  const args = ["-A", "-E", "-ww", "-o", "pid=,ppid=,pgid=,state=,etime=,command="];
  const { stdout } = new Deno.Command("ps", { args, stdin: "null", stderr: "null" }).outputSync();
  return new TextDecoder().decode(stdout).split("\n").flatMap((line) => parsePsLine(line) ?? []);
}

function parsePsLine(line: string): Entry | undefined {
  const match = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S)\S*\s+(\S+)\s+(.*)$/.exec(line);
  if (!match || match[4] === "Z") return undefined;
  const [, pid, parentPid, group, state, elapsed, command] = match;
  return {
    pid: Number(pid),
    parentPid: Number(parentPid),
    group: Number(group),
    state: state!,
    elapsedMs: () => parseElapsed(elapsed!),
    command: () => command!.replace(/\s[A-Za-z_][A-Za-z0-9_]*=.*$/, ""),
    environment: () => command,
  };
}

/** ps writes [[days-]hours:]minutes:seconds. */
function parseElapsed(text: string): number {
  const [clock, days = "0"] = text.split("-").reverse();
  const seconds = clock!.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
  return (Number(days) * 86_400 + seconds) * 1000;
}
