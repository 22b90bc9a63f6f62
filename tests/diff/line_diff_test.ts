import fc from "fast-check";
import { type DiffLine, lineDiff } from "../../src/diff/line_diff.ts";
import { assertEquals } from "../support/assert.ts";

const SIGNS = { same: " ", added: "+", removed: "-", gap: "…" };
const draw = (lines: readonly DiffLine[]) => lines.map(({ type, text }) => SIGNS[type] + text);

const CASES: Record<
  string,
  { before: string; after: string; context?: number; cr?: boolean; expect: string[] }
> = {
  "nothing": { before: "", after: "", expect: [] },
  "everything new": { before: "", after: "a\nb\n", expect: ["+a", "+b"] },
  "everything gone": { before: "a\nb", after: "", expect: ["-a", "-b"] },
  "a change in the middle": { before: "a\nb\nc\n", after: "a\nx\nc\n", expect: [" a", "-b", "+x", " c"] },
  "a repeated line": { before: "a\na\n", after: "a\na\na\n", expect: [" a", " a", "+a"] },
  "one line of context": {
    before: "1\n2\n3\n4\n5\n6\n7\n8\n9",
    after: "1\n2\n3\nx\n5\n6\n7\n8\n9",
    context: 1,
    expect: ["…", " 3", "-4", "+x", " 5", "…"],
  },
  "two changes whose context meets": {
    before: "1\n2\n3\n4\n5",
    after: "x\n2\n3\n4\ny",
    context: 2,
    expect: ["-1", "+x", " 2", " 3", " 4", "-5", "+y"],
  },
  "no context at all": { before: "1\n2\n3", after: "1\nx\n3", context: 0, expect: ["…", "-2", "+x", "…"] },
  "carriage returns that count": { before: "a\r\n", after: "a\n", expect: ["-a\r", "+a"] },
  "carriage returns that do not": { before: "a\r\nb", after: "a\nc", cr: true, expect: [" a", "-b", "+c"] },
};

for (const [name, { before, after, context, cr, expect }] of Object.entries(CASES)) {
  Deno.test(`lineDiff() of ${name}`, () => {
    assertEquals(draw(lineDiff(before, after, { context, stripsTrailingCr: cr })), expect);
  });
}

Deno.test("lineDiff() gives up on the shortest comparison of large texts that share nothing", () => {
  const text = (word: string) => Array.from({ length: 6000 }, (_, i) => `${word}${i}`).join("\n");
  const lines = lineDiff(text("a"), text("b"));
  assertEquals([lines.length, lines[0]!.type, lines.at(-1)!.type], [12000, "removed", "added"]);
});

Deno.test("lineDiff() holds both texts, whatever they are", () => {
  const texts = fc.array(fc.constantFrom("a", "b", "c", ""), { maxLength: 12 });
  fc.assert(fc.property(texts, texts, (before, after) => {
    const lines = lineDiff(before.join("\n") + "\n", after.join("\n") + "\n");
    const without = (gone: string) => lines.filter(({ type }) => type !== gone).map(({ text }) => text);
    const asLines = (given: string[]) => given.length === 0 ? [""] : given;
    assertEquals(without("added"), asLines(before));
    assertEquals(without("removed"), asLines(after));
  }));
});
