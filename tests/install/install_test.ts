// The install script, run by a real sh against releases that a file server on the loopback holds.
import { createHash } from "node:crypto";
import { assertEquals, assertMatch } from "../support/assert.ts";
import { join, ROOT } from "../support/paths.ts";

const SCRIPT = join(ROOT, ".github", "install.sh");
const PROGRAM = "#!/bin/sh\necho boathook 1.2.3\n";
const OS = { linux: "linux", darwin: "macos" }[Deno.build.os as string] ?? "";
const ASSET = `boathook-${OS}-${Deno.build.arch === "aarch64" ? "arm64" : "x64"}`;
const SUM = createHash("sha256").update(PROGRAM).digest("hex");
/** What the script calls besides a fetcher and a summer. */
const TOOLS = ["awk", "chmod", "cut", "mkdir", "mktemp", "mv", "rm", "sh", "uname"];

interface Case {
  readonly name: string;
  readonly sums?: string;
  readonly tools?: readonly string[];
  readonly args?: readonly string[];
  readonly code: number;
  readonly said: RegExp;
}

const WORKING = { code: 0, said: /^Installed \S+\/bin\/boathook\nIt is not on your PATH yet/ };
const CASES: readonly Case[] = [
  { name: "installs by curl and sha256sum", tools: ["curl", "sha256sum"], ...WORKING },
  { name: "installs by wget and openssl", tools: ["wget", "openssl"], ...WORKING },
  { name: "reads sums of binary mode", sums: `${SUM} *${ASSET}\n`, ...WORKING },
  {
    name: "refuses a file whose sum is not the listed one",
    sums: `${"0".repeat(64)}  ${ASSET}\n`,
    code: 1,
    said: new RegExp(`the sum of ${ASSET} is ${SUM}, not 0{64}: nothing was installed`),
  },
  {
    name: "refuses a release without this machine's file",
    sums: `${SUM}  boathook-plan9-x64\n`,
    code: 1,
    said: new RegExp(`SHA256SUMS names no ${ASSET}`),
  },
  { name: "says what it needs to fetch", tools: ["sha256sum"], code: 1, said: /curl or wget is needed/ },
  {
    name: "says what it needs to check the sum",
    tools: ["curl"],
    code: 1,
    said: /^install.sh: sha256sum, shasum or openssl is needed to check the sum\n$/,
  },
];

for (const { name, sums = `${SUM}  ${ASSET}\n`, tools = ["curl", "sha256sum"], ...expected } of CASES) {
  Deno.test({
    name: `install.sh ${name}`,
    ignore: OS === "" || tools.some((tool) => which(tool) === undefined),
    async fn() {
      await using mirror = serve({ "/SHA256SUMS": sums, [`/${ASSET}`]: PROGRAM });
      const dir = await Deno.makeTempDir({ prefix: "boathook-install-" });
      try {
        const { code, said } = await install(dir, { url: mirror.url, tools });
        assertMatch(said, expected.said);
        assertEquals(code, expected.code);
        const installed = [...Deno.readDirSync(join(dir, "bin"))].map((entry) => entry.name);
        assertEquals(installed, code === 0 ? ["boathook"] : []);
        if (code === 0) assertEquals(await output(join(dir, "bin", "boathook")), "boathook 1.2.3\n");
      } finally {
        await Deno.remove(dir, { recursive: true });
      }
    },
  });
}

/** A server of a few texts. */
function serve(files: Readonly<Record<string, string>>) {
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, (request) => {
    const text = files[new URL(request.url).pathname];
    return text === undefined ? new Response("", { status: 404 }) : new Response(text);
  });
  return {
    url: `http://127.0.0.1:${server.addr.port}/`,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}

/** Runs the script with nothing but these tools on its PATH. */
async function install(dir: string, { url, tools }: { url: string; tools: readonly string[] }) {
  const path = join(dir, "tools");
  await Deno.mkdir(path);
  for (const tool of [...TOOLS, ...tools]) await Deno.symlink(which(tool)!, join(path, tool));
  const { code, stdout, stderr } = await new Deno.Command("/bin/sh", {
    args: [SCRIPT],
    env: { PATH: path, BOATHOOK_BASE_URL: url, BOATHOOK_INSTALL_DIR: join(dir, "bin") },
    clearEnv: true,
  }).output();
  const decoder = new TextDecoder();
  return { code, said: decoder.decode(stderr) + decoder.decode(stdout) };
}

function which(tool: string): string | undefined {
  return (Deno.env.get("PATH") ?? "").split(":").map((folder) => join(folder, tool)).find((path) => {
    try {
      return Deno.statSync(path).isFile;
    } catch {
      return false;
    }
  });
}

async function output(command: string): Promise<string> {
  return new TextDecoder().decode((await new Deno.Command(command).output()).stdout);
}
