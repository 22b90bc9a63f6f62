// The guide's hooks of the file: around everything, once; its time limit around every release; its logging.
import { assertEquals, assertMatch, assertTrue } from "../support/assert.ts";
import { assertExit, assertSays, withHost } from "../support/host.ts";
import { givenBlock } from "./given_block.ts";

const GLOBAL = "11-global-hooks";
const TIMEOUTS = "12-add-timeouts";

for (const command of ["sync", "apply"]) {
  Deno.test(`guide ${GLOBAL} counts the releases on a host without helmfile (${command})`, () =>
    withHost(async (host) => {
      await givenBlock(host, GLOBAL);
      const run = await host.run(`--concurrency 1 ${command}`);
      assertExit(run, 0);
      const upgrades = (await host.journal()).filter((line) => !line.startsWith("helm diff"));
      assertEquals(upgrades, ["helm upgrade app1", "helm upgrade app2"]);
      assertSays(run.stderr, [
        "prepare │ Starting Helmfile sync at ",
        "prepare │ Environment: default",
        "Upgrading release=app1",
        "Upgrading release=app2",
        "cleanup │ Helmfile sync completed at ",
        "cleanup │ Processed 2 releases",
      ]);
      assertEquals(run.stderr.match(/Processed/g)?.length, 1);
    }));

  Deno.test(`guide ${GLOBAL} cleans up once after a failure, and ends with 1 (${command})`, () =>
    withHost(async (host) => {
      await givenBlock(host, GLOBAL);
      host.env.HELM_FAILS = "upgrade*app1*";
      const run = await host.run(`--concurrency 1 ${command}`);
      assertExit(run, 1);
      assertSays(run.stderr, ["UPGRADE FAILED", "Upgrading release=app2", "cleanup │ Processed 2 releases"]);
      assertEquals(run.stderr.match(/Processed/g)?.length, 1);
    }));

  Deno.test(`guide ${TIMEOUTS} checks each release after its upgrade (${command})`, () =>
    withHost(async (host) => {
      const releases = ["app1", "app2"].map((name) => `  - name: ${name}\n    chart: ./charts/${name}\n`);
      await givenBlock(host, TIMEOUTS, `releases:\n${releases.join("")}`);
      await host.script("scripts/health-check.sh", 'echo "check $RELEASE_NAME $HOOK_EVENT" >> "$JOURNAL"');
      assertExit(await host.run(`--concurrency 1 ${command}`), 0);
      assertEquals((await host.journal()).filter((line) => !line.startsWith("helm diff")), [
        "helm upgrade app1",
        "check app1 postapply",
        "helm upgrade app2",
        "check app2 postapply",
      ]);
    }));
}

Deno.test("apply without a change runs prepare and cleanup, and nothing between them", () =>
  withHost(async (host) => {
    await givenBlock(host, GLOBAL);
    host.env.HELM_DIFF = "0";
    const run = await host.run("apply");
    assertExit(run, 0);
    assertEquals((await host.journal()).toSorted(), ["helm diff app1", "helm diff app2"]);
    assertSays(run.stderr, ["prepare │ Starting", "cleanup │ Processed 2 releases"]);
  }));

Deno.test(`guide ${TIMEOUTS} fails the release whose check fails, and names the script's line`, () =>
  withHost(async (host) => {
    await givenBlock(host, TIMEOUTS, "releases:\n  - name: app1\n    chart: ./charts/app1\n");
    await host.script("scripts/health-check.sh", "set -e\ncurl -sf http://app1/health");
    await host.tool("curl", "echo 'curl: (22) 503' >&2; exit 22");
    const run = await host.run("sync");
    assertExit(run, 1);
    assertSays(run.stderr, [
      'postapply of release "app1"',
      "scripts/health-check.sh:3",
      "curl -sf http://app1/health",
    ]);
  }));

Deno.test(`guide ${TIMEOUTS}'s time limit ends a check that hangs`, () =>
  withHost(async (host) => {
    await givenBlock(host, TIMEOUTS, "releases:\n  - name: app1\n    chart: ./charts/app1\n");
    // The guide's 300 seconds, passed quicker.
    await Deno.rename(`${host.dir}/tools/timeout`, `${host.dir}/tools/real-timeout`);
    await host.tool("timeout", 'shift; exec "$(dirname "$0")/../tools/real-timeout" 0.3 "$@"');
    await Deno.symlink("/usr/bin/dirname", `${host.dir}/tools/dirname`);
    await host.script("scripts/health-check.sh", "sleep 300");
    const run = await host.run("sync");
    assertExit(run, 1);
    assertSays(run.stderr, ['Cannot run hook "timeout" (postapply of release "app1"): exit code 124']);
  }));

Deno.test("the guide's logging works in a script with set -euo pipefail", () =>
  withHost(async (host) => {
    await host.chart("charts/myapp", "4.5.6");
    await host.script(
      "scripts/pre-deploy.sh",
      `#!/bin/bash
set -euo pipefail
log() {
  echo "[$(date '+%Y-%m-%d %H:%M:%S')] $*"
}

log "Starting pre-deployment hook for \${RELEASE_NAME}"
log "Namespace: \${NAMESPACE}"
log "Chart version: \${CHART_VERSION}"
`,
    );
    await host.write(
      "helmfile.yaml",
      `hooks:
  - events: [prepare, cleanup]
    showlogs: true
    command: ./scripts/pre-deploy.sh
releases:
  - name: myapp
    namespace: production
    chart: ./charts/myapp
    hooks:
      - events: [presync]
        showlogs: true
        command: ./scripts/pre-deploy.sh
`,
    );
    host.env.NAMESPACE = "outer";
    host.env.RELEASE_NAME = "outer";
    const run = await host.run("sync");
    assertExit(run, 0);
    assertMatch(run.stderr, /hook for myapp\n.*Namespace: production\n.*Chart version: 4\.5\.6\n/);
    assertMatch(run.stderr, /hook for \n.*Namespace: \n.*Chart version: \n/);
    assertTrue(!run.stderr.includes("outer"));
  }));
