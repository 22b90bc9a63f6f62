// The same commands by our program and by the real Helmfile, in turn on the same files: the ratio of their times, and
// what we add to helm's own calls. Apart from bench.ts because it needs a Helmfile, which BENCH_HELMFILE names.
import { join } from "node:path";

/** What bench.ts measures with. */
export interface Kit {
  readonly program: string;
  readonly dir: string;
  folder(name: string, files: Record<string, string>): Promise<string>;
  /** Starts a command and gives its wall time in ms; a helm from the PATH of the caller if `realHelm`. */
  time(command: readonly string[], cwd: string, given?: TimeOptions): Promise<number>;
  inTurn(all: readonly (() => Promise<number>)[]): Promise<number[][]>;
  middle(figures: readonly number[]): number;
  report(name: string, value: number, limit: number, unit: string): void;
}

/** How a command is started and watched. */
export interface TimeOptions {
  readonly onPeak?: (mib: number) => void;
  readonly realHelm?: boolean;
}

/** As quick as Helmfile, give or take what two runs of one program differ by. */
const NOISE = 1.1;

/** Compares with the Helmfile at `helmfile`; what is slower than it is over the limit. */
export async function benchAgainstHelmfile(helmfile: string, kit: Kit): Promise<void> {
  const empty = await kit.folder("empty", { "helmfile.yaml": "releases: []\n" });
  const large = await kit.folder("large", { "helmfile.yaml": `releases:\n${releases(1000, treeOfNeeds)}` });
  const charts = await kit.folder("charts", {
    "chart/Chart.yaml": "apiVersion: v2\nname: chart\nversion: 1.0.0\n",
    "chart/templates/config.yaml":
      "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: '{{ .Release.Name }}'}\n",
    "helmfile.yaml": `releases:\n${releases(50)}`,
  });
  const fleet = await kit.folder("fleet", { "helmfile.yaml": `releases:\n${remote(20)}` });
  const pair = { helmfile, kit };
  await compare("version", { ...pair, cwd: empty, args: ["version"] });
  await compare("--help", { ...pair, cwd: empty, args: ["--help"] });
  await compare("list of 1,000 releases", { ...pair, cwd: large, args: ["list"] });
  await compare("build of 1,000 releases", { ...pair, cwd: large, args: ["build"] });
  await compare("sync of 20 releases, each 0.1 s of helm", { ...pair, cwd: fleet, args: ["sync"] });
  await compareTemplate({ ...pair, cwd: charts, args: ["template"] });
}

interface Pair {
  readonly helmfile: string;
  readonly kit: Kit;
  readonly cwd: string;
  readonly args: readonly string[];
}

async function compare(name: string, { helmfile, kit, cwd, args }: Pair): Promise<void> {
  const peaks = [0, 0];
  const runs = [kit.program, helmfile].map((program, at) => () =>
    kit.time([program, ...args], cwd, { onPeak: (mib) => void (peaks[at] = Math.max(peaks[at]!, mib)) })
  );
  const rounds = await kit.inTurn(runs);
  const [ours, theirs] = [0, 1].map((at) => kit.middle(rounds.map((round) => round[at]!)));
  kit.report(`${name}: ${ms(ours!)}, Helmfile ${ms(theirs!)}, times Helmfile`, ours! / theirs!, NOISE, "");
  kit.report("  its memory, the limit being Helmfile's", peaks[0]!, Math.round(peaks[1]!), "MiB");
}

/** With a helm that does its work: what is left to compare is what each puts around 50 calls of it. */
async function compareTemplate({ helmfile, kit, cwd, args }: Pair): Promise<void> {
  const bare = async () => {
    let sum = 0;
    for (let i = 0; i < 50; i++) {
      sum += await kit.time(["helm", "template", `r${i}`, "./chart"], cwd, { realHelm: true });
    }
    return sum;
  };
  const runs = [kit.program, helmfile].map((program) => () =>
    kit.time([program, ...args], cwd, { realHelm: true })
  );
  const rounds = await kit.inTurn([...runs, bare]);
  const [ours, theirs, alone] = [0, 1, 2].map((at) => kit.middle(rounds.map((round) => round[at]!)));
  const name = `template of 50 releases, real helm: ${ms(ours!)}, Helmfile ${ms(theirs!)}`;
  kit.report(`${name}, times Helmfile`, ours! / theirs!, NOISE, "");
  // The limit is what Helmfile adds: how much two processes in turn cost is the machine's doing.
  kit.report(`  times helm called 50 times (${ms(alone!)})`, ours! / alone!, theirs! / alone!, "");
}

function releases(count: number, more: (i: number) => string = () => ""): string {
  return Array.from({ length: count }, (_, i) => `  - name: r${i}\n    chart: ./chart\n${more(i)}`).join("");
}

/** A chart for each: Helmfile takes those that share a remote one in turn. */
function remote(count: number): string {
  return Array.from({ length: count }, (_, i) => `  - name: r${i}\n    chart: repo/app-${i}\n`).join("");
}

function treeOfNeeds(i: number): string {
  return i === 0 ? "" : `    needs: [r${(i - 1) >> 1}]\n    values: [{replicas: ${i}, name: app-${i}}]\n`;
}

function ms(value: number): string {
  return `${value.toFixed(0)} ms`;
}

/** The folder with the stand-in first, unless the caller's own helm is wanted. */
export function pathFor(dir: string, { realHelm }: TimeOptions): string {
  const own = Deno.env.get("PATH") ?? "";
  return realHelm ? own : `${join(dir, "bin")}:${own}`;
}
