// What the project promises of hooks that misbehave and of runs that are killed, tried out on real processes.
//
//   deno task torture [--seed N] [--hooks 500] [--concurrency 16] [--kills 12] [--program FILE] [--sources]
import { parseArgs } from "node:util";
import { fileURLToPath } from "node:url";
import { resolve } from "node:path";
import { torture } from "./torture/torture.ts";

const { values: flags } = parseArgs({
  args: Deno.args.filter((arg) => arg !== "--"),
  options: {
    program: { type: "string", default: "dist/boathook" },
    sources: { type: "boolean" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    hooks: { type: "string", default: "500" },
    concurrency: { type: "string", default: "16" },
    kills: { type: "string", default: "12" },
    memory: { type: "string", default: "250" },
  },
});
const main = fileURLToPath(new URL("../main.ts", import.meta.url));
const { figures, broken } = await torture({
  program: flags.sources
    ? [Deno.execPath(), "run", "-A", "--quiet", "--no-check", main]
    : [resolve(flags.program)],
  seed: Number(flags.seed),
  hooks: Number(flags.hooks),
  concurrency: Number(flags.concurrency),
  kills: Number(flags.kills),
  mostMib: Number(flags.memory),
  say: (line) => console.error(line),
});
console.log(`seed: ${flags.seed}`);
for (const [name, value] of Object.entries(figures)) console.log(`${name}: ${value}`);
for (const line of broken) console.log(`BROKEN ${line}`);
console.log(broken.length === 0 ? "every promise was kept" : `${broken.length} promises were broken`);
Deno.exitCode = broken.length === 0 ? 0 : 1;
