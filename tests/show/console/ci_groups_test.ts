// Lines of releases that run side by side, put together for a CI system that folds them.
import type { ReleaseRef, RunEvent } from "../../../src/run/events.ts";
import { openCiGroups } from "../../../src/show/console/ci_groups.ts";
import { assertEquals } from "../../support/assert.ts";
import { fakeSystem } from "../../support/fake_system.ts";

function ref(name: string): ReleaseRef {
  return { id: `/n/${name}`, name, namespace: "n", kubeContext: "", chart: "c", version: "" };
}

/** `+a` starts, `-a` finishes, `a: text` is a line of its helm, `text` one of nobody. */
function event(step: string): RunEvent {
  if (step.startsWith("+")) {
    return { type: "release_started", release: ref(step.slice(1)), file: "helmfile.yaml", action: "upgrade" };
  }
  if (step.startsWith("-")) {
    const release = ref(step.slice(1));
    return { type: "release_finished", release, action: "upgrade", ok: true, durationMs: 1, diagnostics: [] };
  }
  const [name, line] = step.split(": ");
  if (line === undefined) return { type: "file_started", file: step };
  return {
    type: "helm_output",
    helm: { helmId: "1", args: [], release: ref(name!) },
    stream: "stdout",
    line,
  };
}

const CASES: Readonly<Record<string, readonly [steps: string, written: string]>> = {
  "one release after the other": ["+a,a: 1,-a,+b,b: 2,-b", "[upgrade a|1|]|[upgrade b|2|]"],
  "a second release until the first is done": [
    "+a,+b,a: 1,b: 2,a: 3,-a,b: 4,-b",
    "[upgrade a|1|3|]|[upgrade b|2|4|]",
  ],
  "what is done meanwhile": ["+a,+b,a: 1,b: 2,-b,a: 3,-a", "[upgrade a|1|3|]|[upgrade b|2|]"],
  "a release without lines": ["+a,-a", ""],
  "lines before and after a release": ["a: 0,+a,a: 1,-a,a: 2", "0|[upgrade a|1|]|2"],
  "lines of nobody": ["x,+a,a: 1,y,-a", "x|[upgrade a|1|y|]"],
  "what waits when all ends": ["+a,+b,a: 1,b: 2", "[upgrade a|1|]|[upgrade b|2|]"],
};

for (const [what, [steps, written]] of Object.entries(CASES)) {
  Deno.test(`the groups hold ${what}`, () => {
    const system = fakeSystem({ env: { GITHUB_ACTIONS: "true" } });
    const groups = openCiGroups(system);
    const emit = groups.around((event) => {
      if (event.type === "helm_output") groups.terminal.writeStderr(`${event.line}\n`);
      if (event.type === "file_started") groups.terminal.writeStderr(`${event.file}\n`);
    });
    for (const step of steps.split(",")) emit(event(step));
    groups.close();
    const shown = system.terminal.stderr.trimEnd().replaceAll("::group::", "[").replaceAll(
      "::endgroup::",
      "]",
    );
    assertEquals(shown.split("\n").join("|"), written);
  });
}
