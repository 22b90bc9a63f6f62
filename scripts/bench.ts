// The figures the project promises, measured on the compiled program with stand-ins for helm, each as the median of
// several runs with its limit beside it.
//
//   deno task bench [--program FILE] [--runs N]
//
// With BENCH_HELMFILE=FILE the same commands are compared with that Helmfile as well.
import { parseArgs } from "node:util";
import { dirname, join, resolve } from "node:path";
import { benchAgainstHelmfile, pathFor, type TimeOptions } from "./bench_against_helmfile.ts";

const { values: flags } = parseArgs({
  options: { program: { type: "string", default: "dist/boathook" }, runs: { type: "string", default: "7" } },
});
const program = resolve(flags.program);
const runs = Number(flags.runs);
const dir = await Deno.makeTempDir({ prefix: "boathook-bench-" });
let isOver = false;

try {
  await standInHelm(0);
  await benchBuild();
  await benchHooks();
  await benchManyHooks();
  await benchPreflight();
  await benchObservation();
  await benchChains();
  const helmfile = Deno.env.get("BENCH_HELMFILE");
  if (helmfile) {
    await standInHelm(0.1);
    await benchAgainstHelmfile(helmfile, { program, dir, folder, time, inTurn, middle, report });
  }
} finally {
  await Deno.remove(dir, { recursive: true });
}
Deno.exitCode = isOver ? 1 : 0;

/** `build` of 1,000 releases: a tree of needs, a templated values file each. */
async function benchBuild(): Promise<void> {
  const releases = Array.from({ length: 1000 }, (_, i) =>
    [
      `  - name: app-${i}`,
      `    namespace: ns-${i % 10}`,
      `    chart: ./charts/app`,
      ...(i > 0 ? [`    needs: [ns-${((i - 1) >> 1) % 10}/app-${(i - 1) >> 1}]`] : []),
      `    values: [values/${i}.yaml.gotmpl]`,
    ].join("\n"));
  const project = await folder("build", {
    "helmfile.yaml": `environments:\n  default:\n    values: [{region: eu}]\n---\nreleases:\n${
      releases.join("\n")
    }\n`,
  });
  await Deno.mkdir(join(project, "values"));
  for (let i = 0; i < 1000; i++) {
    const text = `name: {{ .Release.Name }}\nregion: {{ .Values.region | upper }}\nindex: {{ add ${i} 1 }}\n`;
    await Deno.writeTextFile(join(project, "values", `${i}.yaml.gotmpl`), text);
  }
  const plain = await measure(project, ["build"]);
  report("build of 1,000 releases", plain.ms, 800, "ms");
  report("  its memory", plain.mib, 200, "MiB");
  const embedded = await measure(project, ["build", "--embed-values"]);
  report("build --embed-values (renders every values file)", embedded.ms, 800, "ms");
}

/** What hooks cost over the same commands in plain bash; the four in turn, since the speed of a machine drifts. */
async function benchHooks(): Promise<void> {
  const [none, one, many] = [await hookProject(0), await hookProject(1), await hookProject(51)];
  const sync = [program, "sync", "--no-preflight"]; // which benchPreflight measures
  const rounds = await inTurn([
    () => time(["bash", "-c", ":"], dir),
    () => time(sync, none),
    () => time(sync, one),
    () => time(sync, many),
  ]);
  const first = rounds.map(([plain, none, one]) => one! - none! - plain!);
  const further = rounds.map(([plain, , one, many]) => (many! - one!) / 50 - plain!);
  report("first hook of a run, over plain bash", middle(first), 15, "ms");
  report("each further hook, over plain bash", middle(further), 4, "ms");
}

/**
 * What a look at 50 hooks costs, each with a script and a template of its own. One hook runs either way, so that what
 * the first template and the first hook of a run cost is not counted here.
 */
