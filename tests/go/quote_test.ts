import * as fc from "fast-check";
import { canBackquote, quote, quoteRune, unquote, unquoteRune } from "../../src/go/quote.ts";
import { assertEquals } from "../support/assert.ts";

const QUOTED: readonly (readonly [quoted: string, text: string | undefined])[] = [
  ['"a\\tb\\x41\\101\\u00e9\\U0001F680"', "a\tbAAé🚀"],
  ['"\\xc3\\xa9\\xff"', "é\udcff"],
  ["`raw \\n\r\n`", "raw \\n\n"],
  ['"bad \\q"', undefined],
  ['"bad \\x1"', undefined],
  ['"\\ud800"', undefined],
  ['"\\400"', undefined],
  ['"a"b"', undefined],
  ['"', undefined],
];

for (const [quoted, text] of QUOTED) {
  Deno.test(`unquote() reads ${quoted}`, () => assertEquals(unquote(quoted), text));
}

Deno.test("quote() escapes what does not print", () => {
  assertEquals(
    quote('a"\\\n\x00\x7f\u200b\udcff\u{10ffff}é'),
    '"a\\"\\\\\\n\\x00\\x7f\\u200b\\xff\\U0010ffffé"',
  );
  assertEquals(quote("é🚀", { ascii: true }), '"\\u00e9\\U0001f680"');
});

Deno.test("quoteRune() and unquoteRune() agree", () => {
  assertEquals([quoteRune(39), quoteRune(0xd800), quoteRune(97)], ["'\\''", "'\ufffd'", "'a'"]);
  assertEquals([unquoteRune("'\\''"), unquoteRune("'é'")], [39, 233]);
  assertEquals([unquoteRune("''"), unquoteRune("'ab'")], [{ fault: "syntax" }, { fault: "length" }]);
});

Deno.test("canBackquote() refuses backquotes and control characters", () => {
  assertEquals(["a\tb", "a`", "a\n", "🚀", "\udc80"].map(canBackquote), [true, false, false, true, false]);
});

Deno.test("unquote() reads back what quote() writes", () => {
  fc.assert(fc.property(fc.string({ unit: "grapheme" }), (text) => assertEquals(unquote(quote(text)), text)));
});
