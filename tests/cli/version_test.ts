import { VERSION } from "../../src/cli/version.ts";
import { runProgram } from "../../src/commands/program.ts";
import { assertEquals } from "../support/assert.ts";
import { fakeSystem } from "../support/fake_system.ts";
import { project, testInProcess } from "../support/project.ts";

const CASES = [
  { argv: "version", stdout: `boathook version ${VERSION}\n` },
  { argv: "--version", stdout: `boathook version ${VERSION}\n` },
  { argv: "-v", stdout: `boathook version ${VERSION}\n` },
  { argv: "version -o short", stdout: `${VERSION}\n` },
  {
    argv: "version --output=json",
    stdout: `{"version":"${VERSION}","program":"boathook","platform":"linux"}\n`,
  },
  { argv: "version -o=yaml", stdout: `version: ${VERSION}\nprogram: boathook\nplatform: linux\n` },
];
for (const { argv, stdout } of CASES) {
  Deno.test(`"${argv}" prints the version`, async () => {
    await project().run(argv).exits(0).stdout(stdout).stderr("").ran([]);
  });
}

testInProcess("the version reads nothing", async () => {
  for (const { argv } of CASES) {
    const system = fakeSystem();
    await runProgram(argv.split(" "), system);
    assertEquals(system.files.log, []);
  }
});

Deno.test("a program called helmfile says so", async () => {
  await project().calledAs("/usr/bin/helmfile").run("version").exits(0).stdout(
    `helmfile version ${VERSION}\n`,
  );
});
