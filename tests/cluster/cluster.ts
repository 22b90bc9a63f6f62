// A running test cluster for one test file: start it, use its kubeconfig, stop it.
import { buildCluster } from "./build_cluster.ts";
import { join } from "../support/paths.ts";

export interface Cluster {
  readonly kubeconfig: string;
  stop(): Promise<void>;
}

/** Starts a cluster in a folder of its own; `stop` ends it and removes the folder. */
export async function startCluster(): Promise<Cluster> {
  const binary = await buildCluster();
  const dir = await Deno.makeTempDir({ prefix: "boathook-cluster-" });
  const kubeconfig = join(dir, "kubeconfig");
  const process = new Deno.Command(binary, {
    args: ["-dir", join(dir, "data"), "-kubeconfig", kubeconfig, "-exit-on-stdin-eof"],
    stdin: "piped",
    stdout: "piped",
    stderr: "null",
  }).spawn();
  await firstLine(process.stdout, /^ready /m);
  return {
    kubeconfig,
    async stop() {
      process.kill("SIGTERM");
      await process.stdin.close().catch(() => {});
      await process.status;
      await Deno.remove(dir, { recursive: true });
    },
  };
}

/** Reads until the pattern has come; keeps the rest of the pipe flowing. */
async function firstLine(stream: ReadableStream<Uint8Array>, pattern: RegExp): Promise<void> {
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let seen = "";
  while (!pattern.test(seen)) {
    const { value, done } = await reader.read();
    if (done) throw new Error(`The test cluster ended before it was ready: ${seen}`);
    seen += value;
  }
  void (async () => {
    while (!(await reader.read()).done);
  })().catch(() => {});
}
