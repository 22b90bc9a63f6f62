import { Failure } from "../../src/diagnostics/diagnostic.ts";
import { type NeedsOptions, selectReleases } from "../../src/plan/select_releases.ts";
import { assertEquals, assertThrows } from "../support/assert.ts";
import { fileOf } from "./samples.ts";

const MEAL = [
  "serve needs cook unselected",
  "cook needs chop,wash",
  "chop needs shop unselected",
  "wash unselected",
  "shop unselected",
  "music unselected",
];

const SELECTED: Record<string, { lines: string[]; options?: NeedsOptions; expect: string[] }> = {
  "takes everything without selectors": { lines: ["a needs b", "b"], expect: ["a", "b"] },
  "leaves unselected needs out": { lines: MEAL, options: { skipNeeds: true }, expect: ["cook"] },
  "includes needs of needs": {
    lines: MEAL,
    options: { skipNeeds: true, includeNeeds: true },
    expect: ["cook", "chop", "wash", "shop"],
  },
  "includes transitive needs": {
    lines: MEAL,
    options: { includeTransitiveNeeds: true },
    expect: ["cook", "chop", "wash", "shop"],
  },
  "leaves disabled releases out": { lines: ["a", "b disabled"], expect: ["a"] },
  "includes even disabled needs, and what they need": {
    lines: ["a needs b", "b needs c disabled", "c unselected"],
    options: { includeNeeds: true },
    expect: ["a", "b", "c"],
  },
  "includes even disabled needs where transitive ones are asked for": {
    lines: ["a needs b", "b disabled"],
    options: { includeTransitiveNeeds: true },
    expect: ["a", "b"],
  },
  "reads needs with namespace and context": {
    lines: [
      "a ns=n1 ctx=k1",
      "b ns=n2 ctx=k1 needs n1/a",
      "c ctx=k2 needs k1/n2/b,k1/n1/a",
      "d ctx=k2 needs c",
      "e ctx=arn:x/y ns=n",
      "f needs arn:x/y/n/e",
    ],
    expect: ["a", "b", "c", "d", "e", "f"],
  },
  "keeps one of two releases of one name that a condition tells apart": {
    lines: ["d twin=1 disabled", "d twin=2", "a needs d"],
    expect: ["d", "a"],
  },
};

for (const [name, { lines, options, expect }] of Object.entries(SELECTED)) {
  Deno.test(`selectReleases() ${name}`, () => {
    const [selection] = selectReleases([fileOf(lines)], options);
    assertEquals(selection!.releases.map((release) => release.name), expect);
  });
}

/** Code and the text pointed at, for each problem. */
function problemsOf(files: string[][], options?: NeedsOptions): string[] {
  const stateFiles = files.map((lines, i) => fileOf(lines, i === 0 ? "helmfile.yaml" : `other${i}.yaml`));
  const failure = assertThrows(() => selectReleases(stateFiles, options)) as Failure;
  return failure.diagnostics.map(({ code, span, hint }) =>
    [code, span?.source.text.slice(span.start, span.end), hint].join(" | ")
  );
}

const FAILING: Record<string, { files: string[][]; options?: NeedsOptions; expect: string[] }> = {
  "names every undefined need, with what may be meant": {
    files: [["api needs databse,cache", "web needs x", "database"]],
    expect: [
      'needs/undefined | databse | did you mean "database"?',
      "needs/undefined | cache | ",
      "needs/undefined | x | ",
    ],
  },
  "a namespace that -n has replaced points nowhere": {
    files: [["app ns=sandbox needs back/db", "db ns=sandbox"]],
    expect: ['needs/undefined | back/db | did you mean "sandbox/db"?'],
  },
  "the undefined need of a need": {
    files: [["a needs b", "b needs cache unselected"]],
    options: { skipNeeds: true },
    expect: ["needs/undefined | cache | "],
  },
  "an unselected need, if it may not be skipped": {
    files: [MEAL],
    expect: [
      "needs/unselected | chop | add --selector name=chop, or --include-needs, or --skip-needs",
      "needs/unselected | wash | add --selector name=wash, or --include-needs, or --skip-needs",
    ],
  },
  "a cycle, once, from its first release on": {
    files: [["x needs a", "a needs b", "b needs c", "c needs a,b"]],
    expect: ["needs/circular | b | remove one of these needs"],
  },
  "a release that needs itself, and another cycle": {
    files: [["a needs a", "b needs c", "c needs b"]],
    expect: [
      "needs/circular | a | remove one of these needs",
      "needs/circular | c | remove one of these needs",
    ],
  },
  "a need that must be installed": {
    files: [["a needs b", "b absent"]],
    options: { enforceNeedsAreInstalled: true },
    expect: ['needs/not-installed | b | install "b", or remove it from the needs'],
  },
  "two releases of one name": {
    files: [["d twin=1", "d twin=2"]],
    expect: [
      "release/duplicate | d | give one of them another name or namespace, or select one by its labels",
    ],
  },
  "the problems of all files at once": {
    files: [["a needs x"], ["b needs y"]],
    expect: ["needs/undefined | x | ", "needs/undefined | y | "],
  },
};

for (const [name, { files, options, expect }] of Object.entries(FAILING)) {
  Deno.test(`selectReleases() refuses ${name}`, () => assertEquals(problemsOf(files, options), expect));
}

Deno.test("selectReleases() lists a cycle and where each need is written", () => {
  const failure = assertThrows(() => selectReleases([fileOf(["a needs b", "b needs a"])])) as Failure;
  const [problem] = failure.diagnostics;
  assertEquals(problem!.message, 'Cannot order 2 releases: their needs form a cycle, "a" → "b" → "a"');
  assertEquals(problem!.notes?.map(({ message, span }) => [message, span?.start]), [['"b" needs "a"', 18]]);
});

Deno.test("selectReleases() says in which other file a need is defined", () => {
  const files = [fileOf(["a needs db"]), fileOf(["db"], "sub/db.yaml")];
  const failure = assertThrows(() => selectReleases(files)) as Failure;
  assertEquals(failure.diagnostics[0]!.notes?.map(({ message }) => message), [
    "the file has no other release",
    '"db" is defined in "sub/db.yaml", but needs count within one file',
  ]);
});

Deno.test("selectReleases() only warns of a need that is not installed", () => {
  const [selection] = selectReleases([fileOf(["a needs b", "b absent", "c absent needs b"])]);
  assertEquals(selection!.warnings.map(({ code, severity }) => [code, severity]), [[
    "needs/not-installed",
    "warning",
  ]]);
});
