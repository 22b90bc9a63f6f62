import assert from "node:assert/strict";
import { quoteDeferred } from "../../../src/merge/parts/quote_deferred.ts";
import type { Value } from "../../../src/go/value.ts";
import { load } from "../load.ts";
import { plain } from "../plain.ts";

const CASES: readonly { name: string; text: string; expect: string }[] = [
  {
    name: "a bare value",
    text: "namespace: {{ .Release.Name }}-ns # why\n",
    expect: "namespace: '{{ .Release.Name }}-ns' # why\n",
  },
  { name: "a bare item", text: "- {{ .Release.Name }}", expect: "- '{{ .Release.Name }}'" },
  {
    name: "the first key of an item",
    text: "  - name: {{ .Release.Name }}",
    expect: "  - name: '{{ .Release.Name }}'",
  },
  {
    name: "quotes within",
    text: "a: {{ index .Release.Labels 'x' }}",
    expect: "a: '{{ index .Release.Labels ''x'' }}'",
  },
  { name: "nothing in quotes", text: 'a: "{{ .Release.Name }}"', expect: 'a: "{{ .Release.Name }}"' },
  { name: "nothing within a text", text: "a: x-{{ .Release.Name }}", expect: "a: x-{{ .Release.Name }}" },
  {
    name: "nothing in block scalars, but what follows them",
    text: "args:\n- |\n  key: {{ .Release.Name }}\n\n  - {{ .Event.Name }}\nb: {{ .Release.Name }}\n",
    expect: "args:\n- |\n  key: {{ .Release.Name }}\n\n  - {{ .Event.Name }}\nb: '{{ .Release.Name }}'\n",
  },
];
for (const { name, text, expect } of CASES) {
  Deno.test(`quoteDeferred() quotes ${name}`, () => {
    const quoted = quoteDeferred({ path: "f", text });
    assert.equal(quoted.text, expect);
    if (quoted.text === text) return;
    const back = [...quoted.text].map((char, i) => [char, text[quoted.origin!.locate(i).start]]);
    const kept = back.filter(([char, from]) => char !== "'" && char !== from);
    assert.deepEqual(kept, []);
  });
}

Deno.test("an action on the release may stand unquoted in a state file", () => {
  const files = {
    "helmfile.yaml":
      "releases:\n- name: a\n  namespace: {{ .Release.Name }}-ns\n  chart: c/{{ .Release.Name }}\n",
  };
  const [release] = load({ files }).files[0]!.releases;
  assert.deepEqual([release!.namespace, release!.chart], ["a-ns", "c/a"]);
});

Deno.test("an action on the release in inline values is rendered per release, an escaped one stays text", () => {
  const files = {
    "helmfile.yaml.gotmpl":
      "values: [{d: test}]\n---\nreleases:\n{{- range list `a` `b` }}\n- name: {{ . }}\n  chart: c/x\n  values:\n  - host: '{{ $.Release.Name }}.{{ $.Values.d }}'\n    list: [\"{{ $.Release.Namespace | default `none` }}\"]\n    raw: '{{`{{ .Release.Name }}`}}'\n  set: [{name: s, value: '{{ $.Release.Name }}'}]\n{{- end }}\n",
  };
  const releases = load({ files }).files[0]!.releases;
  const seen = releases.map(({ spec }) => ({ ...plain(spec.values![0] as Value) as object, set: spec.set }));
  assert.deepEqual(seen, [
    { host: "a.test", list: ["none"], raw: "{{ .Release.Name }}", set: [{ name: "s", value: "a" }] },
    { host: "b.test", list: ["none"], raw: "{{ .Release.Name }}", set: [{ name: "s", value: "b" }] },
  ]);
});
