// test-hooks: files of tests, run against a stand-in helm on a host that has none.
import { Ajv2020 } from "ajv";
import { cp } from "node:fs/promises";
import { parseYaml } from "../../src/yaml/parse.ts";
import { assertEquals, assertTrue } from "../support/assert.ts";
import { assertGolden } from "../support/golden.ts";
import { assertExit, assertSays, type Host, withHost } from "../support/host.ts";
import { join, ROOT } from "../support/paths.ts";

const STATE = `hooks:
  - {name: vpn, events: [prepare, cleanup], script: 'echo "vpn $HOOK_EVENT" >> "$JOURNAL"'}
releases:
  - name: db
    namespace: shop
    chart: oci://registry.example.com/charts/db
    version: 1.2.3
    secrets: [secrets.yaml]
    jsonPatches: [{target: {kind: ConfigMap}, patch: [{op: remove, path: /data}]}]
    hooks:
      - {name: token, events: [presync], outputs: [key], command: ./token.sh}
      - {name: hand over, events: [postsync], command: ./give.sh, args: ["{{ .Hooks.token.Outputs.key }}"]}
  - name: api
    namespace: shop
    chart: stable/api
    needs: [shop/db]
    hooks:
      - name: make way
        events: [presync]
        command: ./way.sh
        retries: {count: 1, backoff: 10ms}
      - {name: alarm, events: [postsync], when: {result: failure}, command: ./alarm.sh}
      - {name: first, events: [presync], when: {action: [install]}, command: ./first.sh}
      - {name: lax, events: [postsync], onError: ignore, command: ./lax.sh}
  - {name: old, namespace: shop, chart: stable/old, installed: false}
`;

async function givenTests(host: Host, tests: string): Promise<void> {
  await Deno.remove(`${host.dir}/bin/helm`);
  await host.write("helmfile.yaml", STATE);
  await host.write("secrets.yaml", "sops: encrypted\n");
  for (const name of ["token", "give", "way", "alarm", "first", "lax"]) {
    await host.script(`${name}.sh`, "exit 9");
  }
  await host.write("hook-tests.yaml", tests);
}

Deno.test("the tests of the example pass without helm, and leave nothing behind", () =>
  withHost(async (host) => {
    await Deno.remove(`${host.dir}/bin/helm`);
    await cp(join(ROOT, "scripts", "example"), host.project, { recursive: true });
    const run = await host.run("test-hooks");
    assertEquals(run.stderr, "");
    assertGolden("cli/test_hooks_example.txt", run.stdout);
    assertExit(run, 0);
    for (const folder of ["tmp", "home"]) assertEquals([...Deno.readDirSync(join(host.dir, folder))], []);
  }));

const PASSING = `
tests:
  - name: releases are upgraded in the order of their needs, and what should not be there goes
    command: helmfile --environment default sync
    helm: {installed: [shop/api, old], version: 3.17.3}
    outputs: {token: {key: k1}}
    expect:
      - prepare helmfile.yaml vpn
      - helm uninstall old
      - presync db token
      - helm upgrade shop/db
      - postsync db hand over
      - presync api make way
      - helm upgrade api
      - postsync api lax
      - cleanup helmfile.yaml vpn
    failed: []
    blocked: []
  - name: a hook is tried again, and fails its release; an ignored failure does not
    command: sync -l name=api
    outputs: {token: {key: k1}}
    fails:
      - {step: presync api make way, exit: 5}
      - {step: postsync api lax, exit: 3}
    expect: [prepare, presync api make way, presync api make way, postsync api alarm, postsync api lax, cleanup]
    exit: 1
    failed: [api]
  - name: variables of the test hold
    command: sync -l name=api
    fails: [{step: helm upgrade api, message: "Error: no", exit: 7}]
    env: {BOATHOOK_SKIP_HOOKS: make*}
    expect: [prepare, presync api first, helm upgrade api, postsync api alarm, postsync api lax, cleanup]
    exit: 1
    failed: [api]
  - name: only what has changed is applied
    command: apply
    helm: {installed: [db, api, old], changed: [api]}
    outputs: {token: {key: k1}}
    order: contains
    expect: [helm list, helm upgrade --dry-run db, helm uninstall old, helm upgrade api]
  - name: destroy goes backwards
    command: destroy
    helm: {installed: [db, api]}
    expect: [prepare, helm uninstall api, helm uninstall db, cleanup]
  - name: a diff has an exit code of its own
    command: diff --detailed-exitcode -l name=api
    expect: [prepare, cleanup]
    exit: 2
  - name: the plugin compares too
    command: diff --detailed-exitcode --diff-engine plugin -l name=api
    helm: {installed: [api], changed: []}
    expect: [prepare, helm diff upgrade api, cleanup]
  - name: hooks run for real where a test says so
    command: sync -l name=db
    hooks: run
    fails: [{step: presync db token, exit: 4}]
    exit: 1
  - name: a command line that is wrong
    command: sink
    exit: 3
`;

