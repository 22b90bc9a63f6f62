// Real helm 3 and 4 against the playground: releases come, change, fail, go, and stay in a folder if asked.
import { fetchHelm } from "../../scripts/fetch_helm.ts";
import { startPlayground } from "../../src/playground/start_playground.ts";
import { createDenoSystem } from "../../src/system/deno_system.ts";
import { assertEquals, assertMatch } from "../support/assert.ts";
import { join } from "../support/paths.ts";
import { writeDemoChart } from "./demo_chart.ts";
import { type Tools, toolsFor } from "./helm_session.ts";

interface World {
  readonly tools: Tools;
  readonly chart: string;
  readonly home: string;
}

async function onPlayground(major: "3" | "4", use: (world: World) => Promise<void>): Promise<void> {
  const home = await Deno.makeTempDir({ prefix: "boathook-playground-test-" });
  const { dir } = await fetchHelm(major), playground = await startPlayground(createDenoSystem());
  try {
    const tools = toolsFor(dir, { kubeconfig: playground.kubeconfig, home });
    await use({ tools, home, chart: await writeDemoChart(home) });
  } finally {
    await playground.stop();
    await Deno.remove(home, { recursive: true });
  }
}

for (const major of ["3", "4"] as const) {
  Deno.test(`helm ${major} installs, upgrades, rolls back, tests and uninstalls`, () =>
    onPlayground(major, async ({ tools: { helm, kubectl }, chart }) => {
      const color = async () =>
        (await kubectl("get", "configmap", "demo-config", "-o", "jsonpath={.data}")).stdout;
      const steps: [string[], string][] = [
        [
          ["upgrade", "--install", "demo", chart, "--wait", "--timeout", "20s"],
          '{"color":"blue","extra":"only-blue"}',
        ],
        [["upgrade", "demo", chart, "--set", "color=red", "--wait", "--timeout", "20s"], '{"color":"red"}'],
        [["test", "demo"], '{"color":"red"}'],
        [["rollback", "demo", "1", "--wait"], '{"color":"blue","extra":"only-blue"}'],
        [["uninstall", "demo", "--wait"], ""],
      ];
      for (const [args, expected] of steps) {
        const { code, stderr } = await helm(...args);
        assertEquals([args[0], code, await color()], [args[0], 0, expected], stderr);
      }
    }));

  Deno.test(`helm ${major} sees a hook that fails, a rollout that hangs and a change that is refused`, () =>
    onPlayground(major, async ({ tools: { helm }, chart }) => {
      const upgrade = (...more: string[]) => helm("upgrade", "--install", "demo", chart, "--wait", ...more);
      assertEquals((await upgrade()).code, 0);
      assertMatch(
        (await upgrade("--set", "jobOutcome=fail")).stderr,
        /BackoffLimitExceeded|job demo-migrate failed|Job\/default\/demo-migrate/,
      );
      assertMatch(
        (await upgrade("--set", "outcome=hang", "--timeout", "1s")).stderr,
        /context deadline exceeded/,
      );
      assertMatch(
        (await upgrade("--set", "app=other")).stderr,
        /spec\.selector: Invalid value: .*field is immutable/s,
      );
      const { stdout } = await helm("history", "demo", "-o", "json");
      const statuses = (JSON.parse(stdout) as { status: string }[]).map(({ status }) => status);
      assertEquals(statuses, ["deployed", "failed", "failed", "failed"]);
    }));
}

Deno.test("A playground with a folder is the same after it was stopped", async () => {
  const home = await Deno.makeTempDir({ prefix: "boathook-playground-test-" });
  const { dir } = await fetchHelm("4"), chart = await writeDemoChart(home);
  try {
    const inFolder = async (...args: string[]) => {
      const playground = await startPlayground(createDenoSystem(), { dir: join(home, "kept") });
      const said = await toolsFor(dir, { kubeconfig: playground.kubeconfig, home }).helm(...args);
      await playground.stop();
      return said;
    };
    await inFolder("install", "demo", chart);
    const { stdout } = await inFolder("list", "-o", "json");
    const names = (JSON.parse(stdout) as { name: string; status: string }[]).map((
      { name, status },
    ) => [name, status]);
    assertEquals(names, [["demo", "deployed"]]);
  } finally {
    await Deno.remove(home, { recursive: true });
  }
});

Deno.test("Only who has the kubeconfig can use a playground, and it goes with it", async () => {
  const playground = await startPlayground(createDenoSystem());
  const { origin } = new URL(playground.url);
  const answers = [await fetch(`${origin}/version`), await fetch(`${playground.url}/version`)];
  const { mode } = await Deno.stat(playground.kubeconfig);
  const statuses = answers.map(({ status }) => status);
  for (const { body } of answers) await body?.cancel();
  await playground.stop();
  const isLeft = await Deno.stat(playground.kubeconfig).then(() => true, () => false);
  assertEquals([statuses, mode! & 0o777, isLeft], [[403, 200], 0o600, false]);
});
