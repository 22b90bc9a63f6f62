// Sessions with a real helm on some cluster, and what they gave, freed of what differs from one run to the next.
import { join } from "../support/paths.ts";

/** What a command gave. */
export interface Said {
  readonly command: string;
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A way to run helm and kubectl. */
export interface Tools {
  readonly helm: (...args: string[]) => Promise<Said>;
  readonly kubectl: (...args: string[]) => Promise<Said>;
}

/** The helm and kubectl of a folder, at work on one cluster, with caches in a folder of their own. */
export function toolsFor(dir: string, { kubeconfig, home }: { kubeconfig: string; home: string }): Tools {
  const env = {
    KUBECONFIG: kubeconfig,
    HELM_CACHE_HOME: join(home, "cache"),
    HELM_CONFIG_HOME: join(home, "config"),
    HELM_DATA_HOME: join(home, "data"),
  };
  const run = (name: string) => async (...args: string[]): Promise<Said> => {
    const { code, stdout, stderr } = await new Deno.Command(join(dir, name), { args, env }).output();
    const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
    return { command: [name, ...args].join(" "), code, stdout: text(stdout), stderr: text(stderr) };
  };
  return { helm: run("helm"), kubectl: run("kubectl") };
}

const KINDS =
  "deployments,statefulsets,daemonsets,replicasets,jobs,pods,services,configmaps,secrets,serviceaccounts,persistentvolumeclaims";

/** The objects of a namespace by kind and name, without what no two clusters share. */
export async function objectsIn({ kubectl }: Tools, namespace: string): Promise<Record<string, unknown>> {
  const { stdout } = await kubectl("-n", namespace, "get", KINDS, "-o", "json", "--show-managed-fields");
  const { items } = JSON.parse(sameNames(stdout)) as { items: Item[] };
  const shown = items.filter((item) => item.metadata.name !== "kube-root-ca.crt").map(simplify);
  const entries = shown.map((item) => [orderKey(item), item] as const).sort(([a], [b]) => a < b ? -1 : 1);
  return Object.fromEntries(entries.map(([name, item], at) => [`${at} ${name}`, item]));
}

/** The ReplicaSets of one Deployment, and their pods, have the same names here: they stand in the order of revisions. */
function orderKey({ kind, metadata, ...rest }: Item): string {
  const { annotations = {} } = metadata as { annotations?: Record<string, string> };
  const revision = annotations["deployment.kubernetes.io/revision"] ?? JSON.stringify([annotations, rest]);
  return `${kind}/${metadata.name} ${revision.slice(0, 300)}`;
}

interface Item {
  readonly kind: string;
  readonly type?: string;
  readonly metadata: Record<string, unknown> & { name: string };
  readonly data?: unknown;
}

/** Times, ids, addresses and generated names become the same words everywhere. */
export function sameNames(text: string): string {
  const hashes = [...text.matchAll(/"(?:pod-template-hash|controller-revision-hash)": "([^"]+)"/g)].map((
    [, hash],
  ) => hash!);
  let same = text;
  for (const hash of new Set(hashes)) same = same.replaceAll(hash, "HASH");
  return same
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, "UID")
    .replace(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d[^",\t]*/g, "TIME")
    .replace(/\w{3} \w{3} +\d+ \d\d:\d\d:\d\d \d{4}/g, "TIME")
    .replace(/\b(10|192\.0)(\.\d+){2,3}\b/g, "ADDRESS")
    .replace(/(HASH|kube-api-access|-migrate|-agent)-[a-z0-9]{5}\b/g, "$1-RANDOM")
    .replace(/testcluster\.local\/fake|boathook\.dev\/playground/g, "PROVISIONER")
    .replace(/(fake|playground):\/\//g, "image://")
    .replace(/"nodeName": "[^"]*"/g, '"nodeName": "NODE"')
    .replace(/^(\s*)"(?:fake-node|playground)"$/gm, '$1"NODE"')
    // Which of the two a rollout in progress says depends on when a real cluster looked.
    .replace(/Created new replica set (\S+)"/g, 'ReplicaSet $1 is progressing."')
    .replaceAll("NewReplicaSetCreated", "ReplicaSetUpdated")
    .replace(/"nodePort": \d+/g, '"nodePort": 0');
}

/** Release secrets hold the time in their bytes; of the managers only who they are is compared. */
function simplify({ ...item }: Item): Item {
  const { resourceVersion: _resourceVersion, managedFields, ...metadata } = item.metadata;
  const managers = ((managedFields ?? []) as Record<string, string>[])
    .filter(({ manager }) => manager === "helm")
    .map(({ manager, operation }) => `${manager} ${operation}`);
  const isRelease = item.type === "helm.sh/release.v1";
  if (isRelease) delete (metadata as Record<string, unknown>).labels;
  return {
    ...item,
    metadata: { ...metadata, managers } as Item["metadata"],
    ...(isRelease ? { data: {} } : {}),
  };
}

/** A step of a session. */
export interface Step extends Said {
  /** The objects there are when the step is over. */
  readonly objects: () => Promise<Record<string, unknown>>;
}

/** Install, upgrade, roll back, fail, recover, test and uninstall one release; each step is handed over as it ends. */
export async function* helmSession(
  tools: Tools,
  { chart, namespace }: { chart: string; namespace: string },
): AsyncGenerator<Step> {
  const upgrade = (
    ...more: string[]
  ) => ["upgrade", "--install", "demo", chart, "--create-namespace", "--wait", "--timeout", "20s", ...more];
  const hangs = ["upgrade", "demo", chart, "--wait", "--timeout", "2s", "--set", "outcome=hang"];
  const sessions = [
    upgrade(),
    upgrade("--set", "color=red"),
    ["get", "manifest", "demo"],
    ["test", "demo", "--logs"],
    ["rollback", "demo", "1", "--wait", "--timeout", "20s"],
    upgrade("--set", "app=other"),
    hangs,
    ["rollback", "demo", "3", "--wait", "--timeout", "20s"],
    upgrade("--set", "jobOutcome=fail"),
    upgrade("--set", "replicas=3"),
    ["list", "-o", "json"],
    ["history", "demo", "-o", "json"],
    ["get", "values", "demo", "-o", "json"],
    ["uninstall", "demo", "--wait", "--timeout", "20s"],
    ["list", "-o", "json"],
  ];
  for (const args of sessions) {
    const said = await tools.helm(...args, "-n", namespace);
    yield { ...said, objects: () => objectsIn(tools, namespace) };
  }
}
