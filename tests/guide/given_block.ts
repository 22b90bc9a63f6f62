// A host whose helmfile.yaml is a block of the guide.
import type { Host } from "../support/host.ts";
import { join, ROOT } from "../support/paths.ts";

const CHARTS = "myapp api-server backend-api frontend api-gateway backend critical-service app1 app2".split(
  " ",
);

/** Writes the block, with `more` after it, and every chart that the guide names. */
export async function givenBlock(host: Host, block: string, more = ""): Promise<void> {
  const text = await Deno.readTextFile(join(ROOT, "tests/guide/blocks", `${block}.yaml`));
  await host.write("helmfile.yaml", text + more);
  for (const chart of CHARTS) await host.chart(`charts/${chart}`);
}
