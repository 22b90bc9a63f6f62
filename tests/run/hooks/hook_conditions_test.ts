// Whether a hook runs: its conditions, --skip-hooks, HELMFILE_DISABLE_HOOKS.
import { assertEquals, assertMatch } from "../../support/assert.ts";
import { assertExit, assertSays, type Host, withHost } from "../../support/host.ts";
import { API_IS_DEPLOYED } from "./api_is_deployed.ts";

async function givenWhen(host: Host, hooks: readonly (readonly [events: string, when: string])[]) {
  await host.chart("chart");
  const lines = hooks.map(([events, when], i) =>
    `      - {name: h${i}, events: [${events}], when: ${when}, script: 'echo "h${i} $HOOK_EVENT" >> "$JOURNAL"'}`
  );
  await host.write(
    "helmfile.yaml",
    `environments: {default: {values: [{on: true}]}, prod: {}}
---
releases:
  - name: api
    chart: ./chart
    namespace: shop
    hooks:
${lines.join("\n")}
`,
  );
}

async function ran(host: Host, words: string): Promise<string[]> {
  await Deno.remove(host.env.JOURNAL!).catch(() => {});
  await host.run(words);
  return (await host.journal()).filter((line) => !line.startsWith("helm "));
}

Deno.test("when.result tells success from failure", () =>
  withHost(async (host) => {
    await givenWhen(host, [
      ["postsync, cleanup", "{result: success}"],
      ["postsync, cleanup", "{result: failure}"],
      ["cleanup", "{result: always}"],
    ]);
    assertEquals(await ran(host, "sync"), ["h0 postsync", "h0 cleanup", "h2 cleanup"]);
    host.env.HELM_FAILS = "upgrade*";
    assertEquals(await ran(host, "sync"), ["h1 postsync", "h1 cleanup", "h2 cleanup"]);
  }));

Deno.test("when.changed tells a release that an apply changes from one that it leaves alone", () =>
  withHost(async (host) => {
    await givenWhen(host, [
      ["prepare, presync, cleanup", "{changed: true}"],
      ["presync, cleanup", "{changed: false}"],
    ]);
    assertEquals(await ran(host, "apply"), ["h0 presync", "h0 cleanup"]);
    host.env.HELM_DIFF = "0";
    assertEquals(await ran(host, "apply"), ["h1 cleanup"]);
  }));

Deno.test("when.action tells an install from an upgrade by one listing, made only if a hook asks", () =>
  withHost(async (host) => {
    const listings = `${host.dir}/listings`;
    const helm = await Deno.readTextFile(`${host.dir}/bin/helm`);
    await host.write("../bin/helm", helm.replace("  list)", `  list) echo "$*" >> ${listings};`), 0o755);
    const count = async () => (await Deno.readTextFile(listings).catch(() => "")).split("\n").length - 1;
    await givenWhen(host, [
      ["presync, postsync", "{action: [install]}"],
      ["presync, postsync", "{action: [upgrade]}"],
      ["presync", "{action: [uninstall]}"],
    ]);
    assertEquals(await ran(host, "sync"), ["h0 presync", "h0 postsync"]);
    assertEquals(await count(), 1);
    host.env.HELM_LIST = API_IS_DEPLOYED;
    assertEquals(await ran(host, "sync"), ["h1 presync", "h1 postsync"]);
    await givenWhen(host, [["presync", "{commands: [sync]}"]]);
    const before = await count();
    assertEquals(await ran(host, "sync"), ["h0 presync"]);
    assertEquals(await count(), before);
  }));

Deno.test("when.action knows a destroy", () =>
  withHost(async (host) => {
    await givenWhen(host, [["preuninstall", "{action: [uninstall]}"], [
      "preuninstall",
      "{action: [upgrade]}",
    ]]);
    host.env.HELM_LIST = API_IS_DEPLOYED;
    assertEquals(await ran(host, "destroy"), ["h0 preuninstall"]);
  }));

Deno.test("when.commands, env and if choose by command, environment and template", () =>
  withHost(async (host) => {
    await givenWhen(host, [
      ["presync", "{commands: [apply]}"],
      ["presync", "{env: [prod]}"],
      ["presync", `{if: '{{ eq .Release.Name "api" }}'}`],
      ["presync", `{if: '{{ eq .Release.Name "web" }}'}`],
    ]);
    assertEquals(await ran(host, "sync"), ["h2 presync"]);
    assertEquals(await ran(host, "-e prod apply"), ["h0 presync", "h1 presync", "h2 presync"]);
  }));

Deno.test("a condition that gives neither true nor false is an error at its place", () =>
  withHost(async (host) => {
    await givenWhen(host, [["presync", "{if: '{{ .Release.Name }}'}"]]);
    const run = await host.run("sync");
    assertExit(run, 1);
    assertMatch(
      run.stderr,
      /error\[hook\/condition\]: .* its condition gives "api"\n +--> helmfile\.yaml:8:/,
    );
  }));

Deno.test("--skip-hooks leaves out all hooks, or those whose names match", () =>
  withHost(async (host) => {
    await givenWhen(host, [["presync", "{}"], ["presync", "{}"]]);
    assertEquals(await ran(host, "--skip-hooks sync"), []);
    assertEquals(await ran(host, "--skip-hooks=*1 sync"), ["h0 presync"]);
    assertEquals(await ran(host, "sync --skip-hooks=h0"), ["h1 presync"]);
    const { stderr } = await host.run("--debug sync --skip-hooks=h0");
    assertSays(stderr, ['hook "h0" (presync of api) does not run: --skip-hooks leaves it out']);
  }));

Deno.test("HELMFILE_DISABLE_HOOKS makes any hook an error, as in Helmfile", () =>
  withHost(async (host) => {
    await givenWhen(host, [["presync", "{}"]]);
    host.env.HELMFILE_DISABLE_HOOKS = "true";
    const run = await host.run("sync");
    assertExit(run, 1);
    assertMatch(run.stderr, /error\[hook\/disabled\]: .*"h0".*\n +--> helmfile\.yaml:8:/);
    host.env.HELMFILE_DISABLE_HOOKS = "0";
    assertExit(await host.run("sync"), 0);
  }));

Deno.test("hooks run says which hooks it passed over, and why", () =>
  withHost(async (host) => {
    await givenWhen(host, [
      ["postsync", "{result: failure}"],
      ["postsync", "{action: [upgrade]}"],
      ["postsync", "{action: [install], changed: true}"],
    ]);
    const run = await host.run("hooks run api postsync");
    assertExit(run, 0);
    assertSays(run.stderr, [
      'warning[hook/skipped]: Did not run hook "h0" (postsync): nothing has failed',
      'warning[hook/skipped]: Did not run hook "h1" (postsync): it runs on upgrade, this is an install',
    ]);
    assertEquals(await host.journal(), ["h2 postsync"]);
  }));
