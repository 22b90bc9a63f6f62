// hooks lint as a command: what it prints in which form, how it ends, and what shellcheck adds.
import { assertEquals } from "../support/assert.ts";
import { assertExit, assertSays, type Host, withHost } from "../support/host.ts";

async function givenShop(host: Host): Promise<void> {
  await host.write(
    "helmfile.yaml",
    `hooks:
  - {name: vpn, events: [prepare, cleanup], command: echo, args: [vpn]}
releases:
  - name: api
    chart: ./chart
    hooks:
      - {name: migrate, events: [presync, postsync], command: ./migrate.sh}
      - {name: rare, events: [postuninstall], when: {commands: [destroy]}, command: ./rare.sh}
  - name: web
    chart: ./chart
    labels: {tier: front}
    hooks:
      - name: warm
        events: [postsync]
        script: |
          cd /nowhere
          curl $URL
`,
  );
  await host.script("migrate.sh", "echo migrating");
}

Deno.test("hooks lint checks the hooks of all events and ends with 1 where one cannot run", () =>
  withHost(async (host) => {
    await givenShop(host);
    const run = await host.run("hooks lint");
    assertExit(run, 1);
    assertEquals(run.stdout, "4 hooks checked: 1 error\n");
    assertSays(run.stderr, [
      'error[hook/not-found]: Cannot run hook "rare" (postuninstall of release "api"): "./rare.sh" does not exist',
      "--> helmfile.yaml:8:",
    ]);
    assertEquals(await host.journal(), []);
  }));

Deno.test("hooks lint takes a release or selectors, and ends with 0 where all is well", () =>
  withHost(async (host) => {
    await givenShop(host);
    for (const words of ["hooks lint web", "hooks lint -l tier=front"]) {
      const run = await host.run(words);
      assertEquals(run, { exit: 0, stdout: "2 hooks checked: no problems\n", stderr: "" });
    }
    assertExit(await host.run("hooks lint nobody"), 3);
  }));

Deno.test("hooks lint prints JSON", () =>
  withHost(async (host) => {
    await givenShop(host);
    const run = await host.run("hooks lint api --output json");
    assertExit(run, 1);
    assertEquals(run.stderr, "");
    assertEquals(JSON.parse(run.stdout), {
      version: 1,
      hooks: 3,
      diagnostics: [{
        code: "hook/not-found",
        severity: "error",
        message: 'Cannot run hook "rare" (postuninstall of release "api"): "./rare.sh" does not exist',
        file: "helmfile.yaml",
        line: 8,
        column: 85,
        endLine: 8,
        endColumn: 94,
        hint: "a relative path starts at the state file's folder",
      }],
    });
  }));

/** Answers as shellcheck 0.11 does for the script of the hook `warm` and a file. */
const SHELLCHECK = `
for last; do :; done
case "$*" in
  *--exclude=SC2164*) column=6 end=10 line=2 code=2086 ;;
  *) column=1 end=5 line=2 code=2034 ;;
esac
printf '{"comments":[{"file":"%s","line":%d,"endLine":%d,"column":%d,"endColumn":%d,"level":"info","code":%d,"message":"Double quote to prevent globbing."}]}' "$last" $line $line $column $end $code
exit 1`;

Deno.test("hooks lint has shellcheck look at scripts, and shows its remarks where they stand", () =>
  withHost(async (host) => {
    await givenShop(host);
    await host.script("rare.sh", "echo rare");
    await host.tool("shellcheck", SHELLCHECK);
    const run = await host.run("hooks lint web");
    assertExit(run, 0);
    assertEquals(run.stdout, "2 hooks checked: 1 warning\n");
    assertEquals(
      run.stderr,
      `warning[hook/shellcheck]: Hook "warm" (postsync of release "web") may go wrong: Double quote to prevent globbing
  --> helmfile.yaml:17:16
   |
17 |           curl $URL
   |                ^^^^
   = hint: https://www.shellcheck.net/wiki/SC2086

`,
    );
    const { stderr } = await host.run("hooks lint api");
    assertSays(stderr, [
      "--> rare.sh:2:1",
      "2 | echo rare",
      "^^^^",
      "hint: https://www.shellcheck.net/wiki/SC2034",
    ]);
  }));

Deno.test("hooks lint does without a shellcheck that says what it does not understand", () =>
  withHost(async (host) => {
    await givenShop(host);
    await host.tool("shellcheck", "echo usage >&2; exit 4");
    assertEquals(await host.run("hooks lint web"), {
      exit: 0,
      stdout: "2 hooks checked: no problems\n",
      stderr: "",
    });
  }));
