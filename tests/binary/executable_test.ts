// The compiled executable by itself: what it prints, how it ends, and that it needs nothing of its host: no home, no
// network, no writable file system but a temporary folder, no rights. BOATHOOK_PROGRAM names it.
import { assertEquals, assertMatch, assertTrue } from "../support/assert.ts";
import { join, ROOT } from "../support/paths.ts";

const PROGRAM = Deno.env.get("BOATHOOK_PROGRAM") ?? join(ROOT, "dist/boathook");
const { version } = JSON.parse(Deno.readTextFileSync(join(ROOT, "deno.json")));
const isRoot = Deno.uid() === 0;

const HELM = `#!/bin/sh
case "$*" in *version*) echo v4.2.3; exit ;; *broken*) echo "Error: no such chart" >&2; exit 1 ;; esac
echo "helm $1 $2" >>"$JOURNAL"
`;
const STATE = `releases:
  - name: tug
    namespace: dock
    chart: port/tug
    hooks:
      - events: [presync]
        command: bash
        args: ["-c", "echo \\"hook $RELEASE_NAME\\" >>$JOURNAL; helmfile version -o short >>$JOURNAL"]
`;

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

interface Way {
  /** Words before the program's name. */
  readonly through?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** A second view of the whole tree that nobody can write to, but for the temporary folder. */
const READ_ONLY = `cd "$TMPDIR/.."; dir=$(pwd)
mount --rbind / "$dir/root"
mount -o remount,bind,ro "$dir/root"
mount -t tmpfs none "$dir/root$dir/tmp"
exec chroot "$dir/root" sh -c 'cd "$0" && exec "$@"' "$dir" "$@"`;

/** What a host may take away, as the words that start a command without it. */
const BARE_HOSTS: Readonly<Record<string, Way & { readonly needsRoot?: boolean }>> = {
  "without a home": { through: ["env"] },
  "without a network": { through: ["unshare", "-rn"] },
  "on a read-only file system": {
    through: ["unshare", "-rm", "sh", "-ec", READ_ONLY, "sh"],
    env: { JOURNAL: "/dev/null" },
  },
  "as nobody": { through: ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"], needsRoot: true },
};

Deno.test("the executable prints its version and its help", async () => {
  await withProject(async (dir) => {
    assertEquals(await run(dir, "version"), {
      code: 0,
      stdout: `boathook version ${version}\n`,
      stderr: "",
    });
    const help = await run(dir, "--help");
    assertEquals([help.code, help.stderr], [0, ""]);
    assertMatch(help.stdout, /^Usage: boathook /);
  });
});

for (
  const [words, code, said] of [
    ["frobnicate", 3, "cli/unknown-command"],
    ["list -l name=nobody", 3, "selector/no-match"],
    ["list -f missing.yaml", 1, "missing.yaml"],
    ["sync -f broken.yaml", 1, "no such chart"],
  ] as const
) {
  Deno.test(`the executable ends "${words}" with ${code}`, async () => {
    await withProject(async (dir) => {
      const ended = await run(dir, words);
      assertEquals(ended.code, code, ended.stderr);
      assertTrue(ended.stderr.includes(said), ended.stderr);
    });
  });
}

for (const [host, { needsRoot, ...way }] of Object.entries(BARE_HOSTS)) {
  const reason = await whyNot(way, needsRoot ?? false);
  if (reason) console.error(`Left out: the executable ${host}: ${reason}`);
  Deno.test({
    name: `the executable lists, builds and syncs ${host}`,
    ignore: reason !== undefined,
    fn: () =>
      withProject(async (dir) => {
        for (const words of ["list", "build", "sync"]) {
          const ended = await run(dir, words, way);
          assertEquals(ended.code, 0, `${words}: ${ended.stderr}`);
        }
        if (way.env?.JOURNAL) return;
        assertEquals((await Deno.readTextFile(join(dir, "tmp/journal"))).split("\n"), [
          ...["hook tug", version, "helm upgrade --install", ""],
        ]);
      }),
  });
}

Deno.test({
  name: "the executable says which folder nobody may enter",
  ignore: await whyNot(BARE_HOSTS["as nobody"]!, true) !== undefined,
  fn: () =>
    withProject(async (dir) => {
      await Deno.mkdir(join(dir, "closed"), { mode: 0o700 });
      const ended = await run(dir, "list -f closed/helmfile.yaml", BARE_HOSTS["as nobody"]!);
      assertEquals(ended.code, 1, ended.stderr);
      assertMatch(ended.stderr, /^error\[files\/unreadable\]: Cannot look at ".*closed\/helmfile\.yaml"/);
    }),
});

for (const kind of ["link", "copy"] as const) {
  Deno.test(`the executable stands in for helmfile as a ${kind}`, async () => {
    await withProject(async (dir) => {
      const helmfile = join(dir, "helmfile");
      if (kind === "link") await Deno.symlink(PROGRAM, helmfile);
      else await Deno.copyFile(PROGRAM, helmfile);
      const ended = await start([helmfile, "version"], dir, {});
      assertEquals(ended, { code: 0, stdout: `helmfile version ${version}\n`, stderr: "" });
    });
  });
}

Deno.test("the executable leaves nothing in the temporary folder", async () => {
  await withProject(async (dir) => {
    await run(dir, "version");
    await run(dir, "sync");
    assertEquals([...Deno.readDirSync(join(dir, "tmp"))].map(({ name }) => name), ["journal"]);
  });
});

/** A folder that anyone may enter, with a project and a temporary folder in it. */
async function withProject(test: (dir: string) => Promise<void>): Promise<void> {
  const dir = await Deno.makeTempDir({ prefix: "boathook-binary-" });
  try {
    for (const name of ["bin", "root", "tmp"]) await Deno.mkdir(join(dir, name));
    await Deno.writeTextFile(join(dir, "helmfile.yaml"), STATE);
    await Deno.writeTextFile(join(dir, "broken.yaml"), "releases: [{name: broken, chart: port/broken}]\n");
    await Deno.writeTextFile(join(dir, "bin/helm"), HELM);
    await Deno.chmod(join(dir, "bin/helm"), 0o755);
    await Deno.chmod(dir, 0o755);
    await Deno.chmod(join(dir, "tmp"), 0o777);
    await test(dir);
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
}

async function run(dir: string, words: string, way: Way = {}): Promise<Ended> {
  return await start([...way.through ?? [], PROGRAM, ...words.split(" ")], dir, way.env ?? {});
}

async function start(
  [command, ...args]: readonly string[],
  dir: string,
  env: Readonly<Record<string, string>>,
): Promise<Ended> {
  const { code, stdout, stderr } = await new Deno.Command(command!, {
    args,
    cwd: dir,
    clearEnv: true,
    env: {
      PATH: `${join(dir, "bin")}:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin`,
      TMPDIR: join(dir, "tmp"),
      JOURNAL: join(dir, "tmp/journal"),
      ...env,
    },
    stdin: "null",
  }).output();
  const decoder = new TextDecoder();
  return { code, stdout: decoder.decode(stdout), stderr: decoder.decode(stderr) };
}

/** Why a way to start a command is closed here, if it is. */
async function whyNot({ through = [] }: Way, needsRoot: boolean): Promise<string | undefined> {
  if (needsRoot && !isRoot) return "only root can become another user";
  let reason: string | undefined;
  await withProject(async (dir) => {
    try {
      const { code, stderr } = await start([...through, "true"], dir, {});
      if (code !== 0) reason = stderr.trim();
    } catch (error) {
      reason = (error as Error).message;
    }
  });
  return reason;
}
