import fc from "fast-check";
import { parseHookTests } from "../../src/helmfile/parse_hook_tests.ts";
import { compareSteps } from "../../src/rehearsal/compare_steps.ts";
import { type ActualOutcome, recordOutcomes } from "../../src/rehearsal/record_outcome.ts";
import { hookStep } from "../../src/rehearsal/step.ts";
import { assertEquals } from "../support/assert.ts";

function order(expected: readonly string[], names: readonly string[]): NonNullable<ActualOutcome["order"]> {
  const steps = names.map((name) => hookStep({ event: "presync", owner: "api", name, namespace: "" }));
  return { lines: compareSteps(expected, steps), keepsUnexpected: true };
}

/** A file, what happened in its first test, and the file afterwards. */
const CASES: Readonly<
  Record<string, readonly [text: string, actual: Partial<ActualOutcome>, after: string]>
> = {
  "keeps comments and patterns of steps that stay": [
    `# head
tests:
  - name: one # why
    expect:
      # first
      - presync api a*   # any
      # gone
      - presync api b

      - presync api d
    # about exit
    exit: 0
  # about two
  - name: two
    expect: []
`,
    { order: order(["presync api a*", "presync api b", "presync api d"], ["a1", "c: x", "d"]), exit: 1 },
    `# head
tests:
  - name: one # why
    expect:
      # first
      - presync api a*   # any
      - "presync api c: x"

      - presync api d
    # about exit
    exit: 1
  # about two
  - name: two
    expect: []
`,
  ],
  "adds what is missing at the end of the test": [
    `tests:
- name: one
  command: sync

# the end
- name: two
`,
    { order: order([], ["a"]), exit: 2, failed: ["api"], blocked: [] },
    `tests:
- name: one
  command: sync
  expect:
    - presync api a
  exit: 2
  failed: [api]
  blocked: []

# the end
- name: two
`,
  ],
  "writes a list of one line as a list of many, and takes one below its key": [
    `tests:
  - expect: [presync api a,
      presync api b]
    name: one
    failed:
    - x
    # here
    - y
    exit: 0`,
    { order: order(["presync api a", "presync api b"], ["b"]), failed: [] },
    `tests:
  - expect:
      - presync api b
    name: one
    failed: []
    exit: 0`,
  ],
  "empties a list": [
    `tests:
  - name: one
    expect:
    - presync api a
`,
    { order: order(["presync api a"], []) },
    `tests:
  - name: one
    expect: []
`,
  ],
};

for (const [name, [text, actual, after]] of Object.entries(CASES)) {
  Deno.test(`recordOutcomes() ${name}`, () =>
    assertEquals(recordOutcomes({ path: "t.yaml", text }, [{ index: 0, ...actual }]), after));
}

Deno.test("recordOutcomes() writes what then holds, whatever was expected", () => {
  const names = fc.array(fc.constantFrom("a", "b", "c: d", "#e", "f*"), { maxLength: 6 });
  fc.assert(
    fc.property(names, names.map((all) => all.filter((name) => !name.includes("*"))), (expected, actual) => {
      const items = expected.map((name) => `      - ${JSON.stringify(`presync api ${name}`)} # ${name}\n`)
        .join("");
      const text = `tests:\n  - name: one\n    expect:${items === "" ? " []\n" : `\n${items}`}    exit: 0\n`;
      const patterns = expected.map((name) => `presync api ${name}`);
      const recorded = recordOutcomes({ path: "t.yaml", text }, [{
        index: 0,
        order: order(patterns, actual),
        exit: 3,
      }])!;
      const { expect, exit } = parseHookTests({
        path: "t.yaml",
        text: recorded.replace("name: one", "name: one\n    command: x"),
      })
        .doc.tests[0]!;
      assertEquals(order(expect!, actual).lines.every(({ type }) => type === "same"), true);
      assertEquals(exit, 3);
    }),
  );
});

Deno.test("recordOutcomes() gives up on a test of one line", () => {
  const text = "tests: [{name: one, expect: []}]\n";
  assertEquals(recordOutcomes({ path: "t.yaml", text }, [{ index: 0, exit: 1 }]), undefined);
});
