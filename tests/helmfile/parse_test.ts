import fc from "fast-check";
import {
  type Diagnostic,
  Failure,
  lineAndColumn,
  type SourceText,
} from "../../src/diagnostics/diagnostic.ts";
import { parseHelmfile } from "../../src/helmfile/parse.ts";
import type { HelmfileDoc } from "../../src/helmfile/schema.ts";
import { splitParts } from "../../src/helmfile/split_parts.ts";
import { newMap } from "../../src/go/value.ts";
import { assertEquals, assertTrue } from "../support/assert.ts";

function sourceOf(text: string): SourceText {
  return { path: "helmfile.yaml", text };
}

const DOCS: readonly { name: string; text: string; expect: HelmfileDoc[] }[] = [
  { name: "reads nothing from a text without content", text: "# nothing\n", expect: [] },
  {
    name: "keeps each document apart",
    text: "bases: [a.yaml]\n--- \nreleases: []\n",
    expect: [{ bases: ["a.yaml"] }, { releases: [] }],
  },
  {
    name: "takes scalars of any type as the text they are written as",
    text: "releases:\n- {name: 007, version: 1.10, labels: {on: true, day: 2024-01-02}, needs: [1.0]}\n",
    expect: [{
      releases: [{ name: "007", version: "1.10", labels: { on: "true", day: "2024-01-02" }, needs: ["1.0"] }],
    }],
  },
  {
    name: "takes yes and off as booleans and whole floats as integers",
    text: "helmDefaults: {wait: yes, atomic: Off, timeout: 1e2, historyMax: 0x10}\n",
    expect: [{ helmDefaults: { wait: true, atomic: false, timeout: 100, historyMax: 16 } }],
  },
  {
    name: "takes a null as nothing",
    text: "values:\ncommonLabels: {a: ~}\nreleases:\n- name: a\n  chart: ~\n  needs: [b, ~, c]\n-\n",
    expect: [{ commonLabels: { a: "" }, releases: [{ name: "a", needs: ["b", "c"] }] }],
  },
  {
    name: "prints the items of set values as Go does",
    text: "releases: [{name: a, set: [{name: l, values: [1.50, true, x]}]}]\n",
    expect: [{ releases: [{ name: "a", set: [{ name: "l", values: ["1.5", "true", "x"] }] }] }],
  },
  {
    name: "reads durations as milliseconds",
    text: "hooks:\n- {events: [prepare], command: a, timeout: 300, killGrace: 1m30s, retries: 2}\n",
    expect: [{
      hooks: [{
        events: ["prepare"],
        command: "a",
        timeout: 300_000,
        killGrace: 90_000,
        retries: { count: 2 },
      }],
    }],
  },
  {
    name: "follows merge keys",
    text: "templates:\n  t: &t {chart: c, version: 1.10}\nreleases:\n- name: a\n  <<: *t\n",
    expect: [{
      templates: { t: { chart: "c", version: "1.10" } },
      releases: [{ name: "a", chart: "c", version: "1.10" }],
    }],
  },
  {
    name: "keeps inline values as Go values",
    text: "releases: [{name: a, values: [v.yaml, {n: 1, f: 1.0}]}]\n",
    expect: [{ releases: [{ name: "a", values: ["v.yaml", newMap([["n", 1n], ["f", 1]])] }] }],
  },
];

for (const { name, text, expect } of DOCS) {
  Deno.test(`parseHelmfile() ${name}`, () => {
    const { parts, problems } = parseHelmfile(sourceOf(text));
    assertEquals([parts.map(({ doc }) => doc), problems], [expect, []]);
  });
}

/** `code line:column message | hint` of each problem. */
function problemsOf(text: string): string[] {
  return parseHelmfile(sourceOf(text)).problems.map(({ code, span, message, hint }) => {
    const { line, column } = lineAndColumn(text, span!.start);
    return `${code} ${line}:${column} ${message}${hint ? " | " + hint : ""}`;
  });
}

const PROBLEMS: readonly { name: string; text: string; expect: string[] }[] = [
  {
    name: "reports every problem, in the order of the file",
    text:
      'releases:\n- name: a\n  namspace: b\n  wait: "true"\n  hooks:\n    - events: [presnc]\n      timeout: 0\nfoo: 1\n',
    expect: [
      'helmfile/unknown-key 3:3 Cannot use "namspace" in a release: no such key | did you mean "namespace"?',
      'helmfile/wrong-type 4:9 Cannot read "wait": expected a boolean (true or false), got the string "true" | remove the quotes',
      'hook/unknown-event 6:16 Cannot run a hook at "presnc": no such event | did you mean "presync"?',
      'helmfile/wrong-type 7:16 Cannot read "timeout": expected a duration above zero, such as 300 (seconds), "90s" or "5m", got the number 0',
      'helmfile/unknown-key 8:1 Cannot use "foo" in the state file: no such key',
    ],
  },
  {
    name: "names the alternatives where there are some",
    text: "helmfiles: [1, {pth: a}]\nmissingFileHandler: warn\n",
    expect: [
      'helmfile/wrong-type 1:13 Cannot read "helmfiles[0]": expected a string or a mapping, got the number 1',
      'helmfile/unknown-key 1:17 Cannot use "pth" in a nested helmfile: no such key | did you mean "path"?',
      'helmfile/wrong-type 2:21 Cannot read "missingFileHandler": expected "Error", "Warn", "Info" or "Debug", got the string "warn" | did you mean "Warn"?',
    ],
  },
  {
    name: "refuses a document that is no mapping",
    text: "- a\n",
    expect: ["helmfile/wrong-type 1:1 Cannot read the state file: expected a mapping, got a list"],
  },
  {
    name: "points at the entry that lacks a key",
    text: "releases:\n- name: a\n  dependencies:\n  - version: 1.0.0\n",
    expect: ['helmfile/wrong-type 4:5 Cannot read "chart": expected a string, got nothing'],
  },
  {
    name: "locates problems of later documents",
    text: "releases: []\n--- \nreleases: {}\n",
    expect: ['helmfile/wrong-type 3:11 Cannot read "releases": expected a list, got a mapping'],
  },
];

