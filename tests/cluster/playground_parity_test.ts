// The same helm session on the playground and on the real cluster: the same words, exit codes, releases and objects.
import { fetchHelm } from "../../scripts/fetch_helm.ts";
import { startPlayground } from "../../src/playground/start_playground.ts";
import { createDenoSystem } from "../../src/system/deno_system.ts";
import { writeDemoChart } from "../playground/demo_chart.ts";
import { helmSession, sameNames, type Step, toolsFor } from "../playground/helm_session.ts";
import { assertEquals } from "../support/assert.ts";
import { join } from "../support/paths.ts";
import { startCluster } from "./cluster.ts";

const SETTLE_MS = 3_000;

Deno.test("A helm session gives the same on the playground and on the real cluster", async (t) => {
  const home = await Deno.makeTempDir({ prefix: "boathook-parity-" });
  const cluster = await startCluster(), playground = await startPlayground(createDenoSystem());
  try {
    const chart = await writeDemoChart(home);
    for (const major of ["3", "4"] as const) {
      const { dir } = await fetchHelm(major);
      const session = (kubeconfig: string, place: string) =>
        helmSession(toolsFor(dir, { kubeconfig, home: join(home, place) }), {
          chart,
          namespace: `session-${major}`,
        });
      const real = session(cluster.kubeconfig, `real-${major}`);
      const pretended = session(playground.kubeconfig, `playground-${major}`);
      while (true) {
        const [expected, actual] = await Promise.all([real.next(), pretended.next()]);
        if (expected.done || actual.done) break;
        const { command } = expected.value;
        await t.step(
          `helm ${major}: ${command.replaceAll(chart, "CHART")}`,
          () => compare(actual.value, expected.value),
        );
      }
    }
  } finally {
    await playground.stop();
    await cluster.stop();
    await Deno.remove(home, { recursive: true });
  }
});

async function compare(actual: Step, expected: Step): Promise<void> {
  assertEquals(words(actual), words(expected));
  // What a real cluster still does after helm has ended is over soon.
  const deadline = Date.now() + SETTLE_MS;
  while (true) {
    const [is, wanted] = [await actual.objects(), await expected.objects()];
    if (JSON.stringify(is) === JSON.stringify(wanted) || Date.now() > deadline) {
      return assertEquals(is, wanted);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

function words({ command, code, stdout, stderr }: Step) {
  return {
    command,
    code,
    stdout: sameNames(stdout),
    stderr: sameNames(stderr).replace(/^.*(warnings|request)\.go.*\n/gm, ""),
  };
}
