// Deploys the example shop with a real helm: on the cluster of KUBECONFIG, else on the playground.
//
//   deno task sync [-- --fail | --hang] [more arguments of "boathook sync"]
//
// --fail and --hang choose the variants whose hook fails or hangs.
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { fetchHelm } from "./fetch_helm.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
/** The folder of the example. */
export const EXAMPLE = join(ROOT, "scripts", "example");
const VARIANTS: Readonly<Record<string, string>> = { "--fail": "fail", "--hang": "hang" };

/** A cluster to deploy to, and how to give it back. */
export interface Cluster {
  readonly kubeconfig: string;
  /** What to call it. */
  readonly name: string;
  readonly isPlayground: boolean;
  close(): Promise<void>;
}

/** The cluster of KUBECONFIG, else a playground that ends with `close`. */
export async function openCluster(kubeconfig = Deno.env.get("KUBECONFIG")): Promise<Cluster> {
  if (kubeconfig) {
    return { kubeconfig, name: "your cluster", isPlayground: false, close: () => Promise.resolve() };
  }
  const { startPlayground } = await import("../src/playground/start_playground.ts");
  const { createDenoSystem } = await import("../src/system/deno_system.ts");
  const playground = await startPlayground(createDenoSystem());
  return {
    kubeconfig: playground.kubeconfig,
    name: "the playground: a pretended Kubernetes in this process, where nothing really runs",
    isPlayground: true,
    close: async () => await playground.stop(),
  };
}

/** The PATH on which helm is found: our own if it has one, else with a downloaded helm before it. */
export async function pathWithHelm(): Promise<string> {
  const path = Deno.env.get("PATH") ?? "";
  if (await isRunnable("helm")) return path;
  const { dir } = await fetchHelm("4", drawProgress);
  return `${dir}${delimiter}${path}`;
}

/** The arguments of the program: a variant becomes its environment, the rest is passed on. */
export function programArgs(given: readonly string[]): string[] {
  const words = given[0] === "--" ? given.slice(1) : given;
  const variant = words.map((word) => VARIANTS[word]).findLast((name) => name !== undefined);
  const rest = words.filter((word) => !(word in VARIANTS));
  return [...(variant ? ["--environment", variant] : []), "sync", ...rest];
}

async function syncExample(): Promise<number> {
  const args = programArgs(Deno.args);
  let path: string;
  try {
    path = await pathWithHelm();
  } catch (error) {
    say(`Cannot run the example without helm: ${error instanceof Error ? error.message : error}`);
    return 1;
  }
  const cluster = await openCluster();
  const env = { PATH: path, KUBECONFIG: cluster.kubeconfig };
  try {
    say(`Running "boathook ${args.join(" ")}" in scripts/example, on ${cluster.name}\n`);
    const code = await run([Deno.execPath(), "run", "-A", "--quiet", join(ROOT, "main.ts"), ...args], env);
    say(`\nDeployed now, as "helm list --namespace shop" says:`);
    await run(["helm", "list", "--namespace", "shop"], env);
    say(cluster.isPlayground ? AFTER_PLAYGROUND : AFTER_CLUSTER);
    return code;
  } finally {
    await cluster.close();
  }
}

const AFTER_PLAYGROUND = `
The playground ends here, and the shop with it. See a hook fail:
  npx -y deno@2.9.6 task sync -- --fail
and one hang, with "--hang" in its place. To keep a playground up:
  npx -y deno@2.9.6 run -A main.ts playground`;
const AFTER_CLUSTER = `
See more with "kubectl get all --namespace shop". To remove it:
  npx -y deno@2.9.6 run -A main.ts --file scripts/example destroy`;

/** Runs a command in the example's folder, with our terminal. A signal for it leaves us to clean up after it. */
async function run([command, ...args]: string[], env: Record<string, string>): Promise<number> {
  // Windows finds programs by our own PATH, not the child's.
  Deno.env.set("PATH", env.PATH ?? "");
  const child = new Deno.Command(command!, { args, env, cwd: EXAMPLE, stdin: "inherit" }).spawn();
  const passOn = () => child.kill("SIGTERM");
  // Ctrl-C reaches the child from the terminal; a SIGTERM only reaches us.
  const ignore = () => {};
  Deno.addSignalListener("SIGINT", ignore);
  if (Deno.build.os !== "windows") Deno.addSignalListener("SIGTERM", passOn);
  try {
    return (await child.status).code;
  } finally {
    Deno.removeSignalListener("SIGINT", ignore);
    if (Deno.build.os !== "windows") Deno.removeSignalListener("SIGTERM", passOn);
  }
}

async function isRunnable(command: string): Promise<boolean> {
  try {
    return (await new Deno.Command(command, { args: ["version"], stdout: "null", stderr: "null" }).output())
      .success;
  } catch {
    return false;
  }
}

const BAR_WIDTH = 30;

/** One live line on a terminal; one line per quarter elsewhere. */
function drawProgress(done: number, total: number): void {
  const share = total > 0 ? done / total : 0;
  const mib = (bytes: number) => (bytes / 2 ** 20).toFixed(0);
  const isLast = done === total;
  if (Deno.stderr.isTerminal()) {
    const bar = "#".repeat(Math.round(share * BAR_WIDTH)).padEnd(BAR_WIDTH, ".");
    const line = `\rDownloading helm [${bar}] ${mib(done)} of ${mib(total)} MiB${isLast ? "\n" : ""}`;
    return void Deno.stderr.writeSync(new TextEncoder().encode(line));
  }
  const quarter = Math.floor(share * 4);
  if (quarter === drawnQuarter) return;
  drawnQuarter = quarter;
  say(`Downloading helm: ${mib(done)} of ${mib(total)} MiB`);
}

let drawnQuarter = 0;

function say(text: string): void {
  console.error(text);
}

if (import.meta.main) Deno.exitCode = await syncExample();
