import { newMap, type Value } from "../../src/go/value.ts";
import { render } from "../../src/gotmpl/render.ts";
import type { Rendered } from "../../src/gotmpl/template.ts";
import { assertEquals } from "../support/assert.ts";

const data = newMap([["name", "widget"], ["list", ["a", "b"]]]);
const functions = {
  include: {
    params: ["string", "any"] as const,
    call: ([name, value]: Value[], context: { include(name: string, data: Value): string }) =>
      context.include(name as string, value!),
  },
};
const helper = { path: "_h.tpl", text: '{{ define "h" }}some help{{ end }}' };

/** The template's text behind each place where `part` stands in the rendered text. */
function sourceOf(text: string, part: string): string[] {
  const rendered: Rendered = render({ path: "t", text }, { data, functions, helpers: [helper] });
  return [...rendered.text.matchAll(new RegExp(part, "g"))].map(({ index }) => {
    const { start, end } = rendered.origin!.locate(index);
    return text.slice(start, end);
  });
}

const CASES = [
  { does: "traces text to its own character", text: "ab{{ .name }}cd", part: "d$", gives: ["d"] },
  { does: "traces text after trimming", text: "a  {{- .name -}}  cd", part: "c", gives: ["c"] },
  {
    does: "traces what an action prints to the action",
    text: "x {{ .name }} y",
    part: "dge",
    gives: ["{{ .name }}"],
  },
  {
    does: "traces every turn of a loop to its body",
    text: "{{ range .list }}-{{ . }}{{ end }}",
    part: "[ab]",
    gives: ["{{ . }}", "{{ . }}"],
  },
  {
    does: "traces a template's text into its define",
    text: '{{ define "d" }}dd{{ end }}{{ template "d" }}',
    part: "d$",
    gives: ["d"],
  },
  {
    does: "traces a helper file's text to the call",
    text: '1 {{ template "h" }} 2',
    part: "help",
    gives: ['{{ template "h" }}'],
  },
  {
    does: "traces an include to the call",
    text: '1 {{ include "h" . }} 2',
    part: "help",
    gives: ['{{ include "h" . }}'],
  },
];

for (const { does, text, part, gives } of CASES) {
  Deno.test(`Rendered.origin ${does}`, () => assertEquals(sourceOf(text, part), gives));
}

Deno.test("Rendered.origin leads to the source and to its start when nothing was written", () => {
  const source = { path: "t", text: "{{/* nothing */}}" };
  const { origin } = render(source, { data, functions });
  assertEquals([origin!.source, origin!.locate(0)], [source, { start: 0, end: 0 }]);
});
