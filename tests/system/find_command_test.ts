import { deepEqual } from "node:assert/strict";
import { createCommandSearch } from "../../src/system/find_command.ts";

/** Folders in a fresh place, `a` before `b`, changed long ago: only then is what they lack remembered. */
function withFolders(test: (at: { root: string; path: string; age: () => void }) => void): void {
  const root = Deno.makeTempDirSync({ prefix: "boathook-find-" });
  try {
    for (const name of ["a", "b"]) Deno.mkdirSync(`${root}/${name}`);
    const age = () => ["a", "b"].forEach((name) => Deno.utimeSync(`${root}/${name}`, 1000, 1000));
    age();
    test({ root, path: `${root}/missing:${root}/a:${root}/b`, age });
  } finally {
    Deno.removeSync(root, { recursive: true });
  }
}

function program(path: string, mode = 0o755): void {
  Deno.writeTextFileSync(path, "#!/bin/sh\n", { mode });
}

Deno.test("finds the first executable file on PATH, as often as it is asked", () =>
  withFolders(({ root, path }) => {
    const find = createCommandSearch();
    program(`${root}/a/tool`, 0o644);
    program(`${root}/b/tool`);
    Deno.mkdirSync(`${root}/a/other`);
    deepEqual([find("tool", path), find("tool", path), find("other", path)], [
      `${root}/b/tool`,
      `${root}/b/tool`,
      undefined,
    ]);
  }));

Deno.test("finds what came into a folder in which it was not", () =>
  withFolders(({ root, path }) => {
    const find = createCommandSearch();
    program(`${root}/b/tool`);
    const before = find("tool", path);
    program(`${root}/a/tool`);
    deepEqual([before, find("tool", path)], [`${root}/b/tool`, `${root}/a/tool`]);
  }));

Deno.test("finds what was made executable, or became the end of a link, which changes no folder", () =>
  withFolders(({ root, path, age }) => {
    const find = createCommandSearch();
    program(`${root}/a/tool`, 0o644);
    Deno.symlinkSync(`${root}/elsewhere`, `${root}/a/linked`);
    age();
    const before = [find("tool", path), find("linked", path)];
    Deno.chmodSync(`${root}/a/tool`, 0o755);
    program(`${root}/elsewhere`);
    age();
    deepEqual([before, find("tool", path), find("linked", path)], [
      [undefined, undefined],
      `${root}/a/tool`,
      `${root}/a/linked`,
    ]);
  }));

Deno.test("finds what came just after the last look, within one tick of the folder's clock", () =>
  withFolders(({ root, path }) => {
    const find = createCommandSearch(), now = new Date();
    Deno.utimeSync(`${root}/a`, now, now);
    const before = find("tool", path);
    program(`${root}/a/tool`);
    Deno.utimeSync(`${root}/a`, now, now);
    deepEqual([before, find("tool", path)], [undefined, `${root}/a/tool`]);
  }));

Deno.test("takes a command with a slash as it is", () =>
  withFolders(({ root, path }) => {
    const find = createCommandSearch();
    program(`${root}/tool`);
    deepEqual([find(`${root}/tool`, path), find(`${root}/none`, path)], [`${root}/tool`, undefined]);
  }));
