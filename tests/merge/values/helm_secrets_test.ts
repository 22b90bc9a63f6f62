import assert from "node:assert/strict";
import { Failure } from "../../../src/diagnostics/diagnostic.ts";
import { decryptFile, decryptText } from "../../../src/merge/values/helm_secrets.ts";
import { startSession } from "../../../src/merge/session.ts";
import { fakeSystem } from "../../support/fake_system.ts";

const PLUGIN = "/home/user/.local/share/helm/plugins/helm-secrets/plugin.yaml";

function world(files: Readonly<Record<string, string>> = {}) {
  const system = fakeSystem({ files });
  const calls: (readonly string[])[] = [];
  system.processes.script("helm", {
    stdout: "pass: open\n",
    does: ({ args }) => void calls.push(args),
  });
  return { system, calls, session: startSession({ kubeContext: "kc" }, system) };
}

Deno.test("decryptFile() asks helm-secrets once per file", () => {
  const { calls, session } = world();
  const decrypt = () => decryptFile("/project/s.yaml", session, { helmBinary: "helm" });
  assert.deepEqual([decrypt(), decrypt()], ["pass: open\n", "pass: open\n"]);
  assert.deepEqual(calls, [["--kube-context", "kc", "secrets", "decrypt", "/project/s.yaml"]]);
});

Deno.test("decryptFile() speaks to helm-secrets 3 as it wants", () => {
  const { calls, session } = world({ [PLUGIN]: 'name: "secrets"\nversion: "3.12.0"\n' });
  decryptFile("/project/s.yaml", session, { helmBinary: "helm" });
  assert.deepEqual(calls[0]?.slice(-2), ["view", "/project/s.yaml"]);
});

Deno.test("decryptText() leaves no file behind", () => {
  const { system, calls, session } = world();
  assert.equal(decryptText("pass: ENC\n", session, { helmBinary: "helm" }), "pass: open\n");
  assert.equal(system.files.stat(calls[0]!.at(-1)!), undefined);
});

Deno.test("decryptFile() tells what helm said", () => {
  const { system, session } = world();
  system.processes.script("helm", { exit: 1, stderr: "no key\n" });
  assert.throws(() => decryptFile("/project/s.yaml", session, { helmBinary: "helm" }), (error) => {
    const [{ code, notes }] = (error as Failure).diagnostics as [Failure["diagnostics"][number]];
    assert.deepEqual({ code, notes }, { code: "secrets/not-decrypted", notes: [{ message: "no key" }] });
    return true;
  });
});
