// maskingRenderer(): the masker learns what comes to light, when it does.
import { createMasker } from "../../../src/run/secrets/mask.ts";
import { maskingRenderer } from "../../../src/run/secrets/masking_renderer.ts";
import { loadDesiredState } from "../../../src/merge/desired_state.ts";
import { releaseRenderer } from "../../../src/merge/values/release_values.ts";
import { assertEquals } from "../../support/assert.ts";
import { fakeSystem } from "../../support/fake_system.ts";

const STATE = `
environments: {default: {secrets: [env.yaml]}}
---
releases:
  - name: a
    chart: c/a
    values: [{kind: Deployment, token: ref+file://token.txt}]
    hooks:
      - {events: [presync], command: echo, args: ['{{ fetchSecretValue "ref+file://hook.txt" }}', plain]}
`;

Deno.test("maskingRenderer() knows decrypted environments, references in values and what hooks fetch", () => {
  const system = fakeSystem({
    files: { "helmfile.yaml": STATE, "env.yaml": "ENC", "token.txt": "tokenword", "hook.txt": "hookword" },
  });
  system.processes.script("helm", { stdout: "password: openword\nok: true\nport: 5\n" });
  const state = loadDesiredState({}, system);
  const file = state.files[0]!, release = file.releases[0]!, hook = release.hooks[0]!;
  const masker = createMasker();
  const renderer = maskingRenderer(releaseRenderer(), { masker, files: state.files });
  const shown = () => masker.mask("openword tokenword hookword Deployment true 5");

  assertEquals(shown(), "*** tokenword hookword Deployment true 5");
  renderer.values(release);
  assertEquals(shown(), "*** *** hookword Deployment true 5");
  const text = hook.doc.args![0]!;
  renderer.hookText(text, { file, release, hook }, { event: "presync", helmfileCommand: "sync" });
  assertEquals(shown(), "*** *** *** Deployment true 5");
});
