// --dry-run: hooks are listed, helm simulates, nothing is changed, locked or remembered.
import { assertEquals, assertTrue } from "../support/assert.ts";
import { assertExit, assertSays, type Host, withHost } from "../support/host.ts";

const STATE = `hooks:
  - {name: vpn, events: [prepare, cleanup], script: 'echo vpn >> "$JOURNAL"'}
releases:
  - name: db
    chart: ./chart
    namespace: shop
    hooks:
      - {name: token, events: [presync], outputs: true, script: 'echo "key=1" > "$HOOK_OUTPUT"'}
      - {name: page, events: [postsync], when: {result: failure}, command: ./page.sh}
  - name: api
    chart: ./chart
    namespace: shop
    needs: [shop/db]
    values: [api.yaml.gotmpl]
    hooks:
      - name: migrate
        events: [preapply]
        command: ./migrate.sh
        args: ["{{ .Release.Name }}", "{{ .Hooks.token.Outputs.key }}"]
      - {name: maybe, events: [presync], when: {if: "{{ .Hooks.token.Outputs.key }}"}, command: ./maybe.sh}
  - {name: old, chart: ./chart, namespace: shop, installed: false}
`;

/** A helm that writes down its whole calls, and has api and old. */
const HELM = `#!/bin/sh
case "$1" in
  version) echo "\${HELM_VERSION:-v3.17.3}"; exit ;;
  list) echo '[{"name":"old","status":"deployed"},{"name":"api","status":"deployed"}]'; exit ;;
  diff) exit 2 ;;
esac
words=
for word in "$@"; do
  case "$word" in upgrade|delete|db|api|old|--dry-run*) words="$words $word" ;; esac
done
echo "helm$words" >> "$JOURNAL"
echo "SECRET MANIFEST"
`;

async function givenShop(host: Host): Promise<void> {
  await host.write("helmfile.yaml.gotmpl", STATE);
  await host.write("api.yaml.gotmpl", "token: {{ .Hooks.token.Outputs.key }}\n");
  await host.chart("chart");
  await host.write("../bin/helm", HELM, 0o755);
}

Deno.test("sync --dry-run lists hooks in the order they would run, and helm simulates", () =>
  withHost(async (host) => {
    await givenShop(host);
    const run = await host.run("sync --dry-run --concurrency 1");
    assertExit(run, 0);
    assertEquals(await host.journal(), ["helm delete old --dry-run", "helm upgrade db --dry-run=client"]);
    assertSays(run.stderr, [
      'Would run hook "vpn" (prepare): bash',
      "Dry run: Deleting old",
      "Dry run: Upgrading release=db",
      'Would run hook "token" (presync of db): bash',
      'Would not run hook "page" (postsync of db): nothing has failed',
      "Dry run: Upgrading release=api",
      'Would run hook "maybe" (presync of api), what other hooks leave decides whether: ./maybe.sh',
      'Would run hook "migrate" (preapply of api), with what other hooks leave: ./migrate.sh api ' +
      "'{{ .Hooks.token.Outputs.key }}'",
      'warning[helm/not-simulated]: Did not simulate the upgrade of release "api"',
      'Would run hook "vpn" (cleanup): bash',
      "Releases to Update",
      "Releases to Delete",
      "2 to update, 1 to delete; a dry run: nothing was changed",
    ]);
    assertTrue(!run.stderr.includes("SECRET MANIFEST") && run.stdout === "");
  }));

/** The calls of helm, by command line. */
const CALLS: readonly (readonly [argv: string, helm: string, exit: number, calls: readonly string[]])[] = [
  ["sync --dry-run=server -l name=db", "v3.17.3", 0, ["helm upgrade db --dry-run=server"]],
  ["sync --dry-run=client -l name=db", "v4.2.3", 0, ["helm upgrade db --dry-run=client"]],
  ["sync --dry-run=server -l name=db", "v3.12.0", 0, ["helm upgrade db --dry-run"]],
  ["sync --dry-run -l name=db --detailed-exitcode", "v3.17.3", 2, ["helm upgrade db --dry-run=client"]],
  ["apply --dry-run -i -l name=db", "v3.17.3", 0, ["helm upgrade db --dry-run=client"]],
  ["apply --dry-run -l name=old", "v3.17.3", 0, ["helm delete old --dry-run"]],
  ["destroy --dry-run -l name=api", "v3.17.3", 0, ["helm delete api --dry-run"]],
];

for (const [argv, version, exit, calls] of CALLS) {
  Deno.test(`boathook ${argv} with helm ${version} changes nothing`, () =>
    withHost(async (host) => {
      await givenShop(host);
      Object.assign(host.env, { HELM_VERSION: version, BOATHOOK_STATE_HOME: `${host.dir}/state` });
      assertExit(await host.run(argv), exit);
      assertEquals(await host.journal(), calls);
      assertEquals((await host.run("runs")).stdout.includes("sync"), false);
      const left = [...Deno.readDirSync(`${host.dir}/home`)].map(({ name }) => name);
      assertEquals(left.includes("state"), false);
    }));
}

Deno.test("a dry run fails where helm's does, and hooks hear of it", () =>
  withHost(async (host) => {
    await givenShop(host);
    await host.write("../bin/helm", HELM.replace('echo "SECRET', 'exit 1; echo "SECRET'), 0o755);
    const run = await host.run("sync --dry-run -l name=db");
    assertExit(run, 1);
    assertSays(run.stderr, [
      'Would run hook "page" (postsync of db): ./page.sh',
      'Cannot simulate the upgrade of release "db": helm ended with exit code 1',
    ]);
  }));

Deno.test("what a dry run does not take is refused", () =>
  withHost(async (host) => {
    await givenShop(host);
    const wrong = await host.run("sync --dry-run=servr");
    assertExit(wrong, 3);
    assertSays(wrong.stderr, ["Allowed choices are client, server"]);
    assertExit(await host.run("sync --dry-run --resume"), 3);
  }));
