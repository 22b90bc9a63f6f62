// A nil error or pointer in a struct's field, as hooks meet it in `.Event.Error` and `.Release.Wait`. Expectations: Go text/template.
import assert from "node:assert/strict";
import { newMap, Struct, TYPED_NIL } from "../../src/go/value.ts";
import { defaultFunctions } from "../../src/gotmpl/functions/defaults.ts";
import { render } from "../../src/gotmpl/render.ts";

const data = newMap([
  ["Event", new Struct("event.event", { Error: TYPED_NIL })],
  ["Release", new Struct("*state.ReleaseSpec", { Wait: null })],
]);

const CASES: [template: string, expect: string][] = [
  ["{{ .Event.Error }}", "<nil>"],
  ["{{ if .Event.Error }}failed{{ else }}ok{{ end }}", "ok"],
  ["{{ with .Event.Error }}{{ . }}{{ end }}", ""],
  ["{{ not .Event.Error }}", "true"],
  ['{{ .Event.Error | default "none" }}', "none"],
  ["{{ .Release.Wait }}", "<nil>"],
  ["{{ $wait := .Release.Wait }}{{ $wait }}{{ eq $wait nil }}", "<nil>true"],
  ["{{ .Release | toJson }}", `{"Wait":null}`],
];
for (const [template, expect] of CASES) {
  Deno.test(`nil in ${template} gives "${expect}"`, () =>
    assert.equal(render({ path: "t", text: template }, { data, functions: defaultFunctions }).text, expect));
}
