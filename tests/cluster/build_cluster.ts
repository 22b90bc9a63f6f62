// The test cluster's binary, built once for each state of its sources and kept in the development cache.
import { createHash } from "node:crypto";
import { dirname, fromFileUrl, join } from "../support/paths.ts";
import { cacheDir } from "../../scripts/fetch_helm.ts";

const SOURCES = join(dirname(fromFileUrl(import.meta.url)), "server");

/** The path of the binary; builds it (about five minutes on two cores, Go needed) unless the cache holds it. */
export async function buildCluster(): Promise<string> {
  const hash = createHash("sha256");
  for (const name of [...Deno.readDirSync(SOURCES)].map((entry) => entry.name).sort()) {
    if (/\.(go|mod|sum|sh)$/.test(name)) hash.update(name).update(await Deno.readFile(join(SOURCES, name)));
  }
  const binary = join(cacheDir(), `testcluster-${hash.digest("hex").slice(0, 16)}`);
  if (await Deno.stat(binary).then(() => true, () => false)) return binary;
  console.error("Building the test cluster (about five minutes, once)");
  const build = await new Deno.Command("bash", { args: ["build.sh"], cwd: SOURCES, stdout: "inherit" })
    .spawn().status;
  if (!build.success) throw new Error("Cannot build the test cluster: see the messages of go above");
  await Deno.mkdir(cacheDir(), { recursive: true });
  await Deno.copyFile(join(SOURCES, "testcluster"), `${binary}.${Deno.pid}`);
  await Deno.rename(`${binary}.${Deno.pid}`, binary);
  await Deno.remove(join(SOURCES, "testcluster"));
  return binary;
}

if (import.meta.main) console.log(await buildCluster());
