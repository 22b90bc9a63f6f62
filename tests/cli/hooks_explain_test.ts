// hooks explain: what a command would come to, and why a hook would not run.
import { assertEquals } from "../support/assert.ts";
import { assertGolden } from "../support/golden.ts";
import { assertExit, assertSays, type Host, withHost } from "../support/host.ts";

const STATE = `environments: {default: {}, prod: {}}
---
helmDefaults:
  hooks: {timeout: 30}
hooks:
  - {name: vpn, events: [prepare, cleanup], command: ./vpn.sh, oncePer: run, timeout: 5s}
  - {name: tell, events: [postapply], command: ./tell.sh, args: ["{{ .Release.Name }}"], onError: ignore}
  - {name: clean, events: [cleanup], when: {changed: true}, command: ./clean.sh}
releases:
  - name: api
    namespace: shop
    chart: ./chart
    needs: [shop/db]
    labels: {tier: back}
    hooks:
      - {name: migrate, events: [presync], when: {action: [upgrade]}, command: ./migrate.sh, workdir: jobs, retries: 2}
      - {name: seed, events: [presync, postsync], when: {env: [prod]}, command: ./seed.sh}
      - {name: token, events: [preapply], when: {commands: [apply]}, script: "echo 1\\necho 2", outputs: true}
      - {name: use, events: [preapply], command: ./use.sh, args: ["{{ .Hooks.token.Outputs.key }}"], timeout: 60}
      - {name: alarm, events: [presync, postsync], when: {result: failure}, command: ./alarm.sh, sensitive: true}
      - {name: bye, events: [preuninstall, cleanup], when: {action: [uninstall]}, command: ./bye.sh}
      - {name: lucky, events: [postsync], when: {if: "{{ .Event.Error | empty }}"}, command: ./x.sh, mutex: gpu}
      - {name: silly, events: [postsync], when: {if: "{{ false }}"}, command: ./x.sh, background: true}
      - {name: sums, events: [postsync], inputs: [a.txt], command: ./x.sh}
      - {name: early, events: [prepare, cleanup], when: {changed: true}, command: ./x.sh}
  - {name: db, namespace: shop, chart: ./chart, labels: {tier: back}}
  - name: old
    namespace: shop
    chart: ./chart
    labels: {tier: back}
    installed: false
    hooks:
      - {name: save, events: [presync, preuninstall, preapply, prepare], command: ./save.sh, oncePer: release}
      - {name: tidy, events: [cleanup], when: {changed: false}, command: ./tidy.sh}
  - {name: other, chart: ./chart, hooks: [{name: no, events: [presync], command: ./no.sh}]}
  - {name: off, chart: ./chart, condition: off.enabled, hooks: [{name: no, events: [presync], command: ./no.sh}]}
`;

async function givenShop(host: Host): Promise<void> {
  await host.write(
    "helmfile.yaml",
    STATE.replace("default: {}", "default: {values: [{off: {enabled: false}}]}"),
  );
  await host.chart("chart");
}

/** The golden texts, by command line. */
const GOLDENS: Readonly<Record<string, string>> = {
  "hooks explain -l tier=back": "sync",
  "hooks explain -l tier=back --command apply --hook-timeout 1m": "apply",
  "hooks explain --command destroy -l name=old": "destroy",
  "hooks explain --command diff helmfile.yaml": "diff_of_file",
  "hooks explain api postsync --skip-hooks=s*": "one_event",
};

for (const [argv, name] of Object.entries(GOLDENS)) {
  Deno.test(`boathook ${argv}`, () =>
    withHost(async (host) => {
      await givenShop(host);
      await Deno.remove(`${host.dir}/bin/helm`);
      const run = await host.run(argv);
      assertExit(run, 0);
      assertEquals([run.stderr, await host.journal()], ["", []]);
      assertGolden(`cli/hooks_explain_${name}.txt`, run.stdout);
    }));
}

Deno.test("hooks explain gives JSON, the hooks that never run at its end", () =>
  withHost(async (host) => {
    await givenShop(host);
    const run = await host.run("hooks explain -l tier=back -o json");
    const { rows, ...head } = JSON.parse(run.stdout);
    assertEquals(head, { version: 1, command: "sync", environment: "default" });
    const use = rows.find(({ name }: { name: string }) => name === "use");
    assertEquals(use, {
      order: 13,
      type: "hook",
      file: "helmfile.yaml",
      release: "api",
      namespace: "shop",
      event: "preapply",
      name: "use",
      runs: "yes",
      reasons: [],
      argv: ["./use.sh", "{{ .Hooks.token.Outputs.key }}"],
      cwd: host.project,
      limit: { ms: 60_000, setBy: "hook", place: "helmfile.yaml:19:111" },
      stallTimeoutMs: null,
      onError: "fail",
      retries: 0,
      background: false,
      oncePer: null,
      mutex: null,
      when: null,
      inputs: [],
      declared: "helmfile.yaml:19:9",
    });
    const helm = rows.filter(({ type }: { type: string }) => type === "helm");
    assertEquals(helm.map(({ call, release, only }: Record<string, string>) => [call, release, only]), [
      ["helm uninstall", "old", 'only if helm has "old"'],
      ["helm upgrade", "db", null],
      ["helm upgrade", "api", null],
    ]);
    const never = rows.filter(({ order }: { order: number | null }) => order === null);
    assertEquals(never.every(({ runs }: { runs: string }) => runs === "no"), true);
  }));

