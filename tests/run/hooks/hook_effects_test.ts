import assert from "node:assert/strict";
import type { Release, StateFile } from "../../../src/merge/state.ts";
import { hookEffects } from "../../../src/run/hooks/hook_effects.ts";

const file = { path: "helmfile.yaml" } as StateFile;
const release = { name: "api", isInstalled: true } as Release;

const CASES: [event: string, dependants: string[], expect: string[]][] = [
  ["presync", [], ['release "api" is not upgraded']],
  ["preapply", ["web"], ['release "api" is not upgraded', '"web" is skipped: it needs "api"']],
  ["postapply", ["a", "b"], [
    'release "api" is upgraded, but counts as failed',
    '"a", "b" are skipped: they need "api"',
  ]],
  ["preuninstall", [], ['release "api" is not uninstalled']],
  ["prepare", [], ["no release of the file is changed"]],
  ["cleanup", [], ['release "api" counts as failed']],
];
for (const [event, dependants, expect] of CASES) {
  Deno.test(`hookEffects() says what a failed ${event} hook means`, () =>
    assert.deepEqual(hookEffects({ event, release, file, dependants }), expect));
}

Deno.test("hookEffects() of a file's prepare hook names the file", () =>
  assert.deepEqual(hookEffects({ event: "prepare", file, dependants: [] } as never), [
    "nothing in helmfile.yaml is changed",
  ]));

Deno.test("hookEffects() is silent after an earlier failure", () => {
  const error = { type: "diagnostics", diagnostics: [] } as const;
  assert.deepEqual(hookEffects({ event: "postsync", release, file, dependants: [], error }), []);
});
