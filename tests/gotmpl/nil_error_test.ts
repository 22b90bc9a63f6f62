// A nil error or pointer in a struct's field, as hooks meet it in `.Event.Error` and `.Release.Wait`. Expectations: Go text/template.
import assert from "node:assert/strict";
import { newMap, NilPointer, Struct, TYPED_NIL } from "../../src/go/value.ts";
import { defaultFunctions } from "../../src/gotmpl/functions/defaults.ts";
import { reflectionFunctions } from "../../src/gotmpl/functions/reflection.ts";
import { stringFunctions } from "../../src/gotmpl/functions/strings.ts";
import { render } from "../../src/gotmpl/render.ts";

const data = newMap([
  ["Event", new Struct("event.event", { Error: TYPED_NIL })],
  [
    "Release",
    new Struct("*state.ReleaseSpec", { Wait: new NilPointer("bool"), Cascade: new NilPointer("string") }),
  ],
]);

const functions = { ...defaultFunctions, ...reflectionFunctions, ...stringFunctions };

const CASES: [template: string, expect: string][] = [
  ["{{ .Event.Error }}", "<nil>"],
  ["{{ if .Event.Error }}failed{{ else }}ok{{ end }}", "ok"],
  ["{{ with .Event.Error }}{{ . }}{{ end }}", ""],
  ["{{ not .Event.Error }}", "true"],
  ['{{ .Event.Error | default "none" }}', "none"],
  ["{{ .Release.Wait }}", "<nil>"],
  ["{{ $wait := .Release.Wait }}{{ $wait }}{{ eq $wait nil }}", "<nil>true"],
  ["{{ .Release | toJson }}", `{"Wait":null,"Cascade":null}`],
  // What functions are handed: a nil error is nil, a nil pointer a value of its own.
  ["{{ quote .Event.Error }}{{ .Event.Error | quote }}", ""],
  ["{{ quote .Release.Wait }}{{ .Release.Wait | squote }}{{ cat .Release.Wait 1 }}", `"<nil>"'<nil>'<nil> 1`],
  ["{{ typeOf .Release.Wait }} {{ kindOf .Release.Wait }}", "*bool ptr"],
  ["{{ empty .Release.Wait }}{{ coalesce .Release.Wait 2 }}{{ eq .Release.Wait nil }}", "true2true"],
  ['{{ printf "%v %s %d" .Release.Wait .Release.Wait .Release.Wait }}', "<nil> %!s(*bool=<nil>) 0"],
];
for (const [template, expect] of CASES) {
  Deno.test(`nil in ${template} gives "${expect}"`, () =>
    assert.equal(render({ path: "t", text: template }, { data, functions }).text, expect));
}
