import { lineAndColumn } from "../../src/diagnostics/diagnostic.ts";
import { embeddedSource } from "../../src/merge/embedded_source.ts";
import { assertEquals } from "../support/assert.ts";

const STATE = `hooks:
- command: bash
  args: ["-c", "echo {{ .x }}", 'it''s {{ .y }}']
  script: |
    one

    two {{ .z }}
  folded: >
    three
    four {{ .z }}
`;

const CASES = [
  { name: "a quoted text", text: "echo {{ .x }}", from: '"echo', at: "{{", place: "3:22" },
  { name: "a line of a block", text: "one\n\ntwo {{ .z }}\n", from: "one", at: "{{", place: "7:9" },
  { name: "a block by its indicator", text: "one\n\ntwo {{ .z }}\n", from: "|", at: "{{", place: "7:9" },
  { name: "the whole of an escaped text", text: "it's {{ .y }}", from: "'it", at: "{{", place: "3:33" },
  {
    name: "the whole of a folded text",
    text: "three four {{ .z }}\n",
    from: "three",
    at: "{{",
    place: "9:5",
  },
];

for (const { name, text, from, at, place } of CASES) {
  Deno.test(`embeddedSource() leads back to ${name}`, () => {
    const state = { path: "helmfile.yaml", text: STATE }, start = STATE.indexOf(from);
    const span = () => ({ source: state, start, end: start + 1 });
    const { start: found } = embeddedSource(text, { file: state.path, span }).origin!.locate(
      text.indexOf(at),
    );
    const { line, column } = lineAndColumn(STATE, found);
    assertEquals(`${line}:${column}`, place);
  });
}
