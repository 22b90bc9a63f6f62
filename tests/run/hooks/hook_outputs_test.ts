// What a hook may write for later ones: any values survive the way through the file, in either form.
import fc from "fast-check";
import { Failure } from "../../../src/diagnostics/diagnostic.ts";
import type { Hook } from "../../../src/merge/state.ts";
import { parseHookOutputs } from "../../../src/run/hooks/hook_outputs.ts";
import { assertEquals } from "../../support/assert.ts";

const HOOK = { doc: { name: "o", outputs: true }, spanOf: () => undefined } as unknown as Hook;
const parse = (text: string) => ({ ...parseHookOutputs(text, HOOK) });

const names = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_.-]{0,8}$/).filter((name) => name !== "__proto__");
const lines = fc.string().map((text) => text.replaceAll(/[\r\n]/g, ""));

Deno.test("parseHookOutputs() gives back what was written as lines", () =>
  fc.assert(fc.property(fc.dictionary(names, lines), (values) => {
    const text = Object.entries(values).map(([name, value]) => `${name}=${value}\n`).join("");
    assertEquals(parse(text), { ...values });
  })));

Deno.test("parseHookOutputs() gives back texts of several lines", () =>
  fc.assert(fc.property(fc.array(lines.filter((line) => line !== "THE END")), (texts) => {
    const text = `first=1\nmany<<THE END\n${texts.map((line) => `${line}\n`).join("")}THE END\nlast=2\n`;
    assertEquals(parse(text), { first: "1", many: texts.join("\n"), last: "2" });
  })));

Deno.test("parseHookOutputs() reads one JSON object, with whole numbers whole", () =>
  assertEquals(
    parse('\n {"a": 1234567890123456789, "b": {"c": [true, null, 1.5]}}\n').a,
    1234567890123456789n,
  ));

for (const text of ["{", '{"a": 1} {', "no sign", "=x", "a<<END\nnever"]) {
  Deno.test(`parseHookOutputs() refuses ${JSON.stringify(text)}`, () => {
    try {
      parse(text);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      return assertEquals(error.diagnostics.map(({ code }) => code), ["hook/wrong-output"]);
    }
    throw new Error("it was taken");
  });
}