Deno.test("test-hooks passes tests whose expectations hold", () =>
  withHost(async (host) => {
    await givenTests(host, PASSING);
    Object.assign(host.env, {
      HELMFILE_ENVIRONMENT: "moon",
      BOATHOOK_SKIP_HOOKS: "*",
      GITHUB_ACTIONS: "true",
    });
    const run = await host.run("test-hooks hook-tests.yaml");
    assertEquals(
      run.stdout.split("\n").filter((line) => !line.startsWith("passed  ")).join("\n"),
      "\n9 tests: 9 passed\n",
    );
    assertExit(run, 0);
    assertEquals(await host.journal(), ["vpn prepare", "vpn cleanup"]);
  }));

const FAILING = `tests:
  - name: the steps
    command: sync -l name=api
    outputs: {token: {key: k1}}
    expect:
      - helm upgrade api
      - presync api make *
      - postsync api lax
      - cleanup other.yaml
  - name: the end
    command: diff --detailed-exitcode -l name=api
    failed: [api]
    blocked: [db]
`;

Deno.test("test-hooks tells at its place what is not as expected", () =>
  withHost(async (host) => {
    await givenTests(host, FAILING);
    Object.assign(host.env, { GITHUB_ACTIONS: "true", GITHUB_WORKSPACE: host.dir });
    const run = await host.run("test-hooks --junit out/junit.xml");
    assertExit(run, 1);
    assertSays(run.stderr, [
      "::error file=project/hook-tests.yaml,line=6,col=9,title=test/order",
      "\n::error",
    ]);
    assertGolden("cli/test_hooks_failed.txt", run.stdout);
    const junit = await Deno.readTextFile(`${host.project}/out/junit.xml`);
    assertSays(junit, [
      'tests="2" failures="2"',
      'name="the steps"',
      'line="6"',
      '<failure type="test/order"',
    ]);
  }));

Deno.test("test-hooks shows what a command said that ended as it should not", () =>
  withHost(async (host) => {
    await givenTests(
      host,
      "tests: [{name: a, command: sync, fails: [{step: prepare, message: no tunnel}]}]\n",
    );
    assertSays((await host.run("test-hooks")).stdout, [
      'Test "a" ended with exit code 1 instead of 0',
      "the end of what it said:",
      "no tunnel",
      "1 test: 0 passed, 1 failed",
    ]);
  }));

Deno.test("test-hooks --record writes down what happens, and nothing else", () =>
  withHost(async (host) => {
    await givenTests(host, FAILING);
    const first = await host.run("test-hooks --record");
    assertExit(first, 0);
    assertEquals(
      first.stdout,
      "recorded  the steps\nrecorded  the end\n\n2 tests: the file of tests now says what happened\n",
    );
    assertGolden("cli/test_hooks_recorded.txt", await Deno.readTextFile(`${host.project}/hook-tests.yaml`));
    assertExit(await host.run("test-hooks"), 0);
    assertSays((await host.run("test-hooks --record")).stdout, ["passed  the steps", "2 tests: 2 passed"]);
  }));

Deno.test("test-hooks tells all that is wrong with a file of tests", () =>
  withHost(async (host) => {
    await givenTests(
      host,
      "tests:\n  - {name: a, comand: sync, order: exakt}\n  - {name: b, command: sync, helm: {instaled: [a]}}\nfiles: x\n",
    );
    const run = await host.run("test-hooks");
    assertExit(run, 1);
    assertGolden("cli/test_hooks_problems.txt", run.stderr);
  }));

Deno.test("the published schema takes the tests of the example", async () => {
  const path = (name: string) => join(ROOT, name);
  const schema = JSON.parse(await Deno.readTextFile(path(".github/docs/hook-tests.schema.json")));
  const tests = parseYaml(await Deno.readTextFile(path("scripts/example/hook-tests.yaml")));
  const isValid = (value: unknown) =>
    new Ajv2020({ strict: false }).compile(schema)(
      JSON.parse(JSON.stringify(value, (_, one) => typeof one === "bigint" ? Number(one) : one)),
    );
  assertEquals([isValid(tests), isValid({ tests: [{ name: "x" }] })], [true, false]);
});

Deno.test("test-hooks refuses what is no test", () =>
  withHost(async (host) => {
    await givenTests(host, `tests: [{name: a, command: "sync 'a"}]\n`);
    assertSays((await host.run("test-hooks")).stderr, ["error[test/command]", "a quote is never closed"]);
    await host.write("hook-tests.yaml", "tests: [{name: a, command: test-hooks}]\n");
    assertSays((await host.run("test-hooks")).stderr, ["error[test/command]", "tests do not run tests"]);
    await host.write("hook-tests.yaml", "tests: [{name: a, command: sync, expect: [x]}]\n");
    assertSays((await host.run("test-hooks --record")).stderr, ["error[test/not-recorded]"]);
    const missing = await host.run("test-hooks none.yaml");
    assertSays(missing.stderr, ["error[files/unreadable]", "none.yaml"]);
    assertTrue(missing.exit === 1);
  }));
