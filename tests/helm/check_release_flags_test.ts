import assert from "node:assert/strict";
import { checkDiffFlags, checkReleaseFlags } from "../../src/helm/check_release_flags.ts";
import { contextOf, type Given, releaseOf } from "./samples.ts";

const SOURCE = { path: "helmfile.yaml", text: "atomic force" };
const at = (path: readonly (string | number)[]) => {
  const start = SOURCE.text.indexOf(String(path[0]));
  return start === -1 ? undefined : { source: SOURCE, start, end: start + String(path[0]).length };
};

const CASES: Record<string, Given & { codes: string[] }> = {
  "nothing to say": { release: { spec: { atomic: true, force: true } }, codes: [] },
  "both pairs at once": {
    release: {
      spec: { atomic: true, forceConflicts: true },
      defaults: { rollbackOnFailure: true, force: true },
    },
    codes: ["helm/exclusive-settings", "helm/exclusive-settings"],
  },
  "a release's false lifts the conflict": {
    release: { spec: { atomic: true, rollbackOnFailure: false }, defaults: { rollbackOnFailure: true } },
    codes: [],
  },
  "helm 4's settings with helm 3": {
    helm: "v3.17.3",
    release: { spec: { rollbackOnFailure: true, forceConflicts: true } },
    codes: ["helm/too-old", "helm/too-old"],
  },
  "createNamespace with a very old helm": {
    helm: "v3.1.0",
    release: { spec: { createNamespace: true } },
    codes: ["helm/too-old"],
  },
  "serverSide with helm 3": {
    helm: "v3.17.3",
    release: { defaults: { serverSide: "true" } },
    codes: ["helm/too-old"],
  },
  "--server-side with helm 3 is passed over": {
    helm: "v3.17.3",
    context: { flags: { serverSide: "true" } },
    codes: [],
  },
  "serverSide that is no mode": {
    release: { spec: { serverSide: "maybe" } },
    codes: ["helm/wrong-setting"],
  },
};

for (const [name, { codes, ...given }] of Object.entries(CASES)) {
  Deno.test(`checkReleaseFlags() ${name}`, () => {
    assert.deepEqual(checkReleaseFlags(releaseOf(given), contextOf(given)).map((d) => d.code), codes);
  });
}

Deno.test("checkReleaseFlags() points at the release's own key and says what to do", () => {
  const release = releaseOf({
    release: { spec: { atomic: true }, defaults: { rollbackOnFailure: true }, spanOf: at },
  });
  assert.deepEqual(checkReleaseFlags(release, contextOf({})), [{
    code: "helm/exclusive-settings",
    severity: "error",
    message: 'Cannot upgrade release "a" with both "atomic" and "rollbackOnFailure": they exclude each other',
    hint: "remove one of them; helmDefaults may set the other",
    span: { source: SOURCE, start: 0, end: 6 },
  }]);
});

Deno.test("checkDiffFlags() names what an old helm-diff lacks", () => {
  const release = releaseOf({ release: { spec: { insecureSkipTLSVerify: true } } });
  const flags = { suppressOutputLineRegex: ["x"], takeOwnership: true, serverSide: "auto" };
  const hintsFor = (minor: number, given: Given) =>
    checkDiffFlags(release, contextOf(given), { major: 3, minor, patch: 0 }).map(({ hint }) => hint);
  const [first, ...others] = ["3.8.1", "3.9.0", "3.11.0", "3.15.10"].map((version) =>
    `update the plugin to ${version} or newer`
  );
  assert.deepEqual(hintsFor(8, { context: { flags } }), [first, ...others]);
  assert.deepEqual(hintsFor(8, {}), [first]);
  assert.deepEqual(hintsFor(14, { context: { flags }, helm: "v3.17.3" }), []);
});
