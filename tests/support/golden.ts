// Long expected texts kept as files below tests/golden; UPDATE_GOLDEN=1 rewrites them from what the program gives.
import { assertEquals } from "./assert.ts";

const GOLDEN = new URL("../golden/", import.meta.url);

/** Claims that a text is the one kept under `name`, such as "cli/help.txt". */
export function assertGolden(name: string, actual: string): void {
  const file = new URL(name, GOLDEN);
  if (Deno.env.get("UPDATE_GOLDEN") === "1") {
    Deno.mkdirSync(new URL(".", file), { recursive: true });
    Deno.writeTextFileSync(file, actual);
  }
  assertEquals(actual, Deno.readTextFileSync(file), `${name} differs; UPDATE_GOLDEN=1 rewrites it`);
}