Deno.test("hooks explain tells a render that fails, and what is not there", () =>
  withHost(async (host) => {
    await host.chart("chart");
    await host.write(
      "helmfile.yaml.gotmpl",
      `releases:
  - name: api
    chart: ./chart
    hooks: [{name: x, events: [presync], command: echo, args: ['{{\`{{ .Values.none.such }}\`}}']}]
`,
    );
    assertSays((await host.run("hooks explain")).stdout, ["x: runs: it fails before it starts: "]);
    const unknown = await host.run("hooks explain apy");
    assertExit(unknown, 3);
    assertSays(unknown.stderr, ['did you mean "api"?']);
    assertSays((await host.run("hooks explain api presink")).stderr, ['did you mean "presync"?']);
    assertExit(await host.run("hooks explain --command snyc"), 3);
  }));

const EVENTS = "prepare, presync, preapply, preuninstall, postuninstall, postapply, postsync, cleanup";

/** The commands that can be explained, as a test runs them. */
const COMMANDS: Readonly<Record<string, string>> = {
  ...{ sync: "sync", apply: "apply", destroy: "destroy", diff: "diff", template: "template", lint: "lint" },
  ...{
    unittest: "unittest",
    test: "test",
    status: "status",
    fetch: "fetch --output-dir out",
    build: "build",
  },
  ...{ "show-dag": "show-dag", "write-values": "write-values", list: "list" },
};

for (const [name, line] of Object.entries(COMMANDS)) {
  Deno.test(`hooks explain says of ${name} what a run does`, () =>
    withHost(async (host) => {
      await host.chart("chart");
      const hook = (name: string, events: string) => `{name: ${name}, command: ./x.sh, events: [${events}]}`;
      await host.write(
        "helmfile.yaml",
        `hooks: [${hook("f", "prepare, cleanup, postapply")}]
releases:
  - {name: b, chart: ./chart, needs: [a], hooks: [${hook("h", EVENTS)}]}
  - {name: a, chart: ./chart, hooks: [${hook("h", EVENTS)}]}
  - {name: old, chart: ./chart, installed: false, hooks: [${hook("h", EVENTS)}]}
`,
      );
      await host.write(
        "hook-tests.yaml",
        `tests:\n  - name: all\n    command: ${line}\n    helm: {installed: [a, b, old]}\n`,
      );
      await host.run("test-hooks --record");
      const recorded = (await Deno.readTextFile(`${host.project}/hook-tests.yaml`)).split("\n")
        .filter((line) => line.startsWith("      - ")).map((line) => line.slice(8))
        .filter((step) => !step.startsWith("helm test"));
      const { rows } = JSON.parse((await host.run(`hooks explain --command ${name} -o json`)).stdout);
      const explained = rows.filter(({ order }: { order: number | null }) => order !== null)
        .map(({ type, event, release, file, name, call }: Record<string, string>) =>
          type === "helm" ? `${call} ${release}` : `${event} ${release ?? file} ${name}`
        );
      assertEquals(explained, recorded);
    }));
}

Deno.test("hooks explain and --dry-run mask what was decrypted", () =>
  withHost(async (host) => {
    await host.chart("chart");
    await host.write("secrets.yaml", "sops: true\n");
    const helm = await Deno.readTextFile(`${host.dir}/bin/helm`);
    const decrypting = helm.replace(
      'case "$1" in',
      'case "$1" in\n  secrets) echo "password: correct-horse-battery"; exit ;;',
    );
    await host.write("../bin/helm", decrypting, 0o755);
    await host.write(
      "helmfile.yaml.gotmpl",
      `environments: {default: {secrets: [secrets.yaml]}}
---
releases:
  - name: api
    chart: ./chart
    hooks: [{name: x, events: [presync], command: echo, args: ['{{ .Values.password }}']}]
`,
    );
    for (const argv of ["hooks explain", "hooks explain -o json", "sync --dry-run"]) {
      const { stdout, stderr } = await host.run(argv);
      assertSays(stdout + stderr, ["echo", "***"]);
      assertEquals((stdout + stderr).includes("correct-horse"), false, argv);
    }
  }));
