// The SBOM: from a lock as data, and of this checkout.
import { formatSbom, type Lock, readSbom } from "../../scripts/sbom.ts";
import { assertEquals, assertThrows, assertTrue } from "../support/assert.ts";

const LOCK: Lock = {
  npm: {
    "@scope/app@1.2.3_peer@4.5.6": { integrity: "sha512-AQI=", dependencies: ["peer", "many@2.0.0"] },
    "many@1.0.0": { integrity: "sha512-Aw==" },
    "many@2.0.0": { integrity: "sha512-BA==" },
    "peer@4.5.6": { integrity: "sha512-BQ==" },
    "tool@1.0.0": { integrity: "sha512-Bg==" },
  },
};
const SUBJECT = {
  name: "boathook",
  version: "0.1.0",
  denoVersion: "2.9.6",
  imports: ["@scope/app@1.2.3_peer@4.5.6"],
  serialNumber: "00000000-0000-4000-8000-000000000000",
  timestamp: "2026-01-02T03:04:05.000Z",
};

Deno.test("formatSbom() lists what is reached, with its sums and edges, and leaves out tools", () => {
  const program = "pkg:github/boathook/boathook@v0.1.0", deno = "pkg:github/denoland/deno@v2.9.6";
  const app = "pkg:npm/%40scope/app@1.2.3", many = "pkg:npm/many@2.0.0", peer = "pkg:npm/peer@4.5.6";
  const library = (purl: string, [name, version, content]: string[]) => ({
    type: "library",
    "bom-ref": purl,
    name,
    version,
    purl,
    hashes: [{ alg: "SHA-512", content }],
  });
  const { components, dependencies } = formatSbom(LOCK, SUBJECT);
  assertEquals(components, [
    { type: "platform", "bom-ref": deno, name: "deno", version: "2.9.6", purl: deno },
    library(app, ["@scope/app", "1.2.3", "0102"]),
    library(many, ["many", "2.0.0", "04"]),
    library(peer, ["peer", "4.5.6", "05"]),
  ]);
  assertEquals(dependencies, [
    { ref: program, dependsOn: [deno, app] },
    { ref: app, dependsOn: [many, peer] },
    { ref: many, dependsOn: [] },
    { ref: peer, dependsOn: [] },
  ]);
});

Deno.test("formatSbom() refuses a lock that lacks a package", () => {
  assertThrows(() => formatSbom(LOCK, { ...SUBJECT, imports: ["gone@1.0.0"] }), /no such package/);
});

Deno.test("readSbom() describes this checkout", async () => {
  const { components } = await readSbom() as { components: { name: string }[] };
  const names = components.map(({ name }) => name);
  assertTrue(["deno", "js-yaml", "zod"].every((name) => names.includes(name)), names.join());
  assertTrue(!names.includes("fast-check"), "a library for tests is no part of the executable");
});
