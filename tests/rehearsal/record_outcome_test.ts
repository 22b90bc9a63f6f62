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

Deno.test("recordOutcomes() gives up on a test of one line", () => {
  const text = "tests: [{name: one, expect: []}]\n";
  assertEquals(recordOutcomes({ path: "t.yaml", text }, [{ index: 0, exit: 1 }]), undefined);
});
