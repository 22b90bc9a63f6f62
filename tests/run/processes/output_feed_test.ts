// Output as it comes → lines, and an end of it that stays small however much a child writes.
import { createMasker } from "../../../src/run/secrets/mask.ts";
import { createOutputFeed } from "../../../src/run/processes/output_feed.ts";
import { assertEquals, assertTrue } from "../../support/assert.ts";

function feed(chunks: readonly string[]) {
  const lines: string[] = [];
  const opened = createOutputFeed({
    masker: createMasker(),
    elapsedMs: () => 0,
    onLine: (_stream, line) => lines.push(line),
  });
  for (const chunk of chunks) opened.push("stdout", new TextEncoder().encode(chunk));
  opened.flush();
  return { lines, tail: opened.tail() };
}

Deno.test("createOutputFeed() gives whole lines and keeps the last two hundred", () => {
  const { lines, tail } = feed(Array.from({ length: 1000 }, (_, i) => `line ${i}\nli`.slice(0, -2)));
  assertEquals([lines.length, tail.lines.length, tail.omitted], [1000, 200, 800]);
  assertEquals(tail.lines.at(-1)!.text, "line 999");
});

Deno.test("createOutputFeed() keeps little of a child that writes no line ends", () => {
  const { lines, tail } = feed(Array.from({ length: 400 }, () => "\u{fffd}".repeat(65_536)));
  const kept = tail.lines.reduce((sum, { text }) => sum + text.length, 0);
  assertTrue(kept > 100_000 && kept <= 262_144, `${kept} characters`);
  assertEquals(lines.length - tail.lines.length, tail.omitted);
});

Deno.test("createOutputFeed() keeps a byte order mark wherever a chunk begins", () => {
  assertEquals(feed(["\u{feff}a\n", "b: ", "\u{feff}c\n"]).lines, ["\u{feff}a", "b: \u{feff}c"]);
});
