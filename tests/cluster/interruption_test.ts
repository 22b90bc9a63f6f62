// A deployment on a real cluster that hangs or is stopped, with helm 3 and helm 4: it ends, says why, cleans up, and
// the next one goes through.
import { assertEquals, assertTrue } from "../support/assert.ts";
import { assertExit, assertSays, type Host, type StartedRun } from "../support/host.ts";
import { type ClusterHost, HELM_MAJORS, stopSharedCluster, withCluster } from "./on_cluster.ts";

async function givenRelease(host: Host, { outcome, timeout = 30 }: { outcome: string; timeout?: number }) {
  await host.script("note.sh", 'echo "$HOOK_EVENT${HOOK_ERROR:+: $HOOK_ERROR}" >> "$JOURNAL"');
  await host.write(
    "helmfile.yaml",
    `hooks:
  - events: [cleanup]
    command: ./note.sh
releases:
  - name: web
    namespace: ${host.env.NS}
    chart: ./charts/web
    wait: true
    timeout: ${timeout}
    values:
      - outcome: "${outcome}"
    hooks:
      - events: [presync, postapply, postsync, cleanup]
        command: ./note.sh
`,
  );
}

/** Starts a sync that hangs, and waits until helm does. */
async function startHanging(at: ClusterHost, status: string): Promise<StartedRun> {
  await givenRelease(at.host, { outcome: "hang" });
  const run = at.host.start("sync");
  await Promise.race([
    at.reaches("web", status),
    run.done.then((ended) => Promise.reject(new Error(`The sync ended:\n${ended.stderr}`))),
  ]);
  return run;
}

async function assertRecovers(at: ClusterHost): Promise<void> {
  await givenRelease(at.host, { outcome: "" });
  assertExit(await at.host.run("sync"), 0);
  assertEquals(await at.status("web"), "deployed");
}

/** As a host that loses its power does: helm cannot say in the cluster that it has ended. */
function killHelm(namespace: string): void {
  for (const { name } of Deno.readDirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const words = wordsOf(name);
    if (words[0]?.endsWith("/helm") && words.includes(namespace)) Deno.kill(Number(name), "SIGKILL");
  }
}

/** The command line of a process; none if it has just ended. */
function wordsOf(pid: string): readonly string[] {
  try {
    return Deno.readTextFileSync(`/proc/${pid}/cmdline`).split("\0");
  } catch {
    return [];
  }
}

const ERROR = 'Cannot upgrade release "web": helm ended with exit code 1';

Deno.test("a deployment that is interrupted", async (t) => {
  for (const major of HELM_MAJORS) {
    await t.step(
      `helm ${major}: a hanging upgrade ends at its timeout, and the next sync recovers`,
      () =>
        withCluster(major, async (at) => {
          await givenRelease(at.host, { outcome: "" });
          assertExit(await at.host.run("sync"), 0);
          await Deno.remove(at.host.env.JOURNAL!);
          await givenRelease(at.host, { outcome: "hang", timeout: 3 });
          const start = performance.now();
          const run = await at.host.run("sync");
          assertExit(run, 1);
          assertTrue(performance.now() - start < 20_000, "the timeout of 3 s holds");
          assertEquals(await at.host.journal(), [
            "presync",
            `postsync: ${ERROR}`,
            `cleanup: ${ERROR}`,
            `cleanup: ${ERROR}`,
          ]);
          assertSays(run.stderr, ["helm ended with exit code 1", "Failed Releases"]);
          await assertRecovers(at);
          assertEquals(await at.revisions("web"), 3);
        }),
    );

    for (const first of ["install", "upgrade"]) {
      await t.step(
        `helm ${major}: Ctrl-C in an ${first} ends with 130 after cleanup; the next sync recovers`,
        () =>
          withCluster(major, async (at) => {
            if (first === "upgrade") await assertRecovers(at);
            await Deno.remove(at.host.env.JOURNAL!).catch(() => {});
            const run = await startHanging(at, `pending-${first}`);
            run.kill("SIGINT");
            assertExit(await run.done, 130);
            assertEquals((await at.host.journal()).map((line) => line.split(":")[0]), [
              "presync",
              "cleanup",
              "cleanup",
            ]);
            await assertRecovers(at);
          }),
      );

      await t.step(
        `helm ${major}: the next sync recovers from an ${first} that was killed with its helm`,
        () =>
          withCluster(major, async (at) => {
            if (first === "upgrade") await assertRecovers(at);
            const run = await startHanging(at, `pending-${first}`);
            run.kill("SIGKILL");
            await run.done;
            killHelm(at.namespace);
            await assertRecovers(at);
            assertEquals([...Deno.readDirSync(`${at.host.env.HOME}/.cache/helmfile/.releases`)], []);
          }),
      );
    }

    await t.step(
      `helm ${major}: a release that another machine's helm works on is left alone`,
      () =>
        withCluster(major, async (at) => {
          const run = await startHanging(at, "pending-install");
          run.kill("SIGKILL");
          await run.done;
          killHelm(at.namespace);
          await Deno.remove(`${at.host.env.HOME}/.cache`, { recursive: true });
          const next = await at.host.run("sync");
          assertExit(next, 1);
          assertSays(next.stderr, ["is in progress", `helm rollback web --namespace ${at.namespace}`]);
          assertEquals(await at.status("web"), "pending-install");
        }),
    );
  }
  await stopSharedCluster();
});
