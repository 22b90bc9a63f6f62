import { Failure } from "../../src/diagnostics/diagnostic.ts";
import { newMap } from "../../src/go/value.ts";
import { formatGoError } from "../../src/gotmpl/fault.ts";
import { render } from "../../src/gotmpl/render.ts";
import type { FunctionMap } from "../../src/gotmpl/template.ts";
import { assertEquals, assertFails } from "../support/assert.ts";

const functions: FunctionMap = {
  upper: { params: ["string"], call: ([text]) => (text as string).toUpperCase() },
  until: { params: ["int"], call: ([count]) => Array.from({ length: Number(count) }, (_, i) => BigInt(i)) },
  fail: {
    params: ["string"],
    call: ([message]) => {
      throw new Error(message as string);
    },
  },
  include: {
    params: ["string", "any"],
    call: ([name, data], context) => context.include(name as string, data!),
  },
  tpl: { params: ["string", "any"], call: ([text, data], context) => context.tpl(text as string, data!) },
};
const data = newMap([["name", "widget"], ["count", 3n], ["none", null], ["list", ["a"]]]);

function failureOf(text: string): Failure {
  try {
    render({ path: "t.gotmpl", text }, { data, functions });
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error("rendered");
}

// Recorded from Go 1.26 with the option missingkey=error.
const CASES: readonly { readonly text: string; readonly line: string }[] = [
  { text: "{{ .a.b }}", line: '1:5: executing "stringTemplate" at <.a.b>: map has no entry for key "a"' },
  {
    text: "é {{ .name.x }}",
    line: '1:11: executing "stringTemplate" at <.name.x>: can\'t evaluate field x in type interface {}',
  },
  {
    text: "{{ $x := 1 }}\n{{ $x.y }}",
    line: '2:5: executing "stringTemplate" at <$x.y>: can\'t evaluate field y in type int',
  },
  {
    text: "{{ .none.x }}",
    line: '1:8: executing "stringTemplate" at <.none.x>: nil pointer evaluating interface {}.x',
  },
  {
    text: "{{ (index .list 0).x }}",
    line: '1:16: executing "stringTemplate" at <0>: can\'t evaluate field x in type string',
  },
  {
    text: "{{ upper .count }}",
    line: '1:9: executing "stringTemplate" at <.count>: wrong type for value; expected string; got int',
  },
  {
    text: "{{ .none | upper }}",
    line: '1:11: executing "stringTemplate" at <upper>: invalid value; expected string',
  },
  {
    text: "{{ upper }}",
    line: '1:3: executing "stringTemplate" at <upper>: wrong number of args for upper: want 1 got 0',
  },
  { text: "{{ until 1.5 }}", line: '1:9: executing "stringTemplate" at <1.5>: expected integer; found 1.5' },
  { text: '{{ "x" | fail }}', line: '1:9: executing "stringTemplate" at <fail>: error calling fail: x' },
  { text: "{{ nil }}", line: '1:3: executing "stringTemplate" at <nil>: nil is not a command' },
  { text: "{{ $x = 1 }}", line: '1:8: executing "stringTemplate" at <1>: undefined variable: $x' },
  {
    text: "{{ range true }}{{ end }}",
    line: '1:9: executing "stringTemplate" at <true>: range can\'t iterate over true',
  },
  {
    text: '{{ template "t" }}',
    line: '1:12: executing "stringTemplate" at <{{template "t"}}>: template "t" not defined',
  },
  {
    text: '{{ define "d" }}{{ .x }}{{ end }}{{ template "d" . }}',
    line: '1:19: executing "d" at <.x>: map has no entry for key "x"',
  },
  {
    text: '{{ define "d" }}{{ template "d" }}{{ end }}{{ template "d" }}',
    line: '1:28: executing "d" at <{{template "d"}}>: exceeded maximum template depth (100000)',
  },
  {
    text: '{{ tpl "{{ .x }}" . }}',
    line:
      '1:3: executing "stringTemplate" at <tpl "{{ .x }}" .>: error calling tpl: template: stringTemplate:1:3: executing "stringTemplate" at <.x>: map has no entry for key "x"',
  },
  {
    text: '{{ eq 1 "1" }}',
    line:
      '1:3: executing "stringTemplate" at <eq 1 "1">: error calling eq: incompatible types for comparison: int and string',
  },
  { text: "a\n{{ nope }}", line: '2: function "nope" not defined' },
  { text: "{{ if true }}", line: "1: unexpected EOF" },
  {
    text: "{{ print\n\n1 }}{{ print \n'x",
    line: "4: unterminated character constant in action started at stringTemplate:3",
  },
  { text: "{{ .name | 5 }}", line: "1: non executable command in pipeline stage 2" },
  { text: "{{ 1 2 | | }}", line: '1: unexpected "|" in command' },
];

for (const { text, line } of CASES) {
  Deno.test(`render() fails on ${text.slice(0, 40)} with Go's line`, () => {
    assertEquals(formatGoError(failureOf(text)), `template: stringTemplate:${line}`);
  });
}

Deno.test("render() points at the operand that cannot be evaluated", () => {
  const text = "a: 1\nb: {{ upper .missing }}";
  const failure = assertFails(() => render({ path: "t.gotmpl", text }, { data, functions }), ["gotmpl/exec"]);
  const { message, span, notes } = failure.diagnostics[0]!;
  assertEquals(message, 'map has no entry for key "missing"');
  assertEquals(text.slice(span!.start, span!.end), ".missing");
  assertEquals(notes!.map((note) => note.message), ['executing "stringTemplate" at <.missing>']);
});

Deno.test("render() names the innermost cause and the includes that led to it", () => {
  const helper = { path: "_h.tpl", text: '{{ define "h" }}{{ .gone }}{{ end }}' };
  const text = '{{ include "h" . }}';
  const call = () => render({ path: "t.gotmpl", text }, { data, functions, helpers: [helper] });
  const { message, span, notes } = assertFails(call, ["gotmpl/exec"]).diagnostics[0]!;
  assertEquals(message, 'map has no entry for key "gone"');
  assertEquals([span!.source.path, helper.text.slice(span!.start, span!.end)], ["_h.tpl", ".gone"]);
  assertEquals(notes!.map((note) => note.span!.source.path), ["_h.tpl", "t.gotmpl"]);
});

Deno.test("render() points at the word that does not parse", () => {
  const text = "{{ if true }}{{ nope }}{{ end }}";
  const failure = assertFails(() => render({ path: "t.gotmpl", text }, { data, functions }), [
    "gotmpl/parse",
  ]);
  const { span } = failure.diagnostics[0]!;
  assertEquals(text.slice(span!.start, span!.end), "nope");
});

Deno.test("render() ends endless includes with Helmfile's words", () => {
  const text = '{{ define "d" }}{{ include "d" . }}{{ end }}{{ include "d" . }}';
  const { message } = failureOf(text).diagnostics[0]!;
  assertEquals(
    message,
    "error calling include: rendering template has a nested reference name: d: unable to execute template",
  );
});

Deno.test("a template that includes itself is shown once, however often it came by", () => {
  const [diagnostic] =
    failureOf('{{ define "a" }}{{ include "a" . }}{{ end }}{{ include "a" . }}').diagnostics;
  assertEquals(diagnostic?.notes?.map(({ message, span }) => `${span?.start} ${message}`), [
    '19 executing "a" at <include "a" .>',
    '47 executing "stringTemplate" at <include "a" .>',
  ]);
});
