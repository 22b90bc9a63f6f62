// hooks run: what a hook sees of a failure that never was, and the hooks of a state file.
import { assertEquals } from "../support/assert.ts";
import { assertExit, assertSays, type Host, withHost } from "../support/host.ts";

const STATE = `releases:
  - name: api
    chart: ./chart
    namespace: shop
    hooks:
      - name: tell
        events: [presync, postsync, cleanup]
        command: ./tell.sh
        args: ["{{ if .Event.Error }}down{{ else }}up{{ end }}"]
      - {name: alarm, events: [postsync], when: {result: failure}, script: 'echo alarm >> "$JOURNAL"'}
      - {name: cheer, events: [postsync], when: {result: success}, script: 'echo cheer >> "$JOURNAL"'}
hooks:
  - {name: vpn, events: [prepare, cleanup], script: 'echo "vpn $HOOK_EVENT $HOOK_ERROR" >> "$JOURNAL"'}
  - {name: never, events: [cleanup], when: {result: failure}, script: 'echo never >> "$JOURNAL"'}
`;
const TELL =
  `jq -r '.error' "$BOATHOOK_CONTEXT_FILE" >> "$JOURNAL"; echo "tell $1: $HOOK_ERROR" >> "$JOURNAL"`;

async function givenShop(host: Host): Promise<void> {
  await host.write("helmfile.yaml", STATE);
  await host.chart("chart");
  await host.script("tell.sh", TELL);
}

const FAILED = 'Cannot upgrade release "api": helm ended with exit code 1';

/** What the hooks wrote down. */
const CASES: readonly (readonly [argv: string, journal: readonly string[]])[] = [
  ["hooks run api postsync", ["null", "tell up: ", "cheer"]],
  ["hooks run api postsync --simulate-failure", [FAILED, `tell down: ${FAILED}`, "alarm"]],
  ["hooks run api postsync --simulate-failure=no-luck", ["no-luck", "tell down: no-luck", "alarm"]],
  ["hooks run api cleanup --simulate-failure=no-luck", ["no-luck", "tell up: no-luck"]],
  ["hooks run helmfile.yaml prepare", ["vpn prepare "]],
  ["hooks run (file) cleanup", ["vpn cleanup "]],
  ["hooks run ./helmfile.yaml cleanup -f ./helmfile.yaml", ["vpn cleanup "]],
  ["hooks run helmfile.yaml cleanup --simulate-failure=x", ["vpn cleanup x", "never"]],
];

for (const [argv, journal] of CASES) {
  Deno.test(`boathook ${argv}`, () =>
    withHost(async (host) => {
      await givenShop(host);
      assertExit(await host.run(argv), 0);
      assertEquals(await host.journal(), journal);
    }));
}

/** What is wrong with a command line, and what is said about it. */
const REFUSED: readonly (readonly [argv: string, exit: number, says: readonly string[]])[] = [
  [
    "hooks run api presync --simulate-failure",
    3,
    ["error[cli/no-failure-before]", "hooks of postsync and cleanup run"],
  ],
  ["hooks run api postsink", 3, ['did you mean "postsync"?']],
  ["hooks run apy postsync", 3, ['did you mean the release "api"?']],
  ["hooks run helmfile.yml cleanup", 1, ["error[files/not-loaded]", 'did you mean "helmfile.yaml"?']],
  ["hooks run helmfile.yaml presync", 1, ["error[hook/none]", "it has hooks for prepare, cleanup"]],
];

for (const [argv, exit, says] of REFUSED) {
  Deno.test(`boathook ${argv} is refused`, () =>
    withHost(async (host) => {
      await givenShop(host);
      const run = await host.run(argv);
      assertExit(run, exit);
      assertSays(run.stderr, says);
      assertEquals(await host.journal(), []);
    }));
}

Deno.test("a failed hook of a state file fails hooks run", () =>
  withHost(async (host) => {
    await host.write(
      "helmfile.yaml",
      `releases: [{name: a, chart: ./c}]\nhooks:\n  - {events: [prepare], script: exit 7}\n`,
    );
    const run = await host.run("hooks run helmfile.yaml prepare");
    assertExit(run, 1);
    assertSays(run.stderr, ["exit code 7", "boathook hooks run helmfile.yaml prepare"]);
  }));

Deno.test("hooks run is no sync that another could go on from", () =>
  withHost(async (host) => {
    await givenShop(host);
    host.env.BOATHOOK_STATE_HOME = `${host.dir}/state`;
    assertExit(await host.run("hooks run api postsync"), 0);
    assertEquals(
      JSON.parse((await host.run("runs -o json")).stdout).map((run: { command: string }) => run.command),
      [
        "hooks run",
      ],
    );
  }));
