// What the words after `deno task sync` mean.
import { programArgs } from "../../scripts/sync_example.ts";
import { assertEquals } from "../support/assert.ts";

const CASES: readonly (readonly [string, string])[] = [
  ["", "sync"],
  ["--", "sync"],
  ["-- --fail", "--environment fail sync"],
  ["--hang --debug", "--environment hang sync --debug"],
  ["-- --fail --hang -l name=api", "--environment hang sync -l name=api"],
];

for (const [given, expected] of CASES) {
  Deno.test(`programArgs() makes "${given}" into "${expected}"`, () => {
    const words = given.split(" ").filter((word) => word !== "");
    assertEquals(programArgs(words).join(" "), expected);
  });
}
