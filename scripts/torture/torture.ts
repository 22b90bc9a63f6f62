// A seed → a storm of hooks run to its end, runs that are killed in the midst of it, a calm run after them; and what
// all that came to, as figures and as broken promises.
import { join } from "node:path";
import { findRemains, journalsOf, processesWith } from "./remains.ts";
import { type Random, seededRandom } from "./random.ts";
import { type HookLimits, LONGEST_GRACE_MS, makeCalm, makeStorm, type Storm } from "./storm.ts";
import { type Site, startVictim, type VictimEnd } from "./victim.ts";

/** What to do. */
export interface TortureRequest {
  readonly program: readonly string[];
  readonly seed: number;
  readonly hooks: number;
  readonly concurrency: number;
  /** Runs that are killed; one in four ends by its deadline instead. */
  readonly kills: number;
  readonly mostMib: number;
  readonly say?: (line: string) => void;
}

/** What came of it. */
export interface TortureResult {
  readonly figures: Readonly<Record<string, string | number>>;
  /** Promises that were not kept; none if all is well. */
  readonly broken: readonly string[];
}

/** What a busy machine may add to any time. */
const SLACK_MS = 3000;
/** What ending a hook takes beyond its grace period: KILL, the sweep, the last of its output. */
const SWEEP_MS = 3000;

/** Runs everything in a folder of its own, which is gone afterwards. */
export async function torture(request: TortureRequest): Promise<TortureResult> {
  const random = seededRandom(request.seed);
  const token = String(1e8 + random.below(9e8)) + Deno.pid;
  const dir = await Deno.makeTempDir({ prefix: `torture-${token}-` });
  const site: Site = { dir, program: request.program, token };
  try {
    return await run(request, { site, random });
  } finally {
    for (const { pid } of processesWith(token)) end(pid);
    await Deno.remove(dir, { recursive: true });
  }
}

function end(pid: number): void {
  try {
    Deno.kill(pid, "SIGKILL");
  } catch {
    return; // it has ended by itself
  }
}

interface Stage {
  readonly site: Site;
  readonly random: Random;
}

async function run(request: TortureRequest, { site, random }: Stage): Promise<TortureResult> {
  const { hooks, kills, mostMib, say = () => {} } = request;
  const broken: string[] = [];
  const storm = makeStorm(hooks, { random, token: site.token });
  await furnish(site, storm);
  say(`${hooks} hooks, ${request.concurrency} releases at once`);
  const whole = await startVictim(syncArgs(request), site).ended;
  if (![0, 1].includes(whole.code) || journalsOf(site).length === 0) {
    throw new Error(`The run failed: ${whole.stderr}`);
  }
  const seen = judgeHooks(await readEvents(site), storm);
  broken.push(...seen.broken);

  const ends: VictimEnd[] = [whole];
  let slowestStopMs = 0;
  for (let i = 0; i < kills; i++) {
    const { how, end, stopMs, problems } = await killOnce(request, { site, random, index: i });
    say(`${how}: exit code ${end.code} after ${Math.round(end.durationMs)} ms`);
    ends.push(end);
    slowestStopMs = Math.max(slowestStopMs, stopMs);
    broken.push(...problems);
  }
  await Deno.writeTextFile(join(site.dir, "project", "helmfile.yaml"), makeCalm(hooks));
  const calm = await startVictim(syncArgs(request), site).ended;
  if (calm.code !== 0) broken.push(`exit code ${calm.code} of the calm run: ${calm.stderr}`);
  broken.push(...await findRemains(site), ...await unreadableRuns(site));
  const peakMib = Math.max(...ends.map((one) => one.peakMib));
  if (peakMib > mostMib) broken.push(`${peakMib.toFixed(0)} MiB of memory`);
  return {
    broken,
    figures: {
      "seconds of the whole run": (whole.durationMs / 1000).toFixed(1),
      "hooks that ran": seen.count,
      "hooks that reached their limit": seen.limited,
      "latest end after a limit, ms": Math.round(seen.worstMs),
      "runs that were killed": kills,
      "slowest end after a signal or the deadline, ms": Math.round(slowestStopMs),
      "journals": journalsOf(site).length,
      "peak memory, MiB": Math.round(peakMib),
    },
  };
}

