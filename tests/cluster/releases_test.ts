// Releases on a real cluster, with helm 3 and helm 4: what is changed, what is left alone, what remains.
import { assertEquals } from "../support/assert.ts";
import { assertExit, assertSays, type Host } from "../support/host.ts";
import { HELM_MAJORS, stopSharedCluster, withCluster } from "./on_cluster.ts";

const HOOK =
  `      - events: [prepare, presync, preapply, postapply, postsync, preuninstall, postuninstall, cleanup]
        command: ./note.sh
`;

async function givenReleases(host: Host, values: { db?: string; web?: string; hooks?: string } = {}) {
  await host.script("note.sh", 'echo "$HOOK_EVENT $RELEASE_NAME" >> "$JOURNAL"');
  await host.write(
    "helmfile.yaml",
    `releases:
  - name: web
    namespace: ${host.env.NS}
    chart: ./charts/web
    needs: [${host.env.NS}/db]
    values:
      - text: ${values.web ?? "one"}
    hooks:
${values.hooks ?? ""}${HOOK}
  - name: db
    namespace: ${host.env.NS}
    chart: ./charts/web
    values:
      - text: ${values.db ?? "one"}
    hooks:
${HOOK}
`,
  );
}

const events = (release: string, ...names: string[]) => names.map((name) => `${name} ${release}`);

Deno.test("on a real cluster", async (t) => {
  for (const major of HELM_MAJORS) {
    await t.step(
      `helm ${major}: releases with needs are synced, applied and destroyed`,
      () =>
        withCluster(major, async ({ host, kubectl, revisions }) => {
          const forget = () => Deno.remove(host.env.JOURNAL!);
          await givenReleases(host);
          assertExit(await host.run("sync"), 0);
          assertEquals((await host.journal()).slice(2), [
            ...events("db", "presync", "preapply", "postapply", "postsync", "cleanup"),
            ...events("web", "presync", "preapply", "postapply", "postsync", "cleanup"),
          ]);
          assertEquals([await revisions("db"), await revisions("web")], [1, 1]);

          await forget();
          const unchanged = await host.run("apply");
          assertExit(unchanged, 0);
          assertEquals([await revisions("db"), await revisions("web")], [1, 1]);
          assertEquals((await host.journal()).toSorted(), [
            ...events("db", "cleanup"),
            ...events("web", "cleanup"),
            ...events("db", "prepare"),
            ...events("web", "prepare"),
          ]);

          await forget();
          await givenReleases(host, { web: "two" });
          const changed = await host.run("apply");
          assertExit(changed, 0);
          assertSays(changed.stdout, ["one", "two"]);
          assertEquals([await revisions("db"), await revisions("web")], [1, 2]);
          assertEquals(await kubectl("get", "configmap", "web", "-o", "jsonpath={.data.text}"), "two");
          assertEquals(
            (await host.journal()).filter((line) => line.endsWith("web")),
            events("web", "prepare", "presync", "preapply", "postapply", "postsync", "cleanup"),
          );

          await forget();
          assertExit(await host.run("destroy"), 0);
          assertEquals(
            (await host.journal()).filter((line) => line.includes("uninstall")),
            [
              ...events("web", "preuninstall", "postuninstall"),
              ...events("db", "preuninstall", "postuninstall"),
            ],
          );
          assertEquals(await kubectl("get", "secrets", "-l", "owner=helm", "-o", "name"), "");
          assertEquals(await kubectl("get", "deployments", "-o", "name"), "");
        }),
    );

    await t.step(
      `helm ${major}: a failing presync leaves the revision alone`,
      () =>
        withCluster(major, async ({ host, revisions, status }) => {
          await givenReleases(host);
          assertExit(await host.run("sync"), 0);
          await givenReleases(host, {
            web: "two",
            hooks: '      - events: [presync]\n        command: bash\n        args: ["-c", "exit 5"]\n',
          });
          const run = await host.run("sync");
          assertExit(run, 1);
          assertSays(run.stderr, ['presync of release "web"', "exit code 5"]);
          assertEquals([await revisions("db"), await revisions("web")], [2, 1]);
          assertEquals(await status("web"), "deployed");
        }),
    );

    await t.step(
      `helm ${major}: --detailed-exitcode tells a change from none`,
      () =>
        withCluster(major, async ({ host }) => {
          await givenReleases(host);
          assertExit(await host.run("apply --detailed-exitcode"), 2);
          assertExit(await host.run("apply --detailed-exitcode"), 0);
          assertExit(await host.run("diff --detailed-exitcode"), 0);
          await givenReleases(host, { db: "two" });
          assertExit(await host.run("diff --detailed-exitcode"), 2);
        }),
    );
  }
  await stopSharedCluster();
});