async function benchPreflight(): Promise<void> {
  const script = (i: number) =>
    [
      "set -euo pipefail",
      "for n in 1 2 3; do",
      `  if [ "$n" = ${i} ]; then echo "{{ .Release.Name }} in {{ .Environment.Name }}"; fi`,
      "done",
    ].map((line) => `          ${line}\n`).join("");
  const hook = (event: string, i: number) => `      - events: [${event}]\n        script: |\n${script(i)}`;
  const never = Array.from({ length: 49 }, (_, i) => hook("postuninstall", i));
  const releases = "  - name: app\n    chart: repo/app\n    hooks:\n" + hook("presync", 49) +
    "  - name: gone\n    chart: repo/app\n    installed: false\n    hooks:\n" + never.join("");
  const project = await folder("preflight", { "helmfile.yaml": `releases:\n${releases}` });
  const rounds = await inTurn([
    () => time([program, "sync", "--no-preflight"], project),
    () => time([program, "sync"], project),
  ]);
  report("a look at 50 hooks", middle(rounds.map(([blind, looking]) => looking! - blind!)), 30, "ms");
}

/** A run of 50 hooks over 5 releases, beside the same work in plain bash and the same run without hooks. */
async function benchManyHooks(): Promise<void> {
  const hook = '      - {events: [presync], command: bash, args: ["-c", ":"]}\n';
  const release = (i: number) => `  - name: app-${i}\n    chart: repo/app\n`;
  const releases = Array.from({ length: 5 }, (_, i) => release(i));
  const hooks = `    hooks:\n${hook.repeat(10)}`;
  const project = await folder("many-hooks", {
    "helmfile.yaml": `releases:\n${releases.map((each) => each + hooks).join("")}`,
  });
  const bare = await folder("no-hooks", { "helmfile.yaml": `releases:\n${releases.join("")}` });
  const plain =
    "for r in 1 2 3 4 5; do (for h in 1 2 3 4 5 6 7 8 9 10; do bash -c :; done; helm x) & done; wait";
  const rounds = await inTurn([
    () => time([program, "sync"], project),
    () => time([program, "sync"], bare),
    () => time(["bash", "-c", plain], project),
  ]);
  const whole = middle(rounds.map(([all]) => all!));
  const overPlain = rounds.map(([all, , plain]) => all! - plain!);
  const overBare = rounds.map(([all, bare]) => all! - bare!);
  report("50 hooks over 5 releases, our start included, over plain bash", middle(overPlain), 200, "ms");
  report("  over the same run without hooks", middle(overBare), 200, "ms");
  console.log(`       the whole run: ${whole.toFixed(1)} ms`);
}

async function hookProject(count: number): Promise<string> {
  const hooks = Array.from(
    { length: count },
    () => `      - events: [presync]\n        command: bash\n        args: ["-c", ":"]\n`,
  );
  const state = `releases:\n  - name: app\n    chart: repo/app\n` +
    (count ? `    hooks:\n${hooks.join("")}` : "");
  return await folder(`hooks-${count}`, { "helmfile.yaml": state });
}

/** 100,000 commands of a script that is observed, against the same script alone. */
async function benchObservation(): Promise<void> {
  const script = "for ((i = 0; i < 100000; i++)); do true; done\n";
  const project = await folder("observation", {
    "loop.sh": script,
    "helmfile.yaml": "releases:\n  - name: app\n    chart: repo/app\n    hooks:\n" +
      "      - events: [presync]\n        command: bash\n        args: [loop.sh]\n",
  });
  const idle = await hookProject(1);
  const rounds = await inTurn([
    () => time(["bash", "loop.sh"], project),
    () => time([program, "sync"], idle),
    () => time([program, "sync"], project),
  ]);
  const ratios = rounds.map(([alone, idle, observed]) => (observed! - idle!) / alone!);
  report("100,000 observed bash commands, times plain bash", middle(ratios), 1.1, "");
}

