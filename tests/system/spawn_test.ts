// Children started in either way lead a group of their own, and what cannot start is an error of ours.
import { createDenoSystem } from "../../src/system/deno_system.ts";
import { SpawnError } from "../../src/system/system.ts";
import { assertEquals, assertTrue } from "../support/assert.ts";

const { processes, files } = createDenoSystem();

async function groupAndPid(command: string, args: readonly string[]): Promise<readonly [string, number]> {
  let said = "";
  const child = processes.spawn({
    ...{ command, args, cwd: "/", env: { PATH: "/usr/bin:/bin" } },
    onOutput: (_stream, chunk) => void (said += new TextDecoder().decode(chunk)),
  });
  await child.status;
  await child.outputClosed;
  return [said.trim(), child.pid];
}

const SAY_GROUP = 'cut -d" " -f1,5,6 "/proc/$$/stat"';

for (const command of ["/bin/bash", "bash", "/bin/../bin/bash"]) {
  Deno.test(`spawn() of ${command} gives the leader of a session of its own`, {
    ignore: Deno.build.os !== "linux",
  }, async () => {
    const [said, pid] = await groupAndPid(command, ["-c", SAY_GROUP]);
    assertEquals(said, `${pid} ${pid} ${pid}`);
  });
}

Deno.test("spawn() of a script gives the leader of a session, and the script its own path", {
  ignore: Deno.build.os !== "linux",
}, async () => {
  const dir = files.makeTempDir("boathook-test-");
  files.write(`${dir}/say.sh`, `#!/bin/sh\necho "$0"; ${SAY_GROUP}\n`, 0o755);
  const [said, pid] = await groupAndPid(`${dir}/./say.sh`, []);
  assertEquals(said.split("\n"), [`${dir}/say.sh`, `${pid} ${pid} ${pid}`]);
  files.remove(dir);
});

Deno.test("spawn() throws for what cannot start", () => {
  const dir = files.makeTempDir("boathook-test-");
  files.write(`${dir}/plain.sh`, "#!/bin/sh\n");
  files.write(`${dir}/lost.sh`, "#!/no/such/interpreter\n", 0o755);
  const CASES = [["missing", "not-found"], ["plain.sh", "not-executable"], [
    "lost.sh",
    "bad-interpreter",
  ]] as const;
  for (const [name, reason] of CASES) {
    try {
      processes.spawn({ command: `${dir}/${name}`, args: [], cwd: dir, env: {} });
      throw new Error(`${name} was started`);
    } catch (error) {
      assertTrue(error instanceof SpawnError, String(error));
      assertEquals(error.reason, reason);
    }
  }
  files.remove(dir);
});
