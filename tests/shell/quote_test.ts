// Quoted words, read back by a real shell.
import { quoteForShell, quoteWhereNeeded } from "../../src/shell/quote.ts";
import { assertEquals } from "../support/assert.ts";

const PLAIN = ["api", "./migrate.sh", "--set=a.b=c,d", "user@host:22", "100%"];
const QUOTED = ["", "two words", "it's", "$HOME", "`id`", 'a "b"', "line\nbreak", "*", "~", "#no", "!x", "'"];

Deno.test("quoteWhereNeeded() leaves plain words alone", () => {
  assertEquals(PLAIN.map(quoteWhereNeeded), PLAIN);
});

for (const quote of [quoteForShell, quoteWhereNeeded]) {
  Deno.test(`${quote.name}() writes words that sh reads back`, async () => {
    const words = [...PLAIN, ...QUOTED];
    const script = `printf '%s\\0' ${words.map(quote).join(" ")}`;
    const { stdout } = await new Deno.Command("sh", { args: ["-c", script] }).output();
    assertEquals(new TextDecoder().decode(stdout).split("\0").slice(0, -1), words);
  });
}
