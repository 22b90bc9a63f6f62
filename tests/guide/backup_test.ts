// The guide's backup hook. It writes into /backups, which only an account that may make that folder can give it.
import { assertEquals } from "../support/assert.ts";
import { assertExit, assertSays, type Host, withHost } from "../support/host.ts";
import { givenBlock } from "./given_block.ts";

const BLOCK = "04-backup-before-deployment-hook";
const FOLDER = "/backups";
const DUMP = `${FOLDER}/pre-deploy-20260101-000000.sql`;

const isThere = await Deno.stat(FOLDER).then(() => true, () => false);

async function givenTools(host: Host, aws: string): Promise<void> {
  await givenBlock(host, BLOCK);
  await host.tool("kubectl", "echo dump");
  await host.tool("aws", aws);
  await host.tool("date", "echo 20260101-000000");
}

Deno.test({
  name: `guide ${BLOCK} names the lines that failed where the script went on`,
  ignore: isThere,
  fn: () =>
    withHost(async (host) => {
      await givenTools(host, "exit 4");
      const run = await host.run("sync");
      assertExit(run, 0);
      assertEquals(await host.journal(), [
        "date +%Y%m%d-%H%M%S",
        `aws s3 cp ${DUMP} s3://my-backups/database/pre-deploy-20260101-000000.sql`,
        "helm upgrade database",
      ]);
      assertSays(run.stderr, [
        "Creating backup: pre-deploy-20260101-000000",
        `line 5: ${DUMP}: No such file or directory`,
        "Backup completed",
        "warning",
        "helmfile.yaml:16: kubectl exec",
        "helmfile.yaml:20: aws s3 cp",
        "exit code 4",
      ]);
    }),
});

Deno.test(`guide ${BLOCK} dumps and uploads before the upgrade`, async (t) => {
  const isMade = !isThere && await Deno.mkdir(FOLDER).then(() => true, () => false);
  const fn = () =>
    withHost(async (host) => {
      await givenTools(host, 'cat "$3" >> "$JOURNAL"');
      const run = await host.run("sync");
      assertExit(run, 0);
      assertEquals(await host.journal(), [
        "date +%Y%m%d-%H%M%S",
        "kubectl exec -n production postgresql-0 -- pg_dump -U postgres mydb",
        `aws s3 cp ${DUMP} s3://my-backups/database/pre-deploy-20260101-000000.sql`,
        "dump",
        "helm upgrade database",
      ]);
      assertSays(run.stderr, ["Backup completed: pre-deploy-20260101-000000"]);
    });
  try {
    await t.step({ name: `with ${FOLDER}`, ignore: !isMade, fn });
  } finally {
    if (isMade) await Deno.remove(FOLDER, { recursive: true });
  }
});
