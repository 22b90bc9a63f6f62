// A small torture run of the executable; `deno task torture` is the large one. Its seed is printed when it fails.
import { torture } from "../../scripts/torture/torture.ts";
import { assertEquals } from "../support/assert.ts";
import { join, ROOT } from "../support/paths.ts";

const PROGRAM = Deno.env.get("BOATHOOK_PROGRAM") ?? join(ROOT, "dist/boathook");

Deno.test("hooks that misbehave and runs that are killed leave nothing, in time and within little memory", async () => {
  const seed = Date.now() % 1_000_000;
  const request = { program: [PROGRAM], seed, hooks: 60, concurrency: 16, kills: 4, mostMib: 250 };
  const { broken } = await torture(request);
  assertEquals(broken, [], `seed ${seed}`);
});
