import { assertEquals } from "../support/assert.ts";
import { ROOT } from "../support/paths.ts";
import { assertSays, type Host, withHost } from "../support/host.ts";

const STATE = "releases:\n  - name: api\n    chart: ./api\n  - name: db\n    chart: ./db\n";
const QUESTION = "Affected releases are:\n  api (./api) UPDATED\n  db (./db) UPDATED\n\n" +
  "Do you really want to sync? [y/n]: ";
/** What is asked of helm before the question: what would change. */
const LOOKED = ["helm diff api", "helm diff db"];
const PROGRAM = Deno.env.get("BOATHOOK_PROGRAM") ?? `'${Deno.execPath()}' run -A --quiet '${ROOT}/main.ts'`;
const HAS_PTY = Deno.build.os === "linux" && await has("script");

async function has(command: string): Promise<boolean> {
  return (await new Deno.Command("sh", { args: ["-c", `command -v ${command}`] }).output()).success;
}

/** Runs the program with a shell's redirections or pipes around it. */
async function shell(host: Host, line: string) {
  const { code, stdout, stderr } = await new Deno.Command("bash", {
    args: ["-c", line.replace("PROGRAM", PROGRAM)],
    cwd: host.project,
    env: { ...host.env, PATH: `${host.env.PATH}:/usr/bin:/bin`, TERM: "xterm" },
    clearEnv: true,
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes).replaceAll("\r\n", "\n");
  return { exit: code, stdout: text(stdout), stderr: text(stderr) };
}

async function withShop(test: (host: Host) => Promise<void>): Promise<void> {
  await withHost(async (host) => {
    await host.write("helmfile.yaml", STATE);
    for (const name of ["api", "db"]) await host.chart(name);
    await test(host);
  });
}

Deno.test("-i takes its answers from a pipe, asks again until there is one, and says when none comes", () =>
  withShop(async (host) => {
    const yes = await shell(host, `printf 'maybe\\nY\\n' | PROGRAM -i sync`);
    assertEquals(yes.exit, 0, yes.stderr);
    assertSays(yes.stderr, [QUESTION, "Please answer y or n: ", "Upgrading release=api"]);
    assertEquals((await host.journal()).sort(), [...LOOKED, "helm upgrade api", "helm upgrade db"]);
    const no = await shell(host, `echo n | PROGRAM -i sync`);
    assertEquals([no.exit, no.stderr], [0, `${QUESTION}\n`]);
    const none = await shell(host, `PROGRAM -i sync < /dev/null`);
    assertEquals(none.exit, 1);
    assertSays(none.stderr, [QUESTION, "\nerror[cli/no-answer]: Cannot ask for confirmation"]);
    assertEquals((await host.journal()).filter((line) => line.startsWith("helm upgrade")).length, 2);
  }));

/** Runs the program on a terminal of its own, types once it asks, and gives its exit code and all that was shown. */
async function onTerminal(
  host: Host,
  typed: string,
): Promise<{ readonly exit: number; readonly shown: string }> {
  const child = new Deno.Command("script", {
    args: ["-qec", `${PROGRAM} -i sync`, "/dev/null"],
    cwd: host.project,
    env: { ...host.env, PATH: `${host.env.PATH}:/usr/bin:/bin`, TERM: "xterm" },
    clearEnv: true,
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  const keyboard = child.stdin.getWriter();
  let shown = "";
  let hasTyped = false;
  for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) {
    shown += text.replaceAll("\r\n", "\n");
    if (hasTyped || !shown.includes("[y/n]: ")) continue;
    hasTyped = true;
    await keyboard.write(new TextEncoder().encode(typed));
  }
  await keyboard.close().catch(() => {});
  return { exit: (await child.status).code, shown };
}

Deno.test({
  name: "-i on a terminal asks, and live lines start after the answer",
  ignore: !HAS_PTY,
  fn: () =>
    withShop(async (host) => {
      const { exit, shown } = await onTerminal(host, "y\n");
      assertEquals(exit, 0, shown);
      assertSays(shown, [QUESTION, "y\n", "Upgrading release=api", "Updated Releases"]);
      assertEquals((await host.journal()).sort(), [...LOOKED, "helm upgrade api", "helm upgrade db"]);
    }),
});

Deno.test({
  name: "Ctrl-C at the question ends the run with nothing done",
  ignore: !HAS_PTY,
  fn: () =>
    withShop(async (host) => {
      const { exit, shown } = await onTerminal(host, "\x03");
      assertEquals(exit, 130, shown);
      assertEquals((await host.journal()).sort(), LOOKED);
    }),
});
