// 5,000 damaged projects through the whole loading path: each ends in success or in errors that say where, quickly.
import { runProgram } from "../../src/commands/program.ts";
import { assertEquals, assertTrue } from "../support/assert.ts";
import { fakeSystem } from "../support/fake_system.ts";
import { mutate, type Random, seededRandom } from "./mutate.ts";
import { type Sample, SAMPLES } from "./samples.ts";

const CASES = 5000;
const LIMIT_MS = 1000;
const COMMANDS = ["build", "list", "-e production build", "list --output json", "hooks list"];
/** Errors of a whole file or of the selection, not of a line. */
const PLACELESS = /^error\[(selector\/no-match|environment\/undefined|state\/empty)\]/m;
const PLACE = /[\w/-]+\.(yaml|gotmpl):\d+/;

function damaged(random: Random): Sample {
  const sample = SAMPLES[random(SAMPLES.length)]!;
  const other = SAMPLES[random(SAMPLES.length)]!;
  const paths = Object.keys(sample);
  // Half of the damage goes into the state file, the rest into any file.
  const path = random(2) === 0 ? paths[0]! : paths[random(paths.length)]!;
  return { ...sample, [path]: mutate(sample[path]!, random, Object.values(other)[0]!) };
}

/** What is wrong with how a damaged project ended: nothing if it failed as it should, "" if it loaded. */
async function complaint(files: Sample, command: string): Promise<string | undefined> {
  const system = fakeSystem({ files });
  const start = performance.now();
  const exit = await runProgram(command.split(" "), system);
  const ms = performance.now() - start;
  const { stderr } = system.terminal;
  if (ms > LIMIT_MS) return `took ${Math.round(ms)} ms`;
  if (/^bug:/m.test(stderr)) return `an exception: ${stderr}`;
  if (exit === 0) return "";
  if (!/^error\[/m.test(stderr)) return `exit ${exit} without an error: ${stderr}`;
  return PLACE.test(stderr) || PLACELESS.test(stderr) ? undefined : `no place: ${stderr}`;
}

Deno.test(`${CASES} damaged projects load or fail with located errors`, async () => {
  const complaints: string[] = [];
  let loaded = 0;
  for (let seed = 0; seed < CASES; seed++) {
    const random = seededRandom(seed);
    const files = damaged(random);
    const command = COMMANDS[random(COMMANDS.length)]!;
    const text = await complaint(files, command);
    if (text === "") loaded++;
    else if (text) complaints.push(`seed ${seed}, ${command}: ${text}`);
  }
  assertEquals(complaints.length, 0, `${complaints.length}:\n${complaints.slice(0, 5).join("\n")}`);
  assertTrue(
    loaded > CASES / 10 && loaded < CASES / 2,
    `${loaded} still load: the damage is of the wrong strength`,
  );
});
