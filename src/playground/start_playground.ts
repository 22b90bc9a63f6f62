// A playground: a cluster in this process behind a server on the loopback, with a kubeconfig of its own that leads to
// it. The system in, the way to it out.
import { makeTemporaryFolder } from "../files/temporary_folder.ts";
import type { System } from "../system/system.ts";
import { createApi } from "./api.ts";
import { type Cluster, createCluster } from "./cluster.ts";
import { fillNewCluster } from "./control/new_cluster.ts";
import { runControllers } from "./control/run_controllers.ts";
import { keepInFolder } from "./folder.ts";

/** A playground that is up. */
export interface Playground {
  /** The path of a kubeconfig (0600) that leads to it. */
  readonly kubeconfig: string;
  readonly url: string;
  /** Ends it and removes its kubeconfig; objects stay only if it was given a folder. */
  stop(): Promise<void>;
}

/** What a playground is, in one line. */
export const PLAYGROUND_NOTICE =
  "playground: a pretended Kubernetes in this process, to try things out; nothing really runs";

/** Starts a playground, in memory or kept in a folder; throws a `Failure` if the folder cannot be used. */
export async function startPlayground(
  system: System,
  { dir }: { readonly dir?: string } = {},
): Promise<Playground> {
  const cluster = createCluster(system.clock), stopping = new AbortController();
  const stopKeeping = openStore(cluster, system, dir);
  // Before anything runs on: without it, nothing would end that.
  const folder = makeTemporaryFolder(system.files, { prefix: "boathook-playground-" });
  runControllers(cluster, stopping.signal);
  const api = createApi(cluster), token = newToken();
  // client-go sends no token without TLS, so the secret is the first part of the path.
  const prefix = `/${token}`;
  const listener = await system.listen(async (request) => {
    const { pathname } = new URL(request.url);
    if (!pathname.startsWith(`${prefix}/`)) return new Response("forbidden\n", { status: 403 });
    return await api(request, pathname.slice(prefix.length), stopping.signal);
  });
  const url = `http://127.0.0.1:${listener.port}${prefix}`;
  const kubeconfig = `${folder}/kubeconfig`;
  system.files.write(kubeconfig, kubeconfigText(url), 0o600);
  return {
    kubeconfig,
    url,
    async stop() {
      stopping.abort();
      await listener.stop();
      stopKeeping();
      system.files.remove(folder);
    },
  };
}

/** Takes up what a folder holds, or begins anew. */
function openStore(cluster: Cluster, system: System, dir: string | undefined): () => void {
  if (dir === undefined) {
    fillNewCluster(cluster);
    return () => {};
  }
  const kept = keepInFolder(cluster, system.files, dir);
  if (kept.isNew) fillNewCluster(cluster);
  return kept.stop;
}

function newToken(): string {
  return [...crypto.getRandomValues(new Uint8Array(24))].map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
}

/** JSON is YAML too. */
function kubeconfigText(server: string): string {
  const name = "playground";
  const config = {
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name, cluster: { server } }],
    users: [{ name, user: {} }],
    contexts: [{ name, context: { cluster: name, user: name } }],
    "current-context": name,
  };
  return `${JSON.stringify(config, undefined, 2)}\n`;
}
