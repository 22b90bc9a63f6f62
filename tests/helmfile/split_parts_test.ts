import { isYamlAsItStands } from "../../src/helmfile/is_yaml.ts";
import { splitParts } from "../../src/helmfile/split_parts.ts";
import { assertEquals } from "../support/assert.ts";

const SPLITS: readonly { name: string; text: string; expect: string[] }[] = [
  { name: "keeps one part whole", text: "a: 1\n", expect: ["a: 1\n"] },
  {
    name: "splits at lines of exactly three dashes",
    text: "a\n---\nb\n--- \nc\n",
    expect: ["a", "b\n--- \nc\n"],
  },
  { name: "keeps dashes on the first line", text: "---\na\n---\nb", expect: ["---\na", "b"] },
  { name: "takes CRLF as LF", text: "a\r\nx\r\n---\r\nb\r\n", expect: ["a\nx", "b\n"] },
];

for (const { name, text, expect } of SPLITS) {
  Deno.test(`splitParts() ${name}`, () => {
    assertEquals(splitParts({ path: "x", text }).map((part) => part.text), expect);
  });
}

Deno.test("splitParts() leads each place back into the file", () => {
  const source = { path: "x", text: "a\r\nbc\r\n---\r\nd\r\nef\r\n" };
  for (const part of splitParts(source)) {
    for (const match of part.text.matchAll(/[a-z]/g)) {
      const { start, end } = part.origin!.locate(match.index);
      assertEquals(source.text.slice(start, end), match[0]);
    }
  }
});

Deno.test("splitParts() hands a file of one part on itself", () => {
  const source = { path: "x", text: "a: 1\n" };
  assertEquals(splitParts(source)[0] === source, true);
});

const TEXTS: readonly { name: string; text: string; expect: boolean }[] = [
  { name: "plain YAML", text: "releases: []\n---\nvalues: []\n", expect: true },
  {
    name: "actions within values",
    text: "releases:\n- name: a-{{ .x }}\n  chart: '{{ .y }}'\n",
    expect: true,
  },
  { name: "a value that is an action", text: "name: {{ .Values.x }}\n", expect: false },
  { name: "a line that is an action", text: "releases:\n{{ if .x }}\n- name: a\n{{ end }}\n", expect: false },
  { name: "a later part that is none", text: "a: 1\n---\n{{ range .x }}\n", expect: false },
];

for (const { name, text, expect } of TEXTS) {
  Deno.test(`isYamlAsItStands() judges ${name}`, () => assertEquals(isYamlAsItStands(text), expect));
}
