// What runs on this machine: /proc on Linux, ps elsewhere. Apart from starting processes, since only the end of a
// hook asks for it.
import type { ProcessQuery, ProcessRow } from "./system.ts";

/** Living processes that match any part of the query, by pid; empty where the system cannot tell. */
export function findProcesses(query: ProcessQuery): readonly ProcessRow[] {
  if (Deno.build.os === "windows") return [];
  const { strangers } = query;
  const table = Deno.build.os === "linux" ? readProc(strangers) : readPs();
  const wanted = descendantsOf(query.ancestors ?? [], table);
  const { bornSince = 0 } = query;
  const matches = (entry: Entry) =>
    wanted.has(entry.pid) || entry.group === query.group ||
    (entry.bornAt >= bornSince && bears(entry, query));
  return table.filter((entry) => {
    const isFound = matches(entry);
    // In the midst of an exec there is no environment to be read.
    if (!isFound && strangers && (entry.bornAt < bornSince || entry.environment() !== "")) {
      strangers.add(entry.pid);
    }
    return isFound;
  }).map(toRow);
}

/** A process with another value of the marker's variable belongs to another hook. */
function bears(entry: Entry, { marker, lockLimits, pipes }: ProcessQuery): boolean {
  const environment = marker === undefined ? undefined : entry.environment();
  if (marker !== undefined && environment !== undefined) {
    if (carries(environment, marker)) return true;
    if (environment.includes(marker.slice(0, marker.indexOf("=") + 1))) return false;
  }
  return hasLockLimit(entry, lockLimits) || holds(entry, pipes);
}

/** What a child that has just started has in common with its descendants alone; fewer pipes if it has ended by now. */
export function tracesOfChild(
  pid: number,
  { startedAtMs }: { /** By performance.now(), before it was started. */ readonly startedAtMs: number },
): Pick<ProcessQuery, "pipes" | "bornSince"> {
  if (Deno.build.os !== "linux") return {};
  const targets = [1, 2].flatMap((descriptor) => readLinkOrNone(`/proc/${pid}/fd/${descriptor}`));
  return {
    pipes: targets.filter((target) => target.startsWith("pipe:")),
    bornSince: Math.floor((startedAtMs + uptimeAtOriginMs()) / MS_PER_TICK),
  };
}

let uptimeAtOrigin: number | undefined;

/** How long the machine had been up when performance.now() was 0; at most 10 ms too little, which is how it is told. */
function uptimeAtOriginMs(): number {
  return uptimeAtOrigin ??= uptimeMs() - performance.now();
}

function uptimeMs(): number {
  return Number.parseFloat(readOrUndefined("/proc/uptime") ?? "0") * 1000;
}

interface Entry extends Omit<ProcessRow, "command" | "elapsedMs"> {
  /** In the table's own unit. */
  readonly bornAt: number;
  readonly elapsedMs: () => number;
  readonly command: () => string;
  /** Undefined if it may not be read: another user's process. */
  readonly environment: () => string | undefined;
  readonly lockLimit: () => number | undefined;
  /** What its descriptors lead to; none if they may not be read. */
  readonly descriptors: () => readonly string[];
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

function carries(environment: string, marker: string): boolean {
  for (let at = environment.indexOf(marker); at !== -1; at = environment.indexOf(marker, at + 1)) {
    const before = at === 0 ? "\0" : environment[at - 1]!;
    const after = environment[at + marker.length] ?? "\0";
    if (/[\0\s]/.test(before) && /[\0\s/]/.test(after)) return true;
  }
  return false;
}

function hasLockLimit(entry: Entry, range: ProcessQuery["lockLimits"]): boolean {
  const limit = range && entry.lockLimit();
  return limit !== undefined && limit >= range![0] && limit <= range![1];
}

function holds(entry: Entry, pipes: readonly string[] = []): boolean {
  return pipes.length > 0 && entry.pid !== Deno.pid &&
    entry.descriptors().some((target) => pipes.includes(target));
}

function readProc(strangers: Set<number> = new Set()): Entry[] {
  const now = uptimeMs();
  const entries: Entry[] = [];
  const pids = [...Deno.readDirSync("/proc")].map(({ name }) => Number(name)).filter((pid) => pid > 0);
  const known = new Set(pids);
  for (const pid of strangers) if (!known.has(pid)) strangers.delete(pid); // it may be given to another now
  for (const pid of pids) {
    const stat = strangers.has(pid) ? undefined : readOrUndefined(`/proc/${pid}/stat`);
    const entry = stat === undefined ? undefined : parseStat(stat, now);
    if (entry && entry.state !== "Z" && entry.state !== "X") entries.push(entry);
  }
  return entries.sort((a, b) => a.pid - b.pid);
}

/** proc(5): the name in parentheses may hold spaces and parentheses, so the fields are counted from the last one. */
function parseStat(stat: string, now: number): Entry | undefined {
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
    bornAt: Number(fields[19]),
    elapsedMs: () => Math.max(0, Math.round(now - Number(fields[19]) * MS_PER_TICK)),
    command: () =>
      readOrUndefined(`/proc/${pid}/cmdline`)?.replace(/\0+$/, "").replaceAll("\0", " ") || `[${name}]`,
    environment: () => readOrUndefined(`/proc/${pid}/environ`),
    lockLimit: () => {
      const limit = /^Max file locks +(\d+) /m.exec(readOrUndefined(`/proc/${pid}/limits`) ?? "")?.[1];
      return limit === undefined ? undefined : Number(limit);
    },
    descriptors: () => readDescriptors(`/proc/${pid}/fd`),
  };
}

/** USER_HZ, which is 100 on every architecture that Linux still runs on. */
const MS_PER_TICK = 10;

function readDescriptors(folder: string): readonly string[] {
  try {
    return [...Deno.readDirSync(folder)].flatMap(({ name }) => readLinkOrNone(`${folder}/${name}`));
  } catch {
    return []; // it has ended, or is another user's
  }
}

/** A descriptor may be closed between two reads. */
function readLinkOrNone(path: string): string[] {
  try {
    return [Deno.readLinkSync(path)];
  } catch {
    return [];
  }
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
    bornAt: 0,
    elapsedMs: () => parseElapsed(elapsed!),
    command: () => command!.replace(/\s[A-Za-z_][A-Za-z0-9_]*=.*$/, ""),
    environment: () => command,
    lockLimit: () => undefined,
    descriptors: () => [],
  };
}

/** ps writes [[days-]hours:]minutes:seconds. */
function parseElapsed(text: string): number {
  const [clock, days = "0"] = text.split("-").reverse();
  const seconds = clock!.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
  return (Number(days) * 86_400 + seconds) * 1000;
}
