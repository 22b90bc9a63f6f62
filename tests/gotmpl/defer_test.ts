import { newMap, type Value } from "../../src/go/value.ts";
import { render } from "../../src/gotmpl/render.ts";
import type { FunctionMap, Rendered } from "../../src/gotmpl/template.ts";
import { assertEquals, assertFails } from "../support/assert.ts";

const values = newMap([["n", 3n], ["list", ["a", "b"]], ["on", true]]);
const data = newMap([["Values", values]]);
const functions: FunctionMap = {
  include: {
    params: ["string", "any"],
    call: ([name, value], context) => context.include(name as string, value!),
  },
  tpl: { params: ["string", "any"], call: ([text, value], context) => context.tpl(text as string, value!) },
};
const helpers = [{ path: "_h.tpl", text: '{{ define "h" }}{{ .Release.Name }}{{ end }}' }];

function renderEarly(text: string, root: Value = data): Rendered {
  return render({ path: "t", text }, {
    data: root,
    functions,
    helpers,
    deferredFields: ["Release", "Event"],
  });
}

const CASES = [
  {
    does: "leaves an action as it stands",
    text: "{{ .Values.n }} {{- .Release.Name | print }}",
    gives: null,
  },
  {
    does: "leaves $ too",
    text: "{{ with .Values }}{{ $.Event.Name }}{{ end }}",
    gives: "{{ $.Event.Name }}",
  },
  {
    does: "leaves a branch whose condition must wait, whole",
    text: "{{ if .Release.X }}{{ .Values.n }}{{ end }}!",
    gives: "{{ if .Release.X }}{{ .Values.n }}{{ end }}!",
  },
  {
    does: "runs a branch whose condition is known",
    text: "{{ if .Values.on }}{{ .Release.X }}{{ end }}",
    gives: "{{ .Release.X }}",
  },
  {
    does: "carries variables that must wait",
    text: "{{ $r := .Release.Name }}{{ $r }}{{ .Values.n }}",
    gives: "{{ $r := .Release.Name }}{{ $r }}3",
  },
  {
    does: "writes what it knows into what must wait",
    text: "{{ range $i, $e := .Values.list }}{{ print $.Release.Name $i $e . }}{{ end }}",
    gives: '{{ print $.Release.Name 0 "a" "a" }}{{ print $.Release.Name 1 "b" "b" }}',
  },
  {
    does: "keeps the variables of a waiting block",
    text: "{{ $a := 1 }}{{ with $x := .Release.X }}{{ $x }}{{ . }}{{ $a }}{{ end }}",
    gives: "{{ with $x := .Release.X }}{{ $x }}{{ . }}{{ 1 }}{{ end }}",
  },
  {
    does: "leaves a loop that a waiting block could end",
    text: "{{ range .Values.list }}-{{ if $.Release.X }}{{ break }}{{ end }}{{ end }}",
    gives: "{{ range .Values.list }}-{{ if $.Release.X }}{{ break }}{{ end }}{{ end }}",
  },
  {
    does: "lets a helper's include wait as a whole",
    text: '{{ include "h" . | printf "%q" }}',
    gives: '{{ include "h" . | printf "%q" }}',
  },
  {
    does: "lets tpl wait as a whole",
    text: '{{ tpl "{{ .Release.X }}" . }}',
    gives: '{{ tpl "{{ .Release.X }}" . }}',
  },
  {
    does: "leaves the body of its own define in the text",
    text: '{{ define "d" }}<{{ .Release.X }}>{{ end }}{{ include "d" . }}',
    gives: "<{{ .Release.X }}>",
  },
];

for (const { does, text, gives } of CASES) {
  Deno.test(`render() with deferredFields ${does}`, () => {
    const { text: rendered, hasDeferred } = renderEarly(text);
    assertEquals([rendered, hasDeferred], [gives ?? "3{{- .Release.Name | print }}", true]);
  });
}

Deno.test("render() with deferredFields evaluates a field that is there", () => {
  const root = newMap([["Release", newMap([["Name", "web"]])]]);
  const { text, hasDeferred } = renderEarly("{{ .Release.Name }}", root);
  assertEquals([text, hasDeferred], ["web", false]);
});

Deno.test("render() with deferredFields keeps text that only looks deferred", () => {
  const { text, hasDeferred } = renderEarly("{{`{{ .Release.Name }}`}}");
  assertEquals([text, hasDeferred], ["{{ .Release.Name }}", false]);
});

Deno.test("render() with deferredFields still fails on a field of another dot", () => {
  assertFails(() => renderEarly("{{ with .Values }}{{ .Release }}{{ end }}"), ["gotmpl/exec"]);
});

Deno.test("render() traces what was left for later to where it stands", () => {
  const text = "{{ $v := 7 }}a {{ print .Release.Name $v }}", rendered = renderEarly(text);
  const { start, end } = rendered.origin!.locate(rendered.text.indexOf("7"));
  assertEquals([text.slice(start, end), rendered.origin!.locate(2)], ["$v", { start: 15, end: 16 }]);
});
