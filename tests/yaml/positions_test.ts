import { locateScalarLine, locateYaml, writtenScalar, type YamlPath } from "../../src/yaml/positions.ts";
import { assertEquals } from "../support/assert.ts";

const text = `base: &base
  version: 1.10
  list: [p, "q r", {z: 0x1}]
web:
  <<: *base
  empty:
script: |
  one
    two

  four
folded: >-
  one
  still one

  two
plain: a
`;
const document = { source: { path: "x.yaml", text }, document: 0 };

const PLACES: readonly {
  path: YamlPath;
  key: string | undefined;
  value: string;
  written: string | undefined;
}[] = [
  { path: ["base"], key: "base", value: "version: 1.10", written: undefined },
  { path: ["base", "version"], key: "version", value: "1.10", written: "1.10" },
  { path: ["base", "list", 1], key: undefined, value: '"q r"', written: "q r" },
  { path: ["base", "list", 2, "z"], key: "z", value: "0x1", written: "0x1" },
  { path: ["web", "version"], key: "version", value: "1.10", written: "1.10" },
  { path: ["web", "empty"], key: "empty", value: "", written: "" },
  { path: ["plain"], key: "plain", value: "a", written: "a" },
];

for (const { path, ...expected } of PLACES) {
  Deno.test(`locateYaml() finds ${path.join(".")}`, () => {
    const place = locateYaml(document, path)!;
    const cut = (span?: { start: number; end: number }) => span && text.slice(span.start, span.end);
    const written = writtenScalar(document, path);
    assertEquals({ key: cut(place.key), value: cut(place.value), written }, expected);
  });
}

Deno.test("locateYaml() finds nothing where nothing is", () => {
  assertEquals(locateYaml(document, ["base", "list", 7]), undefined);
  assertEquals(locateYaml(document, ["web", "nothing"]), undefined);
});

Deno.test("locateYaml() tells documents apart", () => {
  const source = { path: "x.yaml", text: "a: 1\n---\na: 2\n" };
  assertEquals(locateYaml({ source, document: 1 }, ["a"])?.value, { source, start: 12, end: 13 });
});

const LINES: readonly { path: string; line: number; expect: string }[] = [
  { path: "script", line: 1, expect: "one" },
  { path: "script", line: 2, expect: "two" },
  { path: "script", line: 4, expect: "four" },
  { path: "folded", line: 1, expect: "one" },
  { path: "folded", line: 2, expect: "two" },
  { path: "plain", line: 1, expect: "a" },
];

for (const { path, line, expect } of LINES) {
  Deno.test(`locateScalarLine() finds line ${line} of ${path}`, () => {
    const span = locateScalarLine(document, [path], { line })!;
    assertEquals(text.slice(span.start, span.end), path === "plain" ? "a" : expect);
  });
}