for (const { name, text, expect } of PROBLEMS) {
  Deno.test(`parseHelmfile() ${name}`, () => assertEquals(problemsOf(text), expect));
}

Deno.test("parseHelmfile() tells where entries and lines of scripts stand", () => {
  const text =
    "releases:\n  - name: a\n    hooks:\n      - events: [presync]\n        args:\n          - -c\n          - |\n" +
    "            one\n            two\n";
  const { parts: [part] } = parseHelmfile(sourceOf(text));
  const at = (span?: { start: number }) => span && lineAndColumn(text, span.start);
  assertEquals(at(part!.spanOf(["releases", 0])), { line: 2, column: 5 });
  assertEquals(at(part!.spanOf(["releases", 0, "hooks"])), { line: 3, column: 5 });
  assertEquals(at(part!.spanOf(["releases", 0, "hooks", 0])), { line: 4, column: 9 });
  assertEquals(at(part!.lineOf(["releases", 0, "hooks", 0, "args", 1], 2)), { line: 9, column: 13 });
});

const STATE_FILES = [
  `environments:
  default:
    values: [defaults.yaml, {replicas: 2}]
  prod: &prod
    kubeContext: prod
    secrets: [s.yaml]
---
repositories:
  - name: stable
    url: https://charts.example.com
helmDefaults: {wait: true, timeout: 300, args: ["--debug"]}
releases:
  - name: web
    namespace: shop
    chart: stable/web
    version: 1.2.10
    labels: {tier: front}
    needs: [shop/db]
    values:
      - values/{{ .Release.Name }}.yaml
      - image: {tag: "1.0"}
    set:
      - {name: a.b, value: 1}
`,
  `hooks:
  - events: ["prepare", "cleanup"]
    showlogs: true
    command: bash
    args:
      - "-c"
      - |
        set -e
        echo "it's done: $1" # really
templates:
  base: &base
    chart: ./chart
    missingFileHandler: Warn
releases:
  - <<: *base
    name: db
    inherit: [{template: base, except: [labels]}]
    hooks:
      - {events: [presync], command: ./x.sh, timeout: 5m, when: {changed: true}}
`,
];

Deno.test("parseHelmfile() ends in documents or a located Failure whatever is done to a state file", () => {
  const noise = fc.constantFrom(..."{}[]:-#&*!|>'\"%@`?,\t\n ~1", "{{ .x }}", "\n---\n", "  ", "<<: ", "- ");
  const edit = fc.tuple(fc.nat(), fc.nat({ max: 12 }), fc.oneof(noise, fc.constant("")));
  fc.assert(
    fc.property(
      fc.constantFrom(...STATE_FILES),
      fc.array(edit, { minLength: 1, maxLength: 4 }),
      (file, edits) => {
        const text = edits.reduce((before, [at, length, insert]) => {
          const from = at % (before.length + 1);
          return before.slice(0, from) + insert + before.slice(from + length);
        }, file);
        for (const part of splitParts(sourceOf(text))) checkOutcome(part);
      },
    ),
    { numRuns: 400 },
  );
});

function checkOutcome(part: SourceText): void {
  const start = performance.now();
  for (const { code, span } of problemsWith(part)) assertTrue(span !== undefined, `${code} has no place`);
  assertTrue(performance.now() - start < 1000, "took more than a second");
}

function problemsWith(part: SourceText): readonly Diagnostic[] {
  try {
    return parseHelmfile(part).problems;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return error.diagnostics;
  }
}

Deno.test("parseHelmfile() gives the rest of a faulty document beside its problems", () => {
  const text =
    "releases:\n- name: a\n  chart: c/a\n  timeout: soon\n  colour: red\n- 5\n- name: b\n  chart: c/b\n";
  const { parts, problems } = parseHelmfile({ path: "helmfile.yaml", text });
  assertEquals(problems.map(({ code }) => code).sort(), [
    "helmfile/unknown-key",
    "helmfile/wrong-type",
    "helmfile/wrong-type",
  ]);
  assertEquals(parts[0]?.doc.releases?.map(({ name, chart, timeout }) => ({ name, chart, timeout })), [
    { name: "a", chart: "c/a", timeout: undefined },
    { name: "b", chart: "c/b", timeout: undefined },
  ]);
});

Deno.test("parseHelmfile() has nothing left of a document that is no mapping", () => {
  const { parts, problems } = parseHelmfile({ path: "helmfile.yaml", text: "- a\n" });
  assertEquals([parts.length, problems.map(({ code }) => code)], [0, ["helmfile/wrong-type"]]);
});
