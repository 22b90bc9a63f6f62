// readSource() of what only looks like a file, on the real file system: it says so, and waits for nobody.
import { Failure } from "../../src/diagnostics/diagnostic.ts";
import { readSource } from "../../src/files/read.ts";
import { createDenoFiles } from "../../src/system/deno_files.ts";
import { assertEquals } from "../support/assert.ts";
import { fakeSystem } from "../support/fake_system.ts";

const REFUSED = 'Cannot read "x.yaml": it is a pipe or a device, and no file';

const CASES: Readonly<Record<string, { readonly make: (path: string) => void; readonly expect: string }>> = {
  "a pipe that nobody writes to": {
    make: (path) => void new Deno.Command("mkfifo", { args: [path] }).outputSync(),
    expect: REFUSED,
  },
  "a device without an end": { make: (path) => Deno.symlinkSync("/dev/zero", path), expect: REFUSED },
  "a folder": { make: (path) => Deno.mkdirSync(path), expect: 'Cannot read "x.yaml": it is a folder' },
  "a link to itself": {
    make: (path) => Deno.symlinkSync(path, path),
    expect: 'Cannot read "x.yaml": it does not exist',
  },
  "a text with a byte order mark": {
    make: (path) => Deno.writeTextFileSync(path, "\uFEFFa: 1"),
    expect: "a: 1",
  },
  "bytes that are no UTF-8, kept as such": {
    make: (path) => Deno.writeFileSync(path, Uint8Array.of(0x61, 0xff, 0x62)),
    expect: "a\udcffb",
  },
  "a character that stands for a lost one": {
    make: (path) => Deno.writeTextFileSync(path, "a\uFFFDb"),
    expect: "a\uFFFDb",
  },
};

for (const [name, { make, expect }] of Object.entries(CASES)) {
  Deno.test({
    name: `readSource() of ${name}`,
    ignore: Deno.build.os === "windows",
    fn() {
      const dir = Deno.makeTempDirSync();
      try {
        make(`${dir}/x.yaml`);
        assertEquals(textOrWhy(`${dir}/x.yaml`, dir), expect);
      } finally {
        Deno.removeSync(dir, { recursive: true });
      }
    },
  });
}

Deno.test({
  name: "readSource() reads the pipe of a shell's <(command)",
  ignore: Deno.build.os === "windows",
  fn() {
    assertEquals(textOrWhy("/dev/null", "/"), "");
    assertEquals(textOrWhy("/dev/fd/none", "/"), 'Cannot read "dev/fd/none": it does not exist');
  },
});

function textOrWhy(path: string, cwd: string): string {
  try {
    return readSource(path, { system: { ...fakeSystem({ files: {} }), cwd, files: createDenoFiles() } }).text;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return error.diagnostics.map(({ message }) => message).join("\n");
  }
}
