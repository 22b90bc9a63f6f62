// A host whose helm is a real one and whose cluster is a real Kubernetes API: one namespace of its own a test.
import { fetchHelm } from "../../scripts/fetch_helm.ts";
import { type Host, withHost } from "../support/host.ts";
import { join, ROOT } from "../support/paths.ts";
import { type Cluster, startCluster } from "./cluster.ts";

/** The helms that every test runs with. */
export const HELM_MAJORS = ["3", "4"] as const;

export interface ClusterHost {
  readonly host: Host;
  readonly namespace: string;
  /** Runs kubectl in the namespace, apart from the program; gives its output. */
  kubectl(...args: string[]): Promise<string>;
  /** How many revisions a release has: 0 for none. */
  revisions(release: string): Promise<number>;
  /** The helm status of a release's newest revision. */
  status(release: string): Promise<string>;
  /** Settles when the newest revision has the status. */
  reaches(release: string, status: string): Promise<void>;
}

let started: Promise<Cluster> | undefined;
let count = 0;

/** The cluster of this test file; it starts with the first test. */
function sharedCluster(): Promise<Cluster> {
  return started ??= startCluster();
}

/** Stops this file's cluster: the last step of the file. */
export async function stopSharedCluster(): Promise<void> {
  await (await started)?.stop();
}

/** Runs a test on a host with helm 3 or 4, the cluster, and the chart `./charts/web`. */
export async function withCluster(
  major: "3" | "4",
  test: (at: ClusterHost) => Promise<void>,
): Promise<void> {
  const [{ dir }, { kubeconfig }] = [await fetchHelm(major), await sharedCluster()];
  await withHost(async (host) => {
    const namespace = `test-${major}-${++count}`;
    host.env.PATH = `${dir}:${host.env.PATH}`;
    host.env.KUBECONFIG = kubeconfig;
    host.env.NS = namespace;
    delete host.env.BOATHOOK_DIFF_ENGINE;
    await copyChart(host);
    const run = (name: string) => (...args: string[]) =>
      output(join(dir, name), ["-n", namespace, ...args], host);
    const helm = run("helm");
    const history = async (release: string): Promise<{ status: string }[]> => {
      const text = await helm("history", release, "--output", "json");
      return text.trim() === "" ? [] : JSON.parse(text);
    };
    const status = async (release: string) => (await history(release)).at(-1)?.status ?? "none";
    await test({
      host,
      namespace,
      kubectl: run("kubectl"),
      revisions: async (release) => (await history(release)).length,
      status,
      async reaches(release, wanted) {
        for (let found = ""; found !== wanted;) {
          if (found !== (found = await status(release))) continue;
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
      },
    });
  });
}

async function copyChart(host: Host): Promise<void> {
  const chart = join(ROOT, "tests/cluster/charts/web");
  for (const path of ["Chart.yaml", "values.yaml", "templates/web.yaml"]) {
    await host.write(`charts/web/${path}`, await Deno.readTextFile(join(chart, path)));
  }
}

async function output(command: string, args: string[], host: Host): Promise<string> {
  const { stdout } = await new Deno.Command(command, {
    args,
    env: host.env,
    clearEnv: true,
    stderr: "null",
  }).output();
  return new TextDecoder().decode(stdout);
}
