// The nil of type error in a struct's field, as hooks meet it in `.Event.Error`. Expectations: Go text/template.
import assert from "node:assert/strict";
import { newMap, NIL_ERROR, Struct } from "../../src/go/value.ts";
import { defaultFunctions } from "../../src/gotmpl/functions/defaults.ts";
import { render } from "../../src/gotmpl/render.ts";

const data = newMap([["Event", new Struct("event.event", { Error: NIL_ERROR })]]);

const CASES: [template: string, expect: string][] = [
  ["{{ .Event.Error }}", "<nil>"],
  ["{{ if .Event.Error }}failed{{ else }}ok{{ end }}", "ok"],
  ["{{ with .Event.Error }}{{ . }}{{ end }}", ""],
  ["{{ not .Event.Error }}", "true"],
  ['{{ .Event.Error | default "none" }}', "none"],
];
for (const [template, expect] of CASES) {
  Deno.test(`a nil error in ${template} gives "${expect}"`, () =>
    assert.equal(render({ path: "t", text: template }, { data, functions: defaultFunctions }).text, expect));
}
