// Every recorded case of Helmfile, replayed. A case that must differ is named in deviations.txt, one that does so far
// in known_gaps.txt, each with its reason; a named case that passes fails here, so that the lists stay true.
import { assertEquals, assertTrue } from "../support/assert.ts";
import { join } from "../support/paths.ts";
import { compareCase } from "./compare_case.ts";
import { CORPUS, readCase, readExpected, replayCase } from "./replay_case.ts";

const AT_ONCE = Math.max(2, navigator.hardwareConcurrency);

const python = locatePython();
const excused = new Map([...readReasons("deviations.txt"), ...readReasons("known_gaps.txt")]);
const names = [...Deno.readDirSync(join(CORPUS, "cases"))].map(({ name }) => name).toSorted();
let started: Map<string, Promise<string[]>> | undefined;

for (const name of names) {
  Deno.test({
    name: `Helmfile's case ${name} comes out as recorded`,
    ignore: python === undefined,
    // The cases run side by side, whichever test is waiting.
    sanitizeOps: false,
    sanitizeResources: false,
    async fn() {
      started ??= startAll(python!);
      const found = await started.get(name)!;
      const reason = excused.get(name);
      if (reason === undefined) assertEquals(found.join("\n"), "");
      else assertTrue(found.length > 0, `passes now: take it off the list ("${reason}")`);
    },
  });
}
if (python === undefined) {
  console.error("The cases of Helmfile are left out: their stand-in for helm needs python3");
}

function startAll(python: string): Map<string, Promise<string[]>> {
  const waiting = names.map((name) => ({ name, ...Promise.withResolvers<string[]>() }));
  const all = new Map(waiting.map(({ name, promise }) => [name, promise]));
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      await replay(next.name, python).then(next.resolve, next.reject);
    }
  };
  for (let i = 0; i < AT_ONCE; i++) void work();
  return all;
}

async function replay(name: string, python: string): Promise<string[]> {
  return compareCase(readCase(name), readExpected(name), await replayCase(name, python));
}

/** The interpreter itself: a shim of a version manager would need the home folder that a case does not have. */
function locatePython(): string | undefined {
  try {
    const { success, stdout } = new Deno.Command("python3", {
      args: ["-c", "import sys; print(sys.executable)"],
    })
      .outputSync();
    return success ? new TextDecoder().decode(stdout).trim() : undefined;
  } catch {
    return undefined;
  }
}

/** Lines of a name and a reason; `#` starts a comment. */
function readReasons(file: string): [string, string][] {
  const lines = Deno.readTextFileSync(join(CORPUS, file)).split("\n");
  return lines.filter((line) => line.trim() !== "" && !line.startsWith("#")).map((line) => {
    const [, name = "", reason = ""] = /^(\S+)\s+(.*)$/.exec(line) ?? [];
    assertTrue(reason !== "", `${file}: "${line}" has no reason`);
    return [name, reason];
  });
}
