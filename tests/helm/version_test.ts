import assert from "node:assert/strict";
import { formatHelmVersion, helmHas, isAtLeast, parseHelmVersion } from "../../src/helm/version.ts";

const VERSIONS: [text: string, expect: string | undefined][] = [
  ["v3.17.3+ge4da497\n", "3.17.3"],
  ["v4.2.3+g43e8b7f", "4.2.3"],
  ["Client: v2.16.1+gbbdfe5e", "2.16.1"],
  ["v4.0.0-rc.1", "4.0.0"],
  ["WARNING: Kubernetes configuration file is group-readable\nv3.9.0+g7ceeda6", "3.9.0"],
  ["helm: not found", undefined],
];

for (const [text, expect] of VERSIONS) {
  Deno.test(`parseHelmVersion() of ${JSON.stringify(text)}`, () => {
    const version = parseHelmVersion(text);
    assert.equal(version && formatHelmVersion(version), expect);
  });
}

Deno.test("isAtLeast() compares number by number", () => {
  const version = parseHelmVersion("3.9.10")!;
  const answers = ["3.9.9", "3.9.10", "3.9.11", "3.10.0", "2.99.99", "4.0.0"].map((m) =>
    isAtLeast(version, m)
  );
  assert.deepEqual(answers, [true, true, false, false, true, false]);
});

Deno.test("helmHas() knows what came with helm 4", () => {
  const answers = ["v3.17.3", "v4.0.0"].map((text) => helmHas(parseHelmVersion(text)!, "rollbackOnFailure"));
  assert.deepEqual(answers, [false, true]);
});
