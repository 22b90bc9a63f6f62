import assert from "node:assert/strict";
import { Failure } from "../../src/diagnostics/diagnostic.ts";
import { locateStateFiles } from "../../src/files/locate.ts";
import { fakeSystem } from "../support/fake_system.ts";

const CASES: readonly {
  name: string;
  files: readonly string[];
  entry?: string;
  expect: readonly string[] | string;
}[] = [
  { name: "the plain file", files: ["helmfile.yaml"], expect: ["/project/helmfile.yaml"] },
  { name: "the template", files: ["helmfile.yaml.gotmpl"], expect: ["/project/helmfile.yaml.gotmpl"] },
  {
    name: "the folder, by name",
    files: [
      "helmfile.d/20.yaml.gotmpl",
      "helmfile.d/10.yml",
      "helmfile.d/notes.txt",
      "helmfile.d/sub/x.yaml",
    ],
    expect: ["/project/helmfile.d/10.yml", "/project/helmfile.d/20.yaml.gotmpl"],
  },
  { name: "a file by name", files: ["a/b.yaml"], entry: "a/b.yaml", expect: ["/project/a/b.yaml"] },
  {
    name: "a folder by name",
    files: ["a/b.yaml", "a/c.yaml"],
    entry: "a",
    expect: ["/project/a/b.yaml", "/project/a/c.yaml"],
  },
  { name: "standard input", files: [], entry: "-", expect: ["-"] },
  { name: "no file at all", files: [], expect: "files/not-found" },
  {
    name: "the plain file beside the template",
    files: ["helmfile.yaml", "helmfile.yaml.gotmpl"],
    expect: "files/ambiguous",
  },
  {
    name: "a file beside the folder",
    files: ["helmfile.yaml", "helmfile.d/a.yaml"],
    expect: "files/ambiguous",
  },
  { name: "a folder without state files", files: ["d/a.txt"], entry: "d", expect: "files/empty-folder" },
];
for (const { name, files, entry, expect } of CASES) {
  Deno.test(`locateStateFiles() with ${name}`, () => {
    const system = fakeSystem({ files: Object.fromEntries(files.map((path) => [path, ""])) });
    if (typeof expect !== "string") return assert.deepEqual(locateStateFiles(entry, system).paths, expect);
    assert.throws(() => locateStateFiles(entry, system), (error) => {
      assert.deepEqual((error as Failure).diagnostics.map(({ code }) => code), [expect]);
      return true;
    });
  });
}

Deno.test("locateStateFiles() says which file was probably meant", () => {
  const system = fakeSystem({ files: { "deploy/helmfile.yaml": "" } });
  assert.throws(() => locateStateFiles("deploy/helmfle.yaml", system), (error) => {
    assert.equal((error as Failure).diagnostics[0]?.hint, 'did you mean "deploy/helmfile.yaml"?');
    return true;
  });
});
