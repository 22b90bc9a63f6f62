// Blocks of the guide with a real helm, a real kubectl and a real cluster.
import { assertEquals } from "../support/assert.ts";
import { assertExit, assertSays, type Host } from "../support/host.ts";
import { join, ROOT } from "../support/paths.ts";
import { type ClusterHost, HELM_MAJORS, stopSharedCluster, withCluster } from "./on_cluster.ts";

async function givenBlock(host: Host, block: string, chart: string): Promise<void> {
  const text = await Deno.readTextFile(join(ROOT, "tests/guide/blocks", `${block}.yaml`));
  await host.write("helmfile.yaml", text);
  await Deno.rename(join(host.project, "charts/web"), join(host.project, "charts", chart));
}

const BLOCKS: readonly { block: string; chart: string; run: (at: ClusterHost) => Promise<void> }[] = [
  {
    block: "02-using-shell-scripts-in-hooks",
    chart: "api-server",
    async run({ host }) {
      await host.script("scripts/validate-config.sh", "set -e\nkubectl cluster-info > /dev/null\necho valid");
      await host.script("scripts/check-dependencies.sh", "kubectl version > /dev/null && echo reachable");
      const run = await host.run("sync");
      assertExit(run, 0);
      assertSays(run.stderr, ["valid", "reachable", "Updated Releases"]);
    },
  },
  {
    block: "03-database-migration-hook",
    chart: "backend-api",
    async run({ host, kubectl }) {
      await kubectl("create", "namespace", "production");
      const secret = ["create", "secret", "generic", "db-credentials", "--from-literal=password=s3cret"];
      await kubectl("--namespace=production", ...secret);
      await host.script("migrate", 'echo "migrate $* $DATABASE_URL" >> "$JOURNAL"');
      const run = await host.run("sync");
      assertExit(run, 0);
      assertEquals(await host.journal(), ["migrate up postgres://app:s3cret@db.production:5432/myapp"]);
    },
  },
  {
    block: "06-health-check-hook",
    chart: "api-gateway",
    async run({ host }) {
      await host.tool("curl");
      const run = await host.run("sync");
      assertExit(run, 0);
      assertSays(run.stderr, ['deployment "api-gateway" successfully rolled out', "Health check passed"]);
    },
  },
];

Deno.test("the guide on a real cluster", async (t) => {
  for (const major of HELM_MAJORS) {
    for (const { block, chart, run } of BLOCKS) {
      await t.step(`helm ${major}: ${block}`, () =>
        withCluster(major, async (at) => {
          await givenBlock(at.host, block, chart);
          await run(at);
        }));
    }
  }
  await stopSharedCluster();
});
