// Whatever a template says, rendering it ends soon, in a text or in a Failure that points into a text.
import * as fc from "fast-check";
import { Failure } from "../../src/diagnostics/diagnostic.ts";
import { newMap } from "../../src/go/value.ts";
import { formatGoError } from "../../src/gotmpl/fault.ts";
import { render } from "../../src/gotmpl/render.ts";
import type { FunctionMap } from "../../src/gotmpl/template.ts";
import { assertTrue } from "../support/assert.ts";

const functions: FunctionMap = {
  list: { params: ["...any"], call: (items) => items },
  upper: { params: ["string"], call: ([text]) => (text as string).toUpperCase() },
  include: {
    params: ["string", "any"],
    call: ([name, data], context) => context.include(name as string, data!),
  },
  tpl: { params: ["string", "any"], call: ([text, data], context) => context.tpl(text as string, data!) },
};
const data = newMap([["a", "x"], ["n", 3n], ["l", [1n, null, "b"]], ["m", newMap([["k", 1.5]])], [
  "none",
  null,
]]);

const PIECES = [
  "{{",
  "}}",
  "{{-",
  "-}}",
  "{{ ",
  " }}",
  "(",
  ")",
  "|",
  " ",
  "\n",
  ",",
  ":=",
  "=",
  "$",
  "$x",
  ".",
  ".a",
  ".n",
  ".l",
  ".m.k",
  ".none",
  ".Release.Name",
  "if",
  "else",
  "end",
  "range",
  "with",
  "define",
  "block",
  "template",
  "break",
  "continue",
  "nil",
  "true",
  "1",
  "-2.5",
  "1e9i",
  "0x",
  "'",
  "'a'",
  '"',
  '"t"',
  "`",
  "`r`",
  "/*",
  "*/",
  "\\",
  "é",
  "\ud800",
  "\udc80",
  "eq",
  "and",
  "or",
  "index",
  "len",
  "print",
  "printf",
  '"%*[1]v%"',
  "list",
  "upper",
  "include",
  "tpl",
  "call",
];

const template = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 30 }).map((pieces) => pieces.join("")),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((pieces) => `{{ ${pieces.join(" ")} }}`),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 8 }).map((pieces) =>
    `{{ range $i, $x := .l }}{{ if ${pieces.join(" ")} }}{{ $x }}{{ end }}{{ end }}`
  ),
  fc.string({ unit: "binary", maxLength: 40 }).map((text) => `{{ ${text} }}`),
);

function isGoodFailure(error: unknown): boolean {
  if (!(error instanceof Failure) || !formatGoError(error)?.startsWith("template: ")) return false;
  return error.diagnostics.every(({ span, code }) =>
    code.startsWith("gotmpl/") && span !== undefined && span.start >= 0 && span.start <= span.end &&
    span.end <= span.source.text.length + 1
  );
}

Deno.test("render() ends in text or in a located Failure for any template", () => {
  fc.assert(
    fc.property(template, fc.boolean(), (text, defers) => {
      const started = performance.now();
      try {
        const { text: rendered, origin } = render({ path: "t", text }, {
          data,
          functions,
          deferredFields: defers ? ["Release"] : [],
        });
        const { start, end } = origin!.locate(Math.floor(rendered.length / 2));
        assertTrue(start >= 0 && start <= end && end <= text.length);
      } catch (error) {
        if (!isGoodFailure(error)) throw error;
      }
      assertTrue(performance.now() - started < 2000);
    }),
    { numRuns: 3000 },
  );
});
