import assert from "node:assert/strict";
import { Failure } from "../../src/diagnostics/diagnostic.ts";
import { fetchRemote } from "../../src/files/remote.ts";
import { cacheName, isRemote, parseRemoteAddress, safeAddress } from "../../src/files/remote_address.ts";
import { fakeSystem } from "../support/fake_system.ts";

const ADDRESSES: readonly { text: string; safe: string; cache: string }[] = [
  {
    text: "git::https://me:token@host.example/org/repo.git@dir/helmfile.yaml?ref=v1.0",
    safe: "git::https://host.example/org/repo.git@dir/helmfile.yaml",
    cache: "https_host_example_org_repo_git.ref=v1.0",
  },
  {
    text: "git::ssh://git@host.example/org/repo.git//deep@helmfile.yaml",
    safe: "git::ssh://host.example/org/repo.git//deep@helmfile.yaml",
    cache: "ssh_host_example_org_repo_git",
  },
  {
    text: "https://host.example/a/b/values.yaml?token=x",
    safe: "https://host.example/a/b/values.yaml",
    cache: "https_host_example_a_b.token=2d711642b726",
  },
];
for (const { text, safe, cache } of ADDRESSES) {
  Deno.test(`parseRemoteAddress() of ${safe}`, () => {
    const address = parseRemoteAddress(text)!;
    assert.deepEqual({ safe: safeAddress(address), cache: cacheName(address) }, { safe, cache });
  });
}

for (const path of ["helmfile.yaml", "./a/b.yaml", "/abs/x.yaml", "C:\\x.yaml", "a::b", "oci://host/chart"]) {
  Deno.test(`isRemote() is false for ${path}`, () => assert.equal(isRemote(path), false));
}

Deno.test("fetchRemote() clones once, checks the ref out and gives the file below it", () => {
  const system = fakeSystem({ env: { HELMFILE_CACHE_HOME: "/cache" } });
  const calls: (readonly string[])[] = [];
  system.processes.script("git", {
    does: ({ args }) => {
      calls.push(args);
      if (args[0] === "clone") system.files.write(`${args.at(-1)}/dir/h.yaml`, "values: []\n");
    },
  });
  const text = "git::https://host.example/org/repo.git@dir/h.yaml?ref=v1";
  const home = "/cache/states/https_host_example_org_repo_git.ref=v1";
  const fetch = () => fetchRemote(text, { system, cacheFolder: "states" });
  assert.deepEqual([fetch(), fetch()], [`${home}/dir/h.yaml`, `${home}/dir/h.yaml`]);
  assert.deepEqual(calls, [
    ["clone", "--quiet", "--", "https://host.example/org/repo.git", home],
    ["-C", home, "checkout", "--quiet", "v1"],
  ]);
});

Deno.test("fetchRemote() tells no credentials when it fails", () => {
  const system = fakeSystem();
  system.processes.script("git", { exit: 128, stderr: "cannot reach https://me:token@host.example/r.git\n" });
  assert.throws(
    () => fetchRemote("git::https://me:token@host.example/r.git@h.yaml", { system, cacheFolder: "states" }),
    (error) => {
      const [diagnostic] = (error as Failure).diagnostics;
      assert.equal(diagnostic?.code, "files/not-fetched");
      assert.equal(JSON.stringify(diagnostic).includes("token"), false);
      return true;
    },
  );
});

Deno.test("fetchRemote() refuses a ref that git would take for an option", () => {
  const fetch = () =>
    fetchRemote("git::https://h.example/r.git@h.yaml?ref=--orphan", {
      system: fakeSystem(),
      cacheFolder: "states",
    });
  assert.throws(fetch, (error) => (error as Failure).diagnostics[0]?.code === "files/not-fetched");
});