/** 8 chains of 5 releases whose helm takes half a second: no barrier between the chains. */
async function benchChains(): Promise<void> {
  await standInHelm(0.5);
  const releases = Array.from(
    { length: 40 },
    (_, i) => `  - name: r${i}\n    chart: repo/app\n` + (i % 5 === 0 ? "" : `    needs: [r${i - 1}]\n`),
  );
  const project = await folder("chains", { "helmfile.yaml": `releases:\n${releases.join("")}` });
  const chain = await median(async () => {
    let sum = 0;
    for (let i = 0; i < 5; i++) sum += await time([join(dir, "bin", "helm"), "upgrade"], project);
    return sum;
  });
  const all = await measure(project, ["sync"]);
  report("8 chains of 5 releases, times the longest chain", all.ms / chain, 1.1, "");
}

/** A helm that answers at once, but takes `seconds` for an upgrade. */
async function standInHelm(seconds: number): Promise<void> {
  const script = `#!/bin/sh\ncase "$*" in\n*version*) echo v4.2.3 ;;\n*upgrade*) ${
    seconds ? `sleep ${seconds}` : ":"
  } ;;\nesac\n`;
  await Deno.mkdir(join(dir, "bin"), { recursive: true });
  await Deno.writeTextFile(join(dir, "bin", "helm"), script, { mode: 0o755 });
}

async function folder(name: string, files: Record<string, string>): Promise<string> {
  const path = join(dir, name);
  for (const [file, text] of Object.entries(files)) {
    await Deno.mkdir(dirname(join(path, file)), { recursive: true });
    await Deno.writeTextFile(join(path, file), text);
  }
  return path;
}

async function measure(cwd: string, args: readonly string[]): Promise<{ ms: number; mib: number }> {
  let mib = 0;
  const ms = await median(() =>
    time([program, ...args], cwd, { onPeak: (peak) => void (mib = Math.max(mib, peak)) })
  );
  return { ms, mib };
}

async function time(
  command: readonly string[],
  cwd: string,
  given: TimeOptions = {},
): Promise<number> {
  const { onPeak } = given;
  const start = performance.now();
  const child = new Deno.Command(command[0]!, {
    args: command.slice(1),
    cwd,
    // Helmfile asks the network for a newer one, and fails without.
    env: { PATH: pathFor(dir, given), HELMFILE_UPGRADE_NOTICE_DISABLED: "1" },
    stdin: "null",
    stdout: "null",
    stderr: "null",
  }).spawn();
  const watch = onPeak && setInterval(() => onPeak(peakMemoryMib(child.pid)), 10);
  const status = await child.status;
  const ms = performance.now() - start;
  if (watch) clearInterval(watch);
  if (!status.success) throw new Error(`${command.join(" ")} ended with ${status.code} in ${cwd}`);
  return ms;
}

function peakMemoryMib(pid: number): number {
  try {
    const line = Deno.readTextFileSync(`/proc/${pid}/status`).match(/VmHWM:\s+(\d+) kB/);
    return Number(line?.[1] ?? 0) / 1024;
  } catch {
    return 0; // it has just ended
  }
}

async function median(run: () => Promise<number>): Promise<number> {
  return middle((await inTurn([run])).flat());
}

/** The figures of several rounds, in each of which everything runs once; a first round only warms up. */
async function inTurn(all: readonly (() => Promise<number>)[]): Promise<number[][]> {
  const rounds: number[][] = [];
  for (let i = 0; i <= runs; i++) {
    const round: number[] = [];
    for (const run of all) round.push(await run());
    if (i > 0) rounds.push(round);
  }
  return rounds;
}

function middle(figures: readonly number[]): number {
  return figures.toSorted((a, b) => a - b)[figures.length >> 1]!;
}

function report(name: string, value: number, limit: number, unit: string): void {
  isOver ||= value > limit;
  const shown = `${value.toFixed(unit === "" ? 2 : 1)} ${unit}`.trim();
  console.log(
    `${value > limit ? "OVER" : "ok  "} ${name}: ${shown} (limit ${Number(limit.toFixed(2))}${
      unit && ` ${unit}`
    })`,
  );
}