async function furnish({ dir }: Site, { text }: Storm): Promise<void> {
  for (const name of ["project", "bin", "home", "tmp"]) await Deno.mkdir(join(dir, name));
  await Deno.writeTextFile(join(dir, "project", "helmfile.yaml"), text);
  await Deno.copyFile(new URL("./storm.sh", import.meta.url), join(dir, "project", "storm.sh"));
  const helm = '#!/bin/sh\ncase "$*" in *version*) echo v4.2.3 ;; esac\n';
  await Deno.writeTextFile(join(dir, "bin", "helm"), helm, { mode: 0o755 });
}

function syncArgs({ concurrency }: TortureRequest): readonly string[] {
  return ["sync", "--concurrency", String(concurrency)];
}

interface Event {
  readonly type: string;
  readonly hook?: { readonly name: string };
  readonly end?: { readonly type: string };
  readonly durationMs?: number;
}

/** The journal of the only run so far. */
async function readEvents(site: Site): Promise<readonly Event[]> {
  const text = await Deno.readTextFile(journalsOf(site)[0]!);
  return text.split("\n").filter((line) => line !== "").map((line) => JSON.parse(line) as Event);
}

/** Whether each hook ended within its limits, and all of them ran. */
function judgeHooks(events: readonly Event[], { limits }: Storm) {
  const broken: string[] = [];
  const names = new Set<string>();
  let limited = 0, worstMs = 0;
  for (const { type, hook, end, durationMs } of events) {
    const limit = type === "hook_finished" ? limits.get(hook!.name) : undefined;
    if (!limit) continue;
    names.add(hook!.name);
    if (end!.type !== "timed_out" && end!.type !== "stalled") continue;
    limited++;
    worstMs = Math.max(worstMs, durationMs! - limit.timeoutMs - limit.graceMs);
    if (durationMs! > latestEndMs(limit)) {
      broken.push(`hook ${hook!.name} took ${durationMs} ms of ${JSON.stringify(limit)}`);
    }
  }
  if (names.size !== limits.size) broken.push(`${names.size} of ${limits.size} hooks ran`);
  if (events.at(-1)?.type !== "run_finished") broken.push("the run never said that it ended");
  return { broken, count: names.size, limited, worstMs };
}

function latestEndMs({ timeoutMs, graceMs }: HookLimits): number {
  return timeoutMs + graceMs + SWEEP_MS + SLACK_MS;
}

const SIGNALS = ["SIGKILL", "SIGKILL", "SIGTERM", "SIGINT", "SIGHUP"] as const;
const CODES: Readonly<Record<string, readonly number[]>> = {
  SIGKILL: [137],
  SIGTERM: [143],
  SIGINT: [130],
  SIGHUP: [129],
};

/** One run that does not get to its end. */
async function killOnce(
  request: TortureRequest,
  { site, random, index }: Stage & { readonly index: number },
): Promise<{ how: string; end: VictimEnd; stopMs: number; problems: readonly string[] }> {
  const afterMs = 50 + random.below(2500);
  const args = syncArgs(request);
  const isDeadline = index % 4 === 3;
  const signal = random.pick(SIGNALS), isTwice = random.below(3) === 0;
  const victim = startVictim(isDeadline ? [...args, "--deadline", `${afterMs}ms`] : args, site);
  if (!isDeadline) {
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    victim.kill(signal);
    if (isTwice) victim.kill(signal);
  }
  const end = await victim.ended;
  const stopMs = end.durationMs - afterMs;
  const how = isDeadline
    ? `deadline of ${afterMs} ms`
    : `${signal}${isTwice ? " twice" : ""} after ${afterMs} ms`;
  // A signal before we listen to it ends us as it ends any program.
  const codes = isDeadline ? [1] : CODES[signal]!;
  const problems = [
    ...codes.includes(end.code) ? [] : [`exit code ${end.code} of a run with ${how}: ${end.stderr}`],
    ...stopMs <= LONGEST_GRACE_MS + SWEEP_MS + SLACK_MS
      ? []
      : [`${Math.round(stopMs)} ms to end a run with ${how}`],
  ];
  return { how, end, stopMs, problems };
}

/** Every run that is remembered can be shown. */
async function unreadableRuns(site: Site): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const path of journalsOf(site)) {
    const id = path.split("/").at(-1)!.replace(/\.ndjson$/, "");
    const { code, stderr } = await startVictim(["runs", "show", id], site).ended;
    if (code !== 0) problems.push(`exit code ${code} of "runs show ${id}": ${stderr}`);
  }
  return problems;
}
