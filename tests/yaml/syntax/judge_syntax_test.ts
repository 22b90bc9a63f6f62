// Texts and what go-yaml v3 says of them, as recorded from it.
import fc from "fast-check";
import { toJsonText } from "../../../src/go/json_text.ts";
import { decodeAsGo } from "../../../src/yaml/decode_as_go.ts";
import { judgeSyntax } from "../../../src/yaml/syntax/judge_syntax.ts";
import { assertEquals, assertTrue } from "../../support/assert.ts";
import { join, ROOT } from "../../support/paths.ts";

interface RecordedText {
  readonly text: string;
  readonly error?: string;
  readonly json?: string;
}

const recorded: RecordedText[] = Deno.readTextFileSync(join(ROOT, "tests/corpus/gotmpl/yaml_syntax.jsonl"))
  .trimEnd().split("\n").map((line) => JSON.parse(line));

Deno.test("decodeAsGo() says of every recorded text what go-yaml says", () => {
  const given = recorded.map(({ text }): RecordedText => {
    try {
      return { text, json: toJsonText(decodeAsGo(text), { escapeHtml: true }) };
    } catch (error) {
      return { text, error: (error as Error).message };
    }
  });
  assertEquals(given, recorded);
});

Deno.test("judgeSyntax() ends whatever the text, and places what it refuses", () => {
  const piece = fc.constantFrom(
    ..."a b : - # { } [ ] , & * ! | > ' \" % @ ` ? ~ \\ --- ... \t \n".split(" "),
    "\n  ",
    ": ",
    "- ",
    "%YAML 1.1\n",
    "!!str ",
    '"\\x4',
    "\udcff",
    "|2\n",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), fc.boolean(), (pieces, firstOnly) => {
      const text = pieces.join("");
      const verdict = judgeSyntax(text, { firstOnly, maxDepth: 100 });
      const { start, end } = verdict.type === "problem" ? verdict.problem : { start: 0, end: 0 };
      assertTrue(start >= 0 && start <= end && end <= text.length);
    }),
    { numRuns: 3000 },
  );
});

Deno.test("judgeSyntax() does not judge what nests deeper than asked", () => {
  assertEquals(judgeSyntax("[".repeat(50), { firstOnly: true, maxDepth: 20 }), { type: "undecided" });
});
