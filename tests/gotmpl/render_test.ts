import type { SourceText } from "../../src/diagnostics/diagnostic.ts";
import { GoError, GoNumber, GoTime, int, newMap, Struct, typedSlice } from "../../src/go/value.ts";
import { render } from "../../src/gotmpl/render.ts";
import type { FunctionMap } from "../../src/gotmpl/template.ts";
import { assertEquals } from "../support/assert.ts";

const functions: FunctionMap = {
  upper: { params: ["string"], call: ([text]) => (text as string).toUpperCase() },
  list: { params: ["...any"], call: (items) => items },
  repeat: { params: ["int", "string"], call: ([count, text]) => (text as string).repeat(Number(count)) },
  half: { params: ["float64"], call: ([value]) => value as number / 2 },
  include: {
    params: ["string", "any"],
    call: ([name, data], context) => context.include(name as string, data!),
  },
  tpl: { params: ["string", "any"], call: ([text, data], context) => context.tpl(text as string, data!) },
};

const data = newMap([
  ["name", "widget"],
  ["count", 3n],
  ["zero", 0n],
  ["pi", 3.25],
  ["none", null],
  ["list", ["a", "b", "c"]],
  ["map", newMap([["b", 2n], ["a", 1n]])],
  ["when", new GoTime(1_709_214_300_000_000_000n, { name: "UTC" })],
  ["error", new GoError("it broke")],
  ["env", new Struct("*environment.Environment", { Name: "prod" })],
  ["wait", new GoNumber("time.Duration", 90_000_000_000n)],
  ["words", typedSlice(["x", "y"], "string")],
]);

function renderText(text: string, helpers: readonly SourceText[] = []): string {
  return render({ path: "values.yaml.gotmpl", text }, { data, functions, helpers }).text;
}

const CASES: readonly { readonly does: string; readonly text: string; readonly gives: string }[] = [
  { does: "keeps text without actions", text: "plain }} %s {", gives: "plain }} %s {" },
  { does: "trims around markers", text: "a \n {{- 1 -}} \t b", gives: "a1b" },
  { does: "drops comments", text: "a {{- /* {{ .x }} */ -}} b{{/**/}}", gives: "ab" },
  {
    does: "reads numbers of all bases",
    text: "{{ 0x1F }} {{ 017 }} {{ 0b11 }} {{ 1_000 }} {{ 'a' }}",
    gives: "31 15 3 1000 97",
  },
  {
    does: "prints floats and complex numbers as Go does",
    text: "{{ 1e6 }} {{ 2.50 }} {{ 1+2i }}",
    gives: "1e+06 2.5 (1+2i)",
  },
  {
    does: "prints nil by where it stands",
    text: "{{ .none }} {{ print .none }} {{ list nil }}",
    gives: "<no value> <nil> [<nil>]",
  },
  {
    does: "sorts maps",
    text: "{{ .map }} {{ range $k, $v := .map }}{{ $k }}={{ $v }};{{ end }}",
    gives: "map[a:1 b:2] a=1;b=2;",
  },
  {
    does: "scopes variables",
    text: "{{ $a := 1 }}{{ if true }}{{ $a := 2 }}{{ $a }}{{ end }}{{ $a }}",
    gives: "21",
  },
  {
    does: "assigns to outer variables",
    text: "{{ $a := 1 }}{{ range .list }}{{ $a = . }}{{ end }}{{ $a }}",
    gives: "c",
  },
  {
    does: "breaks and continues",
    text:
      "{{ range 9 }}{{ if eq . 1 }}{{ continue }}{{ end }}{{ if gt . 3 }}{{ break }}{{ end }}{{ . }}{{ end }}",
    gives: "023",
  },
  { does: "runs else of an empty range", text: "{{ range .none }}x{{ else }}empty{{ end }}", gives: "empty" },
  { does: "chains with", text: "{{ with .zero }}1{{ else with .name }}{{ . }}{{ end }}", gives: "widget" },
  {
    does: "defines and calls templates",
    text: '{{ define "t" }}<{{ $ }}>{{ end }}{{ template "t" .name }}{{ block "b" 1 }}[{{ . }}]{{ end }}',
    gives: "<widget>[1]",
  },
  {
    does: "stops and and or early",
    text: "{{ or .name .missing }} {{ and .zero .missing }}",
    gives: "widget 0",
  },
  { does: "takes whole floats as ints", text: '{{ repeat 2.0 "x" }} {{ half 3 }}', gives: "xx 1.5" },
  {
    does: "indexes lists, maps and bytes",
    text: '{{ index .list 1 }} {{ index .map "b" }} {{ index .name 0 }}',
    gives: "b 2 119",
  },
  { does: "counts bytes", text: '{{ len "é" }} {{ printf "%4s|%-4s|" "é" "é" }}', gives: "2    é|é   |" },
  {
    does: "compares ints of all sizes",
    text: "{{ eq 3 .count }} {{ lt .wait .wait }} {{ ge 2.5 .pi }}",
    gives: "true false false",
  },
  {
    does: "calls methods of times",
    text:
      '{{ .when.Year }} {{ .when.Month }} {{ (.when.AddDate 0 1 0).Format "2006-01-02" }} {{ .wait.Minutes }}',
    gives: "2024 February 2024-03-29 1.5",
  },
  {
    does: "prints errors and structs",
    text: "{{ .error }} {{ .env.Name }} {{ .env }} {{ .words }}",
    gives: "it broke prod {prod} [x y]",
  },
  {
    does: "escapes",
    text: `{{ html "<a b='c'>" }} {{ js "<é>" }} {{ urlquery "a b/é" }}`,
    gives: "&lt;a b=&#39;c&#39;&gt; \\u003Cé\\u003E a+b%2F%C3%A9",
  },
  { does: "renders a text as a template", text: '{{ tpl "{{ .name | upper }}" . }}', gives: "WIDGET" },
];

for (const { does, text, gives } of CASES) {
  Deno.test(`render() ${does}`, () => assertEquals(renderText(text), gives));
}

const helper = { path: "_first.tpl", text: '{{ define "h" }}first{{ end }} \n' };
const other = { path: "_second.tpl", text: '{{ define "h" }}second{{ end }}{{ define "e" }} {{ end }}' };

Deno.test("render() lets later helper files and the text itself replace templates", () => {
  assertEquals(renderText('{{ include "h" . }}', [helper, other]), "second");
  assertEquals(renderText('{{ define "h" }}own{{ end }}{{ include "h" . }}', [helper, other]), "own");
  assertEquals(renderText('{{ define "h" }} {{ end }}{{ include "h" . }}', [helper, other]), "second");
});

// Helmfile parses all of them into one template, and Go keeps the old body when the new one is blank.
Deno.test("render() prints the first helper file's own text for a blank template", () => {
  assertEquals(renderText(" ", [helper, other]), " \n");
});

Deno.test("render() hides the defines of a text from tpl, but not the helpers", () => {
  assertEquals(renderText(`{{ tpl "{{ include \\"h\\" . }}" . }}`, [helper]), "first");
});

Deno.test("render() reads the bytes of a character as the character", () => {
  assertEquals(render({ path: "t", text: '{{ "\\xc3\\xa9" }}' }, { data: null, functions: {} }).text, "é");
});

Deno.test("render() walks numbers of a type in that type", () => {
  const options = { data: new GoNumber("int64", int(2)), functions: {} };
  assertEquals(
    render({ path: "t", text: '{{ range . }}{{ printf "%T" . }} {{ end }}' }, options).text,
    "int64 int64 ",
  );
});
